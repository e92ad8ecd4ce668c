#include "report/view.hpp"
#include "tests/report/sample.hpp"
#include "tests/seed.hpp"

#include <kainjow/mustache.hpp>

#include <random>

using namespace hnat;
using namespace hnat::test;

namespace {

using kainjow::mustache::data;

std::int64_t number(const data* row, const char* name) {
    std::string digits = row->get(name)->string_value();
    std::erase(digits, ',');
    std::erase(digits, '+');
    return std::stoll(digits);
}

const data* table(const View& view, const char* name) {
    return view.data.get("register")->get(name);
}

std::vector<RegisterCount> random_counts(std::mt19937_64& random, std::size_t most) {
    std::vector<RegisterCount> counts;
    const auto size = random() % (most + 1);
    for (std::size_t i = 0; i < size; ++i) {
        const auto groups = static_cast<std::int64_t>(random() % 1000);
        const auto name = "n" + std::to_string(i + random() % 3 * 1000);
        counts.push_back({i == 3 ? "" : name, name, name, groups, groups * 7, groups / 2});
    }
    return counts;
}

/// Breakdowns as register_figures gives them: each adds up to the totals.
RegisterFigures random_figures(std::mt19937_64& random) {
    auto localities = random_counts(random, 60);
    return figures_of(localities, localities, localities);
}

} // namespace

TEST_CASE("every breakdown adds up to the totals, whatever rows are summed up") {
    const auto seed = test::seed();
    MESSAGE("seed " << seed);
    std::mt19937_64 random(seed);
    for (int run = 0; run < 300; ++run) {
        auto figures = sample_figures("nd09");
        figures.now = random_figures(random);
        figures.then = random_figures(random);
        const auto view = report_view(figures, "en");
        for (const char* name : {"by_platform", "by_topic", "by_locality"}) {
            CAPTURE(name);
            std::int64_t groups = 0;
            std::int64_t members = 0;
            std::int64_t added = 0;
            std::int64_t change = 0;
            for (const auto& row : table(view, name)->get("rows")->list_value()) {
                groups += number(&row, "groups");
                members += number(&row, "members");
                added += number(&row, "added");
                change += number(&row, "change");
            }
            CHECK_EQ(groups, figures.now.groups);
            CHECK_EQ(members, figures.now.members);
            CHECK_EQ(added, figures.now.added);
            CHECK_EQ(change, figures.now.groups - figures.then.groups);
        }
    }
}

TEST_CASE("localities beyond the largest 15 become one row, before the row of groups without one") {
    auto figures = sample_figures("nd09");
    figures.now.by_locality.clear();
    for (int i = 0; i < 20; ++i) {
        figures.now.by_locality.push_back({std::to_string(100 + i), "Xã", "Xã", 40 - i, 0, 0});
    }
    figures.now.by_locality.insert(figures.now.by_locality.begin(), {"", "", "", 90, 0, 0});
    figures.then.by_locality.clear();
    const auto view = report_view(figures, "vi");
    const auto& rows = table(view, "by_locality")->get("rows")->list_value();
    REQUIRE_EQ(rows.size(), k_most_localities + 2);
    CHECK(rows[14].get("single")->is_true());
    CHECK(rows[15].get("others")->is_true());
    CHECK_EQ(rows[15].get("others_count")->string_value(), "5");
    CHECK_EQ(rows[15].get("groups")->string_value(), "115");
    CHECK(rows[16].get("missing")->is_true());
    CHECK_EQ(rows[16].get("groups")->string_value(), "90");
}

TEST_CASE("a period without figures is not compared with") {
    const auto view = report_view(sample_figures("nd09"), "vi");
    const auto* groups = view.data.get("register")->get("groups");
    CHECK(groups->get("previous")->get("known")->is_true());
    CHECK_EQ(groups->get("previous")->get("change")->string_value(), "+850 (+7,3%)");
    CHECK(groups->get("last_year")->get("known")->is_false());
    const auto* expired = view.data.get("register")->get("expired");
    CHECK_EQ(expired->get("previous")->get("change")->string_value(), "+12");
}
