/// Inside lib/store: a checked copy beside the file, before something risky is done to it.
#pragma once

#include "store/store.hpp"

#include <filesystem>
#include <string_view>

namespace hnat {

/// Copies the committed state of the database to `FILE.LABEL.bak` (or `FILE.LABEL.2.bak`, … when that
/// exists), mode 0600: SQLite's backup API into a temporary name, integrity and head of the audit chain
/// compared, synced, renamed. The caller should hold the write lock through another connection, so that
/// nothing is committed meanwhile. Returns the copy's path. Errors: io, failed (the copy does not check out);
/// SQLite::Exception.
std::filesystem::path copy_beside(const StoreOptions& options, std::string_view label);

} // namespace hnat
