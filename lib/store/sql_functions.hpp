/// Functions of hnat in SQL. Inside lib/store.
#pragma once

#include <SQLiteCpp/Database.h>

namespace hnat {

/// The pattern that a day has to match in the schema's CHECKs.
inline constexpr const char* k_day_pattern = "[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]";

/// Registers hnat_k2 and hnat_name_key, which only hnat's own statements may call, and the collation VI. GLOB
/// answers as SQLite's own does, but the pattern of a day is not worked out anew for each value. Errors:
/// SQLite::Exception.
void register_functions(SQLite::Database& db);

} // namespace hnat
