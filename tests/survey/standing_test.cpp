#include "survey/standing.hpp"

#include "store/statement.hpp"
#include "survey/import_plan.hpp"
#include "tests/seed.hpp"
#include "tests/survey/register_support.hpp"

#include <random>
#include <string>
#include <vector>

using namespace hnat;
using namespace hnat::test;

namespace {

GroupFacts some_facts(std::mt19937_64& random) {
    const auto maybe = [&random](auto left, auto right) {
        switch (random() % 3) {
        case 0:
            return std::optional<decltype(left)>();
        case 1:
            return std::optional(left);
        default:
            return std::optional(right);
        }
    };
    GroupFacts facts;
    facts.name = random() % 2 == 0 ? "Chợ quê" : "Chợ phố";
    facts.members = maybe(std::int64_t{0}, std::int64_t{90});
    facts.members_on = maybe(day("2026-08-01"), day("2026-08-02"));
    facts.topic = maybe(std::string("trade"), std::string("sport"));
    facts.locality = maybe(std::string("05467"), std::string("05692"));
    facts.visibility = maybe(Visibility::open, Visibility::closed);
    facts.language = maybe(std::string("vi"), std::string("tay"));
    facts.source = maybe(std::string("khảo sát"), std::string("danh sách"));
    return facts;
}

} // namespace

TEST_CASE(
    "a row that says what stands already would change nothing in any mode, and only a group's own row does") {
    const auto seed = test::seed();
    INFO("seed " << seed);
    std::mt19937_64 random(seed);
    int standing = 0;
    for (int i = 0; i < 300; ++i) {
        Register reg;
        const GroupFacts before = facts_of_new_group(some_facts(random));
        reg.write([&](Transaction& transaction) {
            add_group(transaction, {"zalo", Entity::group, "abc", "https://zalo.me/g/abc", true}, before);
        });
        StandingGroups groups(reg.db(), reg.today());
        CHECK_FALSE(groups.find("zalo:group:abd", before));
        const auto same = groups.find("zalo:group:abc", before);
        REQUIRE(same);
        CHECK(same->group == 1);
        CHECK(same->says_it_all);
        for (int j = 0; j < 20; ++j) {
            const GroupFacts row = some_facts(random);
            const auto found = groups.find("zalo:group:abc", row);
            REQUIRE(found);
            CHECK(found->is_present);
            if (found->says_it_all) {
                ++standing;
                for (const ImportMode mode : {ImportMode::update, ImportMode::fill, ImportMode::skip}) {
                    CHECK(facts_after(before, row, mode) == before);
                }
            }
        }
    }
    MESSAGE("rows that said nothing new: " << standing);
    CHECK(standing > 0);
}

TEST_CASE("P7: an expired group says nothing, whatever a row says of it") {
    Register reg("2026-03-02");
    reg.add("aaaaa", "Chợ quê");
    const GroupFacts facts = find_group(reg.store(), "1", reg.today()).facts;
    const std::string key = find_group(reg.store(), "1", reg.today()).address.key();
    const auto before = StandingGroups(reg.db(), day("2027-03-01")).find(key, facts);
    CHECK(before->is_present);
    CHECK(before->says_it_all);
    const auto after = StandingGroups(reg.db(), day("2027-03-02")).find(key, facts);
    CHECK_FALSE(after->is_present);
    CHECK_FALSE(after->says_it_all);
}

TEST_CASE("groups are found in any order of the list: along with the register, with jumps and gaps, back and "
          "mixed") {
    const auto seed = test::seed();
    INFO("seed " << seed);
    std::mt19937_64 random(seed);
    Register reg;
    const auto key_of = [](std::int64_t number) { return "zalo:group:g" + std::to_string(number); };
    constexpr std::int64_t k_groups = 400;
    const GroupFacts facts = facts_of_new_group(some_facts(random));
    reg.write([&](Transaction& transaction) {
        for (std::int64_t number = 1; number <= k_groups; ++number) {
            const std::string id = "g" + std::to_string(number);
            add_group(transaction, {"zalo", Entity::group, id, "https://zalo.me/g/" + id, true}, facts);
        }
        for (std::int64_t number = 1; number <= k_groups; ++number) {
            if (number % 7 == 0) {
                sql::run_once(transaction.db(), "DELETE FROM survey_group WHERE id = ?", number);
            }
        }
    });
    std::vector<std::int64_t> list;
    for (int part = 0; part < 60; ++part) {
        std::int64_t number = 1 + static_cast<std::int64_t>(random() % k_groups);
        const auto step = static_cast<std::int64_t>(random() % 4) - 1; // back, the same, along, every second
        for (int i = 0; i < 30; ++i, number += step) {
            list.push_back(random() % 9 == 0 ? 1 + static_cast<std::int64_t>(random() % k_groups) : number);
        }
    }
    StandingGroups groups(reg.db(), reg.today());
    for (const std::int64_t number : list) {
        const bool is_there = number >= 1 && number <= k_groups && number % 7 != 0;
        const auto found = groups.find(key_of(number), facts);
        REQUIRE(found.has_value() == is_there);
        if (found) {
            CHECK(found->group == number);
            CHECK(found->says_it_all);
        }
    }
}
