/// Inside lib/store: checked copies of a database.
#pragma once

#include "store/store.hpp"

#include <filesystem>
#include <string_view>

namespace hnat {

/// Copies the committed state of a database into the file `to`, which is there, is empty and is nobody
/// else's: SQLite's backup API, then integrity and head of the audit chain compared. Nothing else is left in
/// its folder even by a process that is killed: the copy has no journal, for it is worth nothing until it is
/// whole. The caller syncs and renames it. Errors: locked; failed (the copy does not check out);
/// SQLite::Exception.
void copy_database(SQLite::Database& from, const std::filesystem::path& to,
                   const std::filesystem::path& path);

/// Before something risky is done: copies the committed state of the database to `FILE.LABEL.bak` (or
/// `FILE.LABEL.2.bak`, … when that exists), mode 0600: SQLite's backup API into a temporary name, integrity
/// and head of the audit chain compared, synced, renamed. The caller should hold the write lock through
/// another connection, so that nothing is committed meanwhile. Returns the copy's path. Errors: io, failed
/// (the copy does not check out); SQLite::Exception.
std::filesystem::path copy_beside(const StoreOptions& options, std::string_view label);

} // namespace hnat
