/// Asking a group to take part, and its answer. A refusal stores nothing about a person (P2): the group
/// rests, a counter goes up, and that is all.
#pragma once

#include "base/date.hpp"
#include "store/store.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hnat {

/// P2: at most two approaches of a group within a year.
inline constexpr int k_most_approaches = 2;
inline constexpr int k_approach_days = 365;

/// Days that a group rests after a refusal, unless the office says otherwise.
inline constexpr int k_rest_days = 365;
inline constexpr int k_least_rest_days = 30;
inline constexpr int k_most_rest_days = 3650;

/// Months after which a group that left goes from the register (P7).
inline constexpr int k_left_expiry_months = 12;

/// Months for which an approach keeps its group in the register: as long as it counts.
inline constexpr int k_approach_months = 12;

/// Records that a group was asked on the day `on`: shortlisted, approached or left → approached. `liaison` is
/// a staff code that the caller has checked; without it the group must have one. Errors: not_found, usage (a
/// day in the future, no liaison, surveyed, resting until a day, expired, joined, a third approach within a
/// year).
void approach_group(Transaction& transaction, std::int64_t id, Day on,
                    const std::optional<std::string>& liaison);

/// The group said no: shortlisted or approached → resting for `rest_days` from today. The group stays in the
/// register until its rest is over, so that nobody asks again because the refusal was forgotten. Returns the
/// day that the rest ends. Errors: not_found, usage.
Day decline_group(Transaction& transaction, std::int64_t id, int rest_days);

/// The group left: joined → left, and expires 12 months later. Returns the numbers of the members who
/// moderate no other joined group: their consents stay until they are withdrawn or expire. Errors: not_found,
/// usage.
std::vector<std::int64_t> leave_group(Transaction& transaction, std::int64_t id, Day on);

/// Part of a merge of two groups, before `from` is deleted: its approaches (which go on counting),
/// moderators, comments on the charter and assessments become those of `into`. Of a member of both the role
/// in `into` stays. Writes no audit row: the merge does, and audit_moved_enroll_records after it.
void move_enroll_records(Transaction& transaction, std::int64_t from, std::int64_t into);

/// The last part of a merge: the chain learns which group the members and assessments of `into` name now.
void audit_moved_enroll_records(Transaction& transaction, std::int64_t into);

} // namespace hnat
