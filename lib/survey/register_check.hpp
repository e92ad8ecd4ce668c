/// For `db check`: whether the register is as hnat left it (P9).
#pragma once

#include "store/check.hpp"
#include "store/store.hpp"

#include <vector>

namespace hnat {

/// One result, `groups`, of what another hand than hnat's did:
///
///     a group that was changed by hand or is in the programme    changed, put back or taken out, with its
///                                                                other addresses, approaches and history
///     a group that only lists brought and changed                put in or taken out, by their numbers; made
///                                                                one of the programme; not: its facts
///     batches                                                    put in, taken out, or marked as taken back
///
/// Rows of the chain that an earlier version wrote commit to less: until the next change of a group, nothing
/// is said of its history, and after a step of the programme nothing of its facts. Errors: locked.
std::vector<CheckResult> check_register(const Store& store);

} // namespace hnat
