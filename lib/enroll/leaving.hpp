/// Groups that have joined and whose last consent to contact is gone. Internal to lib/enroll, but for the
/// count.
#pragma once

#include "store/store.hpp"

#include <cstdint>
#include <vector>

namespace hnat {

/// The joined groups nobody of which consents to contact on this day: all consents were withdrawn or have
/// expired.
std::vector<std::int64_t> groups_without_contact(SQLite::Database& db, Day today);

/// Records those groups as left, each with its audit row: they expire 12 months later like a group that never
/// joined (P7). Returns their numbers.
std::vector<std::int64_t> leave_groups_without_contact(Transaction& transaction);

/// The same for the groups of a list only.
std::vector<std::int64_t> leave_groups_without_contact(Transaction& transaction,
                                                       const std::vector<std::int64_t>& among);

/// The groups that a member moderates.
std::vector<std::int64_t> groups_of_member(SQLite::Database& db, std::int64_t member);

} // namespace hnat
