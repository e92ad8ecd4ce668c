/// What a row of a list makes of a group: pure functions, no store. Internal to lib/survey.
#pragma once

#include "survey/group.hpp"
#include "survey/import.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hnat {

/// The facts of a group that a row brings for the first time: a members_on without a count says nothing.
GroupFacts facts_of_new_group(GroupFacts row);

/// The facts of a group after a row says `row` of it.
///  - update: what the row says replaces what is there; an empty cell never does. A count with an older
///  members_on
///    than the one in the register does not replace it: the register keeps the newer count and its day.
///  - fill: only what is empty is filled. The day is filled only together with the count, or when the counts
///  agree.
///  - skip: nothing changes.
GroupFacts facts_after(const GroupFacts& before, const GroupFacts& row, ImportMode mode);

/// One field that differs, as text; empty: not known.
struct FieldDifference {
    std::string_view field;
    std::string before, after;
};
/// The fields that differ, in the order of the list's columns.
std::vector<FieldDifference> differences(const GroupFacts& before, const GroupFacts& after);

/// True when a later row of a file wins over an earlier one about the same group: unless its members_on is
/// older.
bool later_row_wins(const std::optional<Day>& earlier, const std::optional<Day>& later);

} // namespace hnat
