/// Inside lib/tip: whether the keys are as hnat left them.
#pragma once

#include <SQLiteCpp/Database.h>

#include <string>
#include <vector>

namespace hnat {

/// One message for each break that was found (at most 20): a row that is not as the chain has it (the first
/// one: nothing is sealed or opened with any then), a key or a quarter's key that is not there any more,
/// drills that nobody made, or that are missing.
std::vector<std::string> check_keys(SQLite::Database& db);

} // namespace hnat
