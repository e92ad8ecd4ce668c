/// What the audit chain says of purges of groups: how many have expired so far, which is what the register
/// keeps of them.
#pragma once

#include "store/store.hpp"
#include "store/witness.hpp"

#include <SQLiteCpp/Database.h>

#include <cstdint>
#include <optional>
#include <vector>

namespace hnat {

/// Appends the row of a purge of groups that was just done.
void audit_group_purge(Transaction& transaction);

/// What one row store-retention tells.
struct RetentionRow {
    bool is_purge = false; ///< of groups; false: only that retention ran
    std::optional<std::int64_t>
        expired; ///< how many groups had expired by then; nullopt: written by an earlier version
};
RetentionRow read_retention(SQLite::Database& db, const Witness::Row& row);

/// The rows store-retention after `seq`, the newest first.
std::vector<Witness::Row> retention_rows(SQLite::Database& db, std::int64_t seq);

} // namespace hnat
