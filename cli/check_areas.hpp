/// What `db check` and `db restore` have the areas look for.
#pragma once

#include "base/date.hpp"
#include "store/check.hpp"
#include "store/store.hpp"

#include <vector>

namespace hnat::cli {

/// Whether groups, members, meetings, tips and keys are as hnat left them (P9), on one state of the file.
/// Errors: locked.
std::vector<CheckResult> check_areas(const Store& store, Day today);

} // namespace hnat::cli
