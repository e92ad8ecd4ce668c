/// The plan as it stands. Internal to the area.
#pragma once

#include "enroll/plan.hpp"

#include <SQLiteCpp/Database.h>

#include <vector>

namespace hnat {

/// As plan_steps(), within a transaction too.
std::vector<PlanStep> read_plan(SQLite::Database& db, Day today);

/// The steps and items with their days, without states and what is lacking.
std::vector<PlanStep> read_plan_days(SQLite::Database& db);

} // namespace hnat
