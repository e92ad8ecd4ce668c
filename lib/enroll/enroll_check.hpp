/// For `db check`: whether the programme's records are as hnat left them (P9).
#pragma once

#include "store/check.hpp"
#include "store/store.hpp"

#include <vector>

namespace hnat {

/// Four results, on one state of the file, each about records that were changed, put back, put in or taken
/// out by another hand than hnat's:
///
///     members      with their groups, consents and withdrawals; commendations
///     requests     under the law
///     charter      versions with their texts, comments and answers
///     assessments  with their answers
///
/// Nothing is said where an earlier version of hnat changed a record without a row: members of a group that
/// was merged then, until the next change of each. Errors: locked.
std::vector<CheckResult> check_enroll(const Store& store);

} // namespace hnat
