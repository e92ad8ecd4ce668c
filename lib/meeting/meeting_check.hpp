/// For `db check`: whether meetings are as hnat left them (P9).
#pragma once

#include "store/check.hpp"
#include "store/store.hpp"

#include <vector>

namespace hnat {

/// One result, `meetings`: meetings with their papers, lines of groups and attendance, questions with their
/// answers, and actions, that were changed, put back, put in or taken out by another hand than hnat's.
/// Nothing is said of a meeting whose group was merged by an earlier version of hnat, until its next change.
/// Errors: locked.
std::vector<CheckResult> check_meetings(const Store& store);

} // namespace hnat
