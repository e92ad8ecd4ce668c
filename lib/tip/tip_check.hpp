/// For `db check`: whether tips and keys are as hnat left them.
#pragma once

#include "base/date.hpp"
#include "store/check.hpp"
#include "store/store.hpp"

#include <vector>

namespace hnat {

/// Four results, on one state of the file:
///
///     tips         each is as the newest row of the audit chain about it says, in every column, its receipt,
///                  boxes and requests to open its source; each that was entered is there or was purged; none
///                  is kept beyond what its harm allows at most, whatever the settings say, nor was left when
///                  its day had come (P7)
///     tip-counts   in every calendar and month, as much was counted as the chain says was done, and in every
///                  harm as many tips were received as are there or gone
///     reveals      requests to open a source are those of the chain (P6)
///     keys         as the chain has them, none missing; drills likewise
///
/// A part that can't be read says so as its finding. Errors: locked.
std::vector<CheckResult> check_tips(const Store& store, Day today);

} // namespace hnat
