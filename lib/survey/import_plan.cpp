#include "survey/import_plan.hpp"

namespace hnat {

namespace {

template <typename Value>
void take(std::optional<Value>& field, const std::optional<Value>& value, ImportMode mode) {
    if (value && (mode == ImportMode::update || !field)) {
        field = value;
    }
}

/// A day comes only with its count. (A count without a day leaves the day that is there: an empty cell never
/// overwrites.)
void take_members(GroupFacts& facts, const GroupFacts& row, ImportMode mode) {
    if (!row.members) {
        return;
    }
    const bool known = facts.members.has_value();
    const bool older = known && facts.members_on && row.members_on && *row.members_on < *facts.members_on;
    const bool same = facts.members == row.members;
    if (!known || same || (mode == ImportMode::update && !older)) {
        facts.members = row.members;
        take(facts.members_on, row.members_on, older ? ImportMode::fill : mode);
    }
}

std::string text_of(const std::optional<std::int64_t>& value) {
    return value ? std::to_string(*value) : "";
}
std::string text_of(const std::optional<Day>& value) {
    return value ? to_iso(*value) : "";
}
std::string text_of(const std::optional<std::string>& value) {
    return value.value_or("");
}
std::string text_of(const std::optional<Visibility>& value) {
    return value ? std::string(name_of(*value)) : "";
}
std::string text_of(const std::string& value) {
    return value;
}

} // namespace

GroupFacts facts_of_new_group(GroupFacts row) {
    if (!row.members) {
        row.members_on.reset();
    }
    return row;
}

GroupFacts facts_after(const GroupFacts& before, const GroupFacts& row, ImportMode mode) {
    GroupFacts after = before;
    if (mode == ImportMode::skip) {
        return after;
    }
    if (mode == ImportMode::update) {
        after.name = row.name;
    }
    take_members(after, row, mode);
    take(after.topic, row.topic, mode);
    take(after.locality, row.locality, mode);
    take(after.visibility, row.visibility, mode);
    take(after.language, row.language, mode);
    take(after.source, row.source, mode);
    return after;
}

std::vector<FieldDifference> differences(const GroupFacts& before, const GroupFacts& after) {
    std::vector<FieldDifference> found;
    const auto compare = [&found](std::string_view field, const auto& left, const auto& right) {
        if (left != right) {
            found.push_back({field, text_of(left), text_of(right)});
        }
    };
    compare("name", before.name, after.name);
    compare("members", before.members, after.members);
    compare("members_on", before.members_on, after.members_on);
    compare("topic", before.topic, after.topic);
    compare("locality", before.locality, after.locality);
    compare("visibility", before.visibility, after.visibility);
    compare("language", before.language, after.language);
    compare("source", before.source, after.source);
    return found;
}

bool later_row_wins(const std::optional<Day>& earlier, const std::optional<Day>& later) {
    return !earlier || !later || *earlier <= *later;
}

} // namespace hnat
