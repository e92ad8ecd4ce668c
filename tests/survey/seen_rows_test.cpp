#include "survey/seen_rows.hpp"
#include "tests/seed.hpp"
#include "tests/survey/register_support.hpp"

#include <map>
#include <random>

using namespace hnat;
using namespace hnat::test;

namespace {

bool same(const SeenRow& left, const SeenRow& right) {
    return left.line == right.line && left.members_on == right.members_on && left.outcome == right.outcome;
}

} // namespace

TEST_CASE("the rows of a list are known by their groups, also those that have no room in memory") {
    Register reg;
    const auto drawn = seed();
    MESSAGE("seed ", drawn);
    std::mt19937 random(drawn);
    const Transaction transaction(reg.store(), reg.actor());
    SeenRows rows(transaction.db(), {.open = 3, .bytes = 12'000});
    std::map<std::int64_t, SeenRow> expected;
    for (std::size_t line = 2; line < 4'000; ++line) {
        const std::int64_t group = 1 + static_cast<std::int64_t>(random() % 3'000);
        SeenRow row{line, std::nullopt, static_cast<RowOutcome>(random() % 3)};
        if (random() % 4 != 0) {
            row.members_on = day("1900-01-01") + std::chrono::days(random() % 109'000);
        }
        rows.remember(group, row);
        expected[group] = row;
    }
    CHECK(reg.count("SELECT count(*) FROM survey_import_line") > 0);
    for (std::int64_t group = 1; group <= 3'000; ++group) {
        const auto found = rows.find(group);
        const auto known = expected.find(group);
        REQUIRE(found.has_value() == (known != expected.end()));
        if (found) {
            CHECK(same(*found, known->second));
        }
    }
    rows.clear();
    CHECK(!rows.find(expected.begin()->first));
    CHECK(reg.count("SELECT count(*) FROM survey_import_line") == 0);
}

TEST_CASE("rows of groups that stand in a row are written together, and are found again") {
    const auto row_of = [](std::int64_t group) {
        return SeenRow{static_cast<std::size_t>(group) + 1,
                       group % 3 == 0 ? std::nullopt
                                      : std::optional(day("2026-09-01") + std::chrono::days(group % 28)),
                       static_cast<RowOutcome>(group % 3)};
    };
    // Pages are written when they are closed, and while they are open.
    for (const SeenRows::Limits limits : {SeenRows::Limits{1, 2'500}, SeenRows::Limits{3, 5'000}}) {
        Register reg;
        const Transaction transaction(reg.store(), reg.actor());
        SeenRows rows(transaction.db(), limits);
        constexpr std::int64_t k_groups = 2'000;
        for (std::int64_t group = 1; group <= k_groups; ++group) {
            if (group % 10 != 0) {
                rows.remember(group, row_of(group));
            }
        }
        CHECK(reg.count("SELECT count(*) FROM survey_import_line") > 1'000);
        for (std::int64_t group = 1; group <= k_groups; ++group) {
            const auto found = rows.find(group);
            REQUIRE(found.has_value() == (group % 10 != 0));
            CHECK((!found || same(*found, row_of(group))));
        }
    }
}

TEST_CASE("a page of rows says the same closed, open and opened again, and takes less room closed") {
    const auto drawn = seed();
    MESSAGE("seed ", drawn);
    std::mt19937 random(drawn);
    std::map<std::size_t, SeenRow> expected;
    SeenPage page;
    const auto put = [&](std::size_t at, std::size_t line) {
        SeenRow row{line, std::nullopt, static_cast<RowOutcome>(random() % 3)};
        if (random() % 4 != 0) {
            row.members_on = day("1900-01-01") + std::chrono::days(random() % 109'000);
        }
        page.put(at, row);
        expected[at] = row;
    };
    const auto check = [&] {
        const auto rows = page.rows();
        REQUIRE(rows.size() == expected.size());
        auto known = expected.begin();
        for (const auto& [at, row] : rows) {
            CHECK(at == known->first);
            CHECK(same(row, known++->second));
        }
        for (std::size_t at = 0; at < SeenPage::k_groups; ++at) {
            const auto found = page.find(at);
            const auto wanted = expected.find(at);
            REQUIRE(found.has_value() == (wanted != expected.end()));
            CHECK((!found || same(*found, wanted->second)));
        }
    };
    check();
    page.close();
    check();
    for (std::size_t at = 0; at < SeenPage::k_groups; ++at) {
        if (at % 10 != 0) {
            put(at, 1'000 + at);
        }
    }
    const auto open_bytes = page.bytes();
    check();
    page.close();
    CHECK_FALSE(page.is_open());
    CHECK(page.bytes() * 3 < open_bytes * 2);
    check();
    for (int i = 0; i < 40; ++i) {
        put(random() % SeenPage::k_groups, 1 + random() % 4'294'967'295U);
    }
    CHECK(page.is_open());
    check();
    page.close();
    page.close();
    check();

    SeenPage fresh;
    for (const auto& [at, row] : page.rows()) {
        fresh.put(at, row);
    }
    fresh.close();
    CHECK(page.bytes() == fresh.bytes());
}
