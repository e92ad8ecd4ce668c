/// What the audit chain says of purges of groups: how many have expired so far, which is what the register
/// keeps of them.
#pragma once

#include "store/store.hpp"

#include <SQLiteCpp/Database.h>

#include <cstdint>
#include <optional>

namespace hnat {

/// Appends the row of a purge of groups that was just done.
void audit_group_purge(Transaction& transaction);

/// What the rows of purges tell.
struct PurgeRows {
    std::optional<std::int64_t>
        expired; ///< how many groups had expired by the last one; nullopt: an earlier version did it
    std::int64_t last_of_earlier = 0; ///< seq of the last one that an earlier version did; 0: none
};
PurgeRows read_purges(SQLite::Database& db);

} // namespace hnat
