/// After a restore (P3): who left since the backup was made leaves again.
#pragma once

#include "store/backup.hpp"
#include "store/store.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace hnat {

struct AgainResult {
    std::vector<std::int64_t> members;  ///< that were erased again
    std::vector<std::int64_t> withdrew; ///< whose consents were withdrawn again, all or some
    std::vector<std::int64_t> unknown;  ///< who withdrew since, and no consent in force here is named
    std::vector<std::int64_t> groups_left;
};

/// Does again what the list of `db erasures` says of members: erases them, withdraws their consents. Who
/// withdrew all of them is still to be erased by the day that was due then, not by a later one. What has been
/// done in this file already is not done again. As with erase_member, commit and wipe_deleted follow.
AgainResult erase_members_again(Transaction& transaction, std::span<const ErasureRow> list);

} // namespace hnat
