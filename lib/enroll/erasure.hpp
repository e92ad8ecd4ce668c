/// Erasing a person (P3) and what has expired (P7), by the registry of personal columns.
#pragma once

#include "base/date.hpp"
#include "store/store.hpp"

#include <cstdint>
#include <vector>

namespace hnat {

struct ErasureResult {
    std::vector<std::int64_t>
        groups_left; ///< that are no longer joined: it was their last consent to contact
    std::vector<std::int64_t>
        open_requests; ///< requests of the person that still have to be recorded as done
};

/// Erases a member: the rows go, what has to stay (days of requests, the audit chain) names nobody any more,
/// and the salts that bind the chain to the person are forgotten. The caller commits and then calls
/// wipe_deleted (store/wipe.hpp): only then is nothing left in the file. Errors: not_found; failed (a row was
/// left behind: a bug; nothing is erased then).
ErasureResult erase_member(Transaction& transaction, std::int64_t member);

/// A member whose day has come or comes soon; no name, so that a preview is no list of people.
struct ExpiringMember {
    std::int64_t number = 0;
    Day expires_on;
};

/// Members who expire now or within `days_ahead` days, the next one first.
std::vector<ExpiringMember> expiring_members(const Store& store, Day today, int days_ahead);

struct PurgeResult {
    std::int64_t members = 0;
    std::vector<std::int64_t> groups_left;
};

/// Erases the members whose expiry day has come, counted as erased when they had withdrawn, else as purged;
/// then records the groups as left whose last consent to contact has expired. As with erase_member, commit
/// and wipe_deleted follow.
PurgeResult purge_expired_members(Transaction& transaction);

} // namespace hnat
