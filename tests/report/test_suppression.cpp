#include "report/suppression.hpp"
#include "tests/seed.hpp"

#include <doctest.h>

#include <functional>
#include <map>
#include <numeric>
#include <random>
#include <set>
#include <string>

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
    const auto ones = shown_table({1, 1, 9});
    CHECK(ones.cells == std::vector<ShownCount>{std::nullopt, std::nullopt, std::nullopt});
    const auto both = shown_table({3, 4, 0, 9});
    CHECK(both.cells == std::vector<ShownCount>{std::nullopt, std::nullopt, 0, 9});
    CHECK(both.total == 16);
}

TEST_CASE(
    "P8: a table with a small total is withheld, its zeros too, for their number would tell the others") {
    for (const auto& cells : std::vector<std::vector<std::int64_t>>{{0, 3, 0}, {1, 1, 1, 1}, {4}, {2, 2}}) {
        const auto table = shown_table(cells);
        CHECK(table.cells == std::vector<ShownCount>(cells.size()));
        CHECK_FALSE(table.total.has_value());
    }
    CHECK(shown_table({0, 0}).cells == std::vector<ShownCount>{0, 0});
}

TEST_CASE("P8: cells of 1 are not told by how many of them are hidden") {
    const auto table = shown_table({1, 1, 1, 1, 1, 20});
    CHECK(table.cells == std::vector<ShownCount>(6));
    CHECK(table.total == 25);
}

namespace {

/// Everything that is printed of a table, as a text.
std::string picture_of(const ShownTable& table) {
    std::string text;
    for (const auto& cell : table.cells) {
        text += cell ? std::to_string(*cell) + " " : "* ";
    }
    return text + "= " + (table.total ? std::to_string(*table.total) : "*");
}

/// What somebody finds who knows how hnat hides cells, and plays all tables that there can be.
struct Suspicion {
    std::vector<std::set<std::int64_t>> values; ///< of each cell
};

/// Calls `take` with each table of so many cells that sums up to at most `most`.
void each_table(std::size_t cells, std::int64_t most,
                const std::function<void(const std::vector<std::int64_t>&)>& take) {
    std::vector<std::int64_t> table(cells, 0);
    const std::function<void(std::size_t, std::int64_t)> fill = [&](std::size_t at, std::int64_t left) {
        if (at == cells) {
            take(table);
            return;
        }
        for (std::int64_t value = 0; value <= left; ++value) {
            table[at] = value;
            fill(at + 1, left - value);
        }
    };
    fill(0, most);
}

} // namespace

TEST_CASE("P8: whoever knows the rule and tries every table still can't tell a hidden cell") {
    for (std::size_t cells = 1; cells <= 5; ++cells) {
        const std::int64_t most = cells < 5 ? 24 : 17;
        std::map<std::string, Suspicion> pictures;
        each_table(cells, most, [&](const std::vector<std::int64_t>& table) {
            auto& suspicion = pictures[picture_of(shown_table(table))];
            suspicion.values.resize(cells);
            for (std::size_t i = 0; i < cells; ++i) {
                suspicion.values[i].insert(table[i]);
            }
        });
        std::size_t hidden = 0;
        std::size_t told = 0;
        for (const auto& [picture, suspicion] : pictures) {
            std::size_t at = 0;
            for (const auto& values : suspicion.values) {
                const bool is_hidden = picture.at(at) == '*';
                at = picture.find(' ', at) + 1;
                hidden += static_cast<std::size_t>(is_hidden);
                if (is_hidden && values.size() < 2) {
                    ++told;
                    MESSAGE("told by " << picture);
                }
            }
        }
        MESSAGE(cells << " cells: " << pictures.size() << " pictures, " << hidden << " hidden cells, " << told
                      << " of them told");
        CHECK_EQ(told, 0);
    }
}

TEST_CASE("P8: whatever the cells are, no small one can be computed from what is shown") {
    const auto seed = test::seed();
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
                CHECK(table.total.has_value());
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
