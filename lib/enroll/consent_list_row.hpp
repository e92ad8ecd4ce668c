/// One row of a consent list. Internal to lib/enroll.
#pragma once

#include "enroll/consent_columns.hpp"
#include "enroll/consent_list.hpp"
#include "enroll/join.hpp"
#include "list/list_reader.hpp"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace hnat::consent_list {

/// What a row says: this person, in this group, agrees to this.
struct ParsedRow {
    std::int64_t group = 0;
    MemberRole role = MemberRole::moderator;
    Person person;
    std::string language;
    ConsentGiven consent;
};

/// What rows are read by.
struct RowRules {
    const ConsentColumns& columns;
    const std::vector<std::string>& header;
    std::string_view file;
    const GroupResolver& find_group;
};

/// Every problem of the row at once. No message repeats a cell: with columns shifted, any of them may be a
/// name.
std::variant<ParsedRow, Diagnostics> parse_row(const ListRow& row, const RowRules& rules);

} // namespace hnat::consent_list
