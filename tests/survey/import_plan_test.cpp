#include "survey/import_plan.hpp"
#include "tests/support.hpp"

using namespace hnat;
using hnat::test::day;

namespace {

GroupFacts facts(std::optional<std::int64_t> members, std::optional<Day> members_on) {
    GroupFacts facts;
    facts.name = "Mua bán Đồng Hỷ";
    facts.members = members;
    facts.members_on = members_on;
    return facts;
}

} // namespace

TEST_CASE("an update takes what the row says and nothing from its empty cells") {
    GroupFacts before = facts(100, day("2026-01-01"));
    before.topic = "trade";
    before.source = "ward survey";
    GroupFacts row;
    row.name = "Mua bán Đồng Hỷ (mới)";
    row.topic = "food";
    const GroupFacts after = facts_after(before, row, ImportMode::update);
    CHECK(after.name == row.name);
    CHECK(after.topic == "food");
    CHECK(after.members == 100);
    CHECK(after.members_on == day("2026-01-01"));
    CHECK(after.source == "ward survey");
}

TEST_CASE("a fill takes only what the register lacks, and a skip takes nothing") {
    GroupFacts before = facts({}, {});
    before.topic = "trade";
    GroupFacts row = facts(50, day("2026-02-01"));
    row.name = "Another name";
    row.topic = "food";
    row.language = "vi";
    const GroupFacts filled = facts_after(before, row, ImportMode::fill);
    CHECK(filled.name == before.name);
    CHECK(filled.topic == "trade");
    CHECK(filled.members == 50);
    CHECK(filled.members_on == day("2026-02-01"));
    CHECK(filled.language == "vi");
    CHECK(facts_after(before, row, ImportMode::skip) == before);
}

TEST_CASE("a count with an older day does not replace a newer count, the row's other facts do") {
    const GroupFacts before = facts(100, day("2026-02-01"));
    GroupFacts row = facts(80, day("2026-01-01"));
    row.topic = "food";
    const GroupFacts after = facts_after(before, row, ImportMode::update);
    CHECK(after.members == 100);
    CHECK(after.members_on == day("2026-02-01"));
    CHECK(after.topic == "food");
}

TEST_CASE("a day never comes without its count") {
    const GroupFacts before = facts(100, day("2026-02-01"));
    CHECK(facts_after(before, facts({}, day("2026-03-01")), ImportMode::update) == before);
    CHECK(!facts_of_new_group(facts({}, day("2026-03-01"))).members_on);
    CHECK(facts_after(facts(100, {}), facts(90, day("2026-03-01")), ImportMode::fill) == facts(100, {}));
    CHECK(facts_after(facts(100, {}), facts(100, day("2026-03-01")), ImportMode::fill) ==
          facts(100, day("2026-03-01")));
    CHECK(facts_after(before, facts(120, {}), ImportMode::update) == facts(120, day("2026-02-01")));
}

TEST_CASE("differences name each field that changed with both values") {
    GroupFacts after = facts(120, day("2026-03-01"));
    after.visibility = Visibility::closed;
    const auto found = differences(facts(100, {}), after);
    REQUIRE(found.size() == 3);
    CHECK(found[0].field == "members");
    CHECK(found[0].before == "100");
    CHECK(found[0].after == "120");
    CHECK(found[1].field == "members_on");
    CHECK(found[1].before.empty());
    CHECK(found[1].after == "2026-03-01");
    CHECK(found[2].field == "visibility");
    CHECK(found[2].after == "private");
}

TEST_CASE("of two rows about one group the newer count wins, else the later row") {
    CHECK(later_row_wins({}, {}));
    CHECK(later_row_wins(day("2026-01-01"), {}));
    CHECK(later_row_wins({}, day("2026-01-01")));
    CHECK(later_row_wins(day("2026-01-01"), day("2026-01-01")));
    CHECK(later_row_wins(day("2026-01-01"), day("2026-01-02")));
    CHECK(!later_row_wins(day("2026-01-02"), day("2026-01-01")));
}
