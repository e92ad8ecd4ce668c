/// Inside lib/store: Store::create and Store::open with the list of migrations as an argument, and what they
/// ask of a path.
#pragma once

#include "store/migrate.hpp"
#include "store/store.hpp"

#include <memory>
#include <span>

namespace hnat {

std::unique_ptr<SQLite::Database> create_database(const StoreOptions& options, Day today,
                                                  std::span<const Migration> migrations);

std::unique_ptr<SQLite::Database> open_database(const StoreOptions& options, Access access, Day today,
                                                std::span<const Migration> migrations);

/// A database may be made under this name: nothing has it, and no journal of an earlier one lies beside it.
/// Errors: usage.
void require_new(const std::filesystem::path& path);

} // namespace hnat
