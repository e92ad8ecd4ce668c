/// Functions of hnat in SQL. Inside lib/store.
#pragma once

#include <SQLiteCpp/Database.h>

namespace hnat {

/// Registers hnat_k2 and hnat_name_key, which only hnat's own statements may call, and the collation VI. GLOB
/// answers as SQLite's own does, but the pattern of a day, which the CHECK of every day asks for, is not
/// worked out anew for each value: a twentieth of an import. Errors: SQLite::Exception.
void register_functions(SQLite::Database& db);

} // namespace hnat
