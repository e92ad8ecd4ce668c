/// The end of a tip (P7): its row goes, counts stay.
#pragma once

#include "base/date.hpp"
#include "store/backup.hpp"
#include "store/check.hpp"
#include "store/store.hpp"
#include "tip/tip.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace hnat {

struct ExpiringTip {
    std::int64_t number = 0;
    Harm harm = Harm::slf;
    Day expires_on;
};
/// Tips that expire within so many days of today, the first ones first.
std::vector<ExpiringTip> expiring_tips(const Store& store, Day today, int days_ahead);

/// What makes a purge of tips look like a mistake, for people; nullopt: nothing does. A clock that is far
/// ahead of the last recorded change, or more than a fifth of all tips at once.
std::optional<std::string> doubt_about_purge(const Store& store, Day today);

/// Removes the tips that have expired: tombstone counts, and the reasons of requests to open their sources go
/// with them, and the salts of their audit rows. Returns how many went. The caller retires the epochs of keys
/// in the same transaction, and wipes the file after the commit.
std::int64_t purge_expired_tips(Transaction& transaction);

/// After a restore: what the list of `db erasures` says of tips of which this file still has an older state.
struct TipsAgain {
    std::int64_t purged = 0; ///< that went again
    std::vector<std::int64_t>
        scrubbed; ///< that have their text of before: what replaced it is not known here
};

/// Removes the tips again that the list says were purged. As with purge_expired_tips, commit and wipe_deleted
/// follow.
TipsAgain purge_tips_again(Transaction& transaction, std::span<const ErasureRow> list);

/// For `db check`: in every calendar, month and harm, the tips that were received are those that are there
/// and those that are gone; and no tip is kept beyond what its harm allows at most, whatever the settings say
/// (P7).
CheckResult check_tips(const Store& store);

} // namespace hnat
