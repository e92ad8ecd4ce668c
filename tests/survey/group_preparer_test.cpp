#include "survey/group_preparer.hpp"

#include "base/text.hpp"
#include "survey/register_row.hpp"
#include "tests/survey/register_support.hpp"

#include <utility>

using namespace hnat;
using namespace hnat::test;

namespace {

ParsedRow row_of(std::string_view slug, GroupFacts facts) {
    ParsedRow row;
    row.address = group_address(slug);
    row.key = GroupKey(row.address.key());
    row.facts = std::move(facts);
    return row;
}

GroupFacts named(std::string_view name) {
    GroupFacts facts;
    facts.name = name;
    return facts;
}

std::string key_facts(const ParsedRow& row, const GroupFacts& facts) {
    CanonicalState state;
    state.add("key", row.key.text);
    register_row::add_facts(state, facts);
    return state.bytes();
}

} // namespace

TEST_CASE("a group is prepared with its search key, its key and facts, and whether its key is new") {
    GroupPreparer preparer;
    ParsedRow first = row_of("chodonghy", named("Chợ Đồng Hỷ"));
    first.facts.members = 12'500;
    first.facts.members_on = day("2026-09-30");
    preparer.prepare(first);
    CHECK(first.prepared.search_key == search_key("Chợ Đồng Hỷ"));
    CHECK(first.prepared.key_facts.bytes() == key_facts(first, first.facts));
    CHECK(first.prepared.has_new_key);

    ParsedRow again = row_of("chodonghy", named("Chợ"));
    preparer.prepare(again);
    CHECK_FALSE(again.prepared.has_new_key);
    CHECK(again.prepared.search_key == search_key("Chợ"));
}

TEST_CASE("the facts of a new group leave out a day without a count, which the row still has") {
    GroupPreparer preparer;
    ParsedRow row = row_of("chodonghy", named("Chợ Đồng Hỷ"));
    row.facts.members_on = day("2026-09-30");
    preparer.prepare(row);
    CHECK(row.prepared.key_facts.bytes() == key_facts(row, named("Chợ Đồng Hỷ")));
    CHECK(row.facts.members_on == day("2026-09-30"));
}

TEST_CASE("a row with two addresses leaves open which of them its group gets, and both are known after it") {
    GroupPreparer preparer;
    ParsedRow two = row_of("chodonghy", named("Chợ Đồng Hỷ"));
    two.second = group_address("1234567890");
    preparer.prepare(two);
    CHECK(two.prepared.key_facts.bytes().empty());
    const auto has_new_key = [&](std::string_view slug) {
        ParsedRow row = row_of(slug, named("Chợ"));
        preparer.prepare(row);
        return row.prepared.has_new_key;
    };
    CHECK_FALSE(has_new_key("chodonghy"));
    CHECK_FALSE(has_new_key("1234567890"));
    CHECK(has_new_key("1234567891"));
}
