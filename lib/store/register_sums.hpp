/// The sums of the register by half month (table survey_count), as far as more than one area needs them.
#pragma once

#include "base/date.hpp"

#include <SQLiteCpp/Database.h>

#include <cstdint>
#include <string>
#include <vector>

namespace hnat {

/// The first day of the half month that a day is in: the 1st or the 15th.
Day half_month_of(Day day);

/// Groups in the register at the end of the day before `end`: one that expired is out from that day on,
/// whenever retention ran.
std::int64_t groups_in_register(SQLite::Database& db, Day end);

/// Compares the sums with the groups that they are of: each half month over all, and its platforms, topics
/// and localities with that. One message for each half month that differs (at most 20).
std::vector<std::string> check_register_sums(SQLite::Database& db);

} // namespace hnat
