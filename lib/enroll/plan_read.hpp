/// The plan as it stands. Internal to the area.
#pragma once

#include "enroll/plan.hpp"

#include <SQLiteCpp/Database.h>

#include <vector>

namespace hnat {

/// As plan_steps(), within a transaction too.
std::vector<PlanStep> read_plan(SQLite::Database& db, Day today);

} // namespace hnat
