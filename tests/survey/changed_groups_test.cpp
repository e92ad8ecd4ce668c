#include "survey/changed_groups.hpp"
#include "tests/seed.hpp"
#include "tests/survey/register_support.hpp"

#include <algorithm>
#include <map>
#include <random>

using namespace hnat;
using namespace hnat::test;

namespace {

/// Facts of all shapes: a text that is not there, an empty one, a long one.
class DrawnFacts {
  public:
    explicit DrawnFacts(std::uint32_t seed) : m_random(seed) {}

    GroupFacts operator()() {
        GroupFacts facts;
        facts.name = "Nhóm " + std::to_string(m_random());
        facts.topic = text();
        facts.locality = text();
        facts.language = text();
        facts.source = text();
        if (draw(2) == 0) {
            facts.members = draw(10'000'000'000);
        }
        if (draw(2) == 0) {
            facts.members_on = day("1990-01-01") + std::chrono::days(draw(20'000));
        }
        if (draw(2) == 0) {
            facts.visibility = draw(2) == 0 ? Visibility::open : Visibility::closed;
        }
        return facts;
    }

    std::int64_t draw(std::int64_t below) {
        return static_cast<std::int64_t>(m_random() % static_cast<std::uint64_t>(below));
    }

  private:
    std::optional<std::string> text() {
        switch (draw(4)) {
        case 0:
            return std::nullopt;
        case 1:
            return std::string();
        case 2:
            return "bản " + std::to_string(m_random());
        default:
            return std::string(static_cast<std::size_t>(draw(700)), 'x');
        }
    }

    std::mt19937_64 m_random;
};

/// Groups 1, 2, … of a batch that stands.
void bring(Register& reg, int groups) {
    std::vector<FakeList::Cells> rows;
    for (int i = 1; i <= groups; ++i) {
        rows.push_back({"Chợ " + std::to_string(i), group_url("cho" + std::to_string(i)), "5", "", "", ""});
    }
    reg.import(rows);
}

} // namespace

TEST_CASE("facts that wait are what was put last, and are gone once they are taken back") {
    Register reg;
    Transaction transaction(reg.store(), reg.actor());
    ChangedGroups changed(transaction, 1, 1);
    const auto drawn = seed();
    MESSAGE("seed ", drawn);
    DrawnFacts facts(drawn);
    std::map<std::int64_t, GroupFacts> expected;
    for (int i = 0; i < 2'000; ++i) {
        const std::int64_t group = 1 + facts.draw(300);
        if (facts.draw(3) == 0) {
            CHECK(changed.remove(group) == (expected.erase(group) == 1));
        } else {
            changed.put(group, expected[group] = facts());
        }
    }
    for (std::int64_t group = 1; group <= 300; ++group) {
        const auto known = expected.find(group);
        CHECK(changed.find(group) == (known == expected.end() ? std::nullopt : std::optional(known->second)));
    }
}

TEST_CASE("changes are full when they take the memory that they may, and have room again when some are taken "
          "back") {
    Register reg;
    Transaction transaction(reg.store(), reg.actor());
    ChangedGroups changed(transaction, 1, 1, 10'000);
    DrawnFacts facts(1);
    std::int64_t groups = 0;
    while (!changed.is_full()) {
        changed.put(++groups, facts());
    }
    CHECK(groups > 3);
    CHECK(groups < 100);
    changed.remove(groups);
    CHECK(!changed.is_full());
    for (std::int64_t group = 1; group < groups; ++group) {
        changed.remove(group);
    }
    GroupFacts large;
    large.source = std::string(20'000, 'x');
    changed.put(1, large);
    CHECK(changed.is_full());
    changed.put(1, facts()); // instead of the large one
    CHECK(!changed.is_full());
}

TEST_CASE("changes are written in blocks, and of older groups it is kept how they were") {
    constexpr int k_older = 300; // two blocks and a part
    constexpr int k_groups = 570;
    Register reg;
    bring(reg, k_groups);
    Transaction transaction(reg.store(), reg.actor());
    SQLite::Statement(transaction.db(), "UPDATE survey_group SET first_batch = NULL WHERE id <= 300").exec();
    ChangedGroups changed(transaction, 1, k_older + 1);
    for (std::int64_t group = k_groups; group >= 1; --group) {
        GroupFacts facts;
        facts.name = group % 2 == 0 ? "Chợ " + std::to_string(group) : "Hội Đồng Hỷ";
        facts.members = group;
        changed.put(group, facts);
    }
    std::vector<std::int64_t> told;
    changed.write([&told](const Group& before, const GroupFacts& after) {
        CHECK(before.facts.members == 5);
        CHECK(after.members == before.id);
        told.push_back(before.id);
    });
    REQUIRE(told.size() == k_older);
    CHECK(std::ranges::is_sorted(told));
    CHECK(reg.count("SELECT count(*) FROM survey_group WHERE members = id AND last_batch = 1") == k_groups);
    CHECK(reg.count("SELECT count(*) FROM survey_group WHERE search_key = 'hoi dong hy' AND id % 2 = 1") ==
          k_groups / 2);
    CHECK(reg.count("SELECT count(*) FROM survey_group WHERE search_key = 'cho ' || id AND id % 2 = 0") ==
          k_groups / 2);
    CHECK(
        reg.count("SELECT count(*) FROM survey_change WHERE group_id <= 300 AND before ->> 'members' = 5") ==
        k_older);
    CHECK(reg.count("SELECT count(*) FROM survey_change") == k_older);
    CHECK(!changed.find(1));
    changed.write([](const Group&, const GroupFacts&) { FAIL("nothing waits any more"); });
}
