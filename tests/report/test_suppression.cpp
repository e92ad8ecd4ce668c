#include "report/suppression.hpp"

#include <doctest.h>

#include <numeric>
#include <random>

using namespace hnat;

TEST_CASE("P8: a count from 1 to 4 is hidden, 0 and 5 are shown") {
    CHECK(shown_count(0) == 0);
    for (const std::int64_t small : {1, 2, 3, 4}) {
        CHECK_FALSE(shown_count(small).has_value());
    }
    CHECK(shown_count(5) == 5);
}

TEST_CASE("P8: a single hidden cell takes a second one with it, or the total") {
    const auto two = shown_table({20, 3, 7, 0});
    CHECK(two.cells == std::vector<ShownCount>{20, std::nullopt, std::nullopt, 0});
    CHECK(two.total == 30);
    const auto alone = shown_table({0, 3, 0});
    CHECK(alone.cells == std::vector<ShownCount>{0, std::nullopt, 0});
    CHECK_FALSE(alone.total.has_value());
    const auto ones = shown_table({1, 1, 9});
    CHECK(ones.cells == std::vector<ShownCount>{std::nullopt, std::nullopt, std::nullopt});
    const auto both = shown_table({3, 4, 0, 9});
    CHECK(both.cells == std::vector<ShownCount>{std::nullopt, std::nullopt, 0, 9});
    CHECK(both.total == 16);
}

TEST_CASE("P8: whatever the cells are, no small one can be computed from what is shown") {
    const auto seed = std::random_device{}();
    MESSAGE("seed " << seed);
    std::mt19937_64 random(seed);
    for (int round = 0; round < 2'000; ++round) {
        std::vector<std::int64_t> cells(1 + random() % 8);
        for (auto& cell : cells) {
            cell = static_cast<std::int64_t>(random() % 3 == 0 ? 0 : random() % 12);
        }
        const auto table = shown_table(cells);
        std::int64_t hidden = 0;
        std::int64_t hidden_sum = 0;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (table.cells[i]) {
                CHECK(*table.cells[i] == cells[i]);
                CHECK((cells[i] == 0 || cells[i] >= k_smallest_count));
            } else {
                ++hidden;
                hidden_sum += cells[i];
            }
        }
        // With the total beside it, one hidden cell would be the difference.
        CHECK((hidden != 1 || !table.total.has_value()));
        CHECK((hidden == 0 || hidden_sum >= k_smallest_count || !table.total.has_value()));
        if (table.total) {
            CHECK(*table.total == std::accumulate(cells.begin(), cells.end(), std::int64_t{0}));
        }
    }
}
