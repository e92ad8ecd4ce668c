#include "survey/figures.hpp"

#include "tests/joined.hpp"
#include "tests/seed.hpp"
#include "tests/survey/register_support.hpp"

#include <random>

using namespace hnat;
using namespace hnat::test;

namespace {

DayRange first_quarter() {
    return {day("2025-12-15"), day("2026-03-15")};
}

void check_sums(const RegisterFigures& figures) {
    for (const auto* table : {&figures.by_platform, &figures.by_topic, &figures.by_locality}) {
        RegisterCount sum;
        std::int64_t last = figures.groups;
        for (const auto& count : *table) {
            sum.groups += count.groups;
            sum.members += count.members;
            sum.added += count.added;
            CHECK(count.groups <= last);
            CHECK(!count.name_vi.empty());
            CHECK(!count.name_en.empty());
            last = count.groups;
        }
        CHECK(sum.groups == figures.groups);
        CHECK(sum.members == figures.members);
        CHECK(sum.added == figures.added);
    }
}

} // namespace

TEST_CASE("figures of an empty register are zero") {
    Register reg;
    const auto figures = register_figures(reg.store(), first_quarter());
    CHECK(figures.groups == 0);
    CHECK(figures.by_platform.empty());
}

TEST_CASE("figures count groups at the end of the period and those that came within it") {
    Register reg("2025-12-01");
    reg.add("aaaaa", "A", 100);
    reg.set_today("2025-12-15");
    reg.add("bbbbb", "B");
    reg.set_today("2026-03-14");
    reg.add({"zalo", Entity::group, "abcdef", "https://zalo.me/g/abcdef", true}, "C", 5);
    reg.add({"facebook", Entity::group, "Xy", "https://www.facebook.com/share/g/Xy", false}, "D", 1);
    reg.set_today("2026-03-15");
    reg.add("eeeee", "E", 1'000);
    const auto figures = register_figures(reg.store(), first_quarter());
    CHECK(figures.groups == 4);
    CHECK(figures.members == 106);
    CHECK(figures.members_known == 3);
    CHECK(figures.added == 3);
    CHECK(figures.unresolved == 1);
    CHECK(figures.unresolved_added == 1);
    REQUIRE(figures.by_platform.size() == 2);
    CHECK(figures.by_platform[0].code == "facebook");
    CHECK(figures.by_platform[0].groups == 3);
    CHECK(figures.by_topic.at(0).code.empty());
    CHECK(figures.by_topic.at(0).name_vi == "chưa rõ");
    CHECK(figures.by_topic.at(0).name_en == "not given");
    check_sums(figures);
}

TEST_CASE("a group counts as expired in the period of its expiry day, before and after retention ran (P7)") {
    Register reg("2025-01-10");
    reg.add("aaaaa", "A");
    reg.add("bbbbb", "B");
    let_join(reg.db(), 2);
    const auto before = register_figures(reg.store(), first_quarter());
    CHECK(before.expired == 1);
    CHECK(before.groups == 1);
    reg.set_today("2026-03-20");
    reg.write([](Transaction& transaction) { return purge_expired_groups(transaction); });
    const auto after = register_figures(reg.store(), first_quarter());
    CHECK(after.expired == 1);
    CHECK(after.groups == 1);
}

TEST_CASE("every breakdown adds up to the totals, whatever the register holds") {
    const auto seed = test::seed();
    MESSAGE("seed " << seed);
    std::mt19937_64 random(seed);
    const auto pick = [&random](std::initializer_list<const char*> values) {
        return std::string(values.begin()[random() % values.size()]);
    };
    for (int round = 0; round < 20; ++round) {
        Register reg("2025-01-01");
        for (std::size_t i = random() % 60; i > 0; --i) {
            const std::string slug = "group" + std::to_string(i);
            const std::int64_t id = reg.add({pick({"facebook", "zalo", "telegram", "somewhere"}),
                                             Entity::group, slug, group_url(slug), random() % 5 != 0},
                                            "G", std::int64_t(random() % 1000));
            reg.db().exec("UPDATE survey_group SET topic = " + pick({"NULL", "'trade'", "'food'", "'gone'"}) +
                          ", locality = " + pick({"NULL", "'05467'", "'99999'"}) + ", surveyed_on = " +
                          pick({"'2025-03-01'", "'2025-12-15'", "'2026-03-14'", "'2026-03-15'"}) +
                          ", expires_on = " + pick({"'2026-03-15'", "'2026-03-20'", "'2026-12-15'"}) +
                          " WHERE id = " + std::to_string(id));
        }
        check_sums(register_figures(reg.store(), first_quarter()));
    }
}
