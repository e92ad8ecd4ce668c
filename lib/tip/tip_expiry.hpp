/// The end of a tip (P7): its row goes, counts stay.
#pragma once

#include "base/date.hpp"
#include "store/store.hpp"
#include "tip/tip.hpp"

#include <cstdint>
#include <optional>
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

/// What makes today look like a mistake, for people: it is more than 62 days after the last recorded change;
/// nullopt: nothing does.
std::optional<std::string> doubt_about_clock(const Store& store, Day today);

/// What makes a purge of tips look like a mistake, for people; nullopt: nothing does. The clock, or more than
/// a fifth of all tips at once where there are more than twenty.
std::optional<std::string> doubt_about_purge(const Store& store, Day today);

/// For a run that nobody watches: a row of the audit chain when the last one is a month old, so that the
/// clock of an office where nothing happens is not doubted for that. The caller has asked doubt_about_clock.
void keep_clock(Transaction& transaction);

/// Removes the tips that have expired: tombstone counts, and the reasons of requests to open their sources go
/// with them, and the salts of their audit rows. Returns how many went. The caller retires the epochs of keys
/// in the same transaction, and wipes the file after the commit.
std::int64_t purge_expired_tips(Transaction& transaction);

} // namespace hnat
