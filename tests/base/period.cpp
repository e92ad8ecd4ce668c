#include "base/period.hpp"

#include "base/error.hpp"
#include "tests/seed.hpp"
#include "tests/support.hpp"

#include <doctest.h>

#include <map>
#include <random>

namespace hnat {

namespace {

using test::day;

constexpr std::array k_kinds{PeriodKind::month, PeriodKind::quarter, PeriodKind::half, PeriodKind::year};

const std::map<PeriodKind, int> k_count{
    {PeriodKind::month, 12}, {PeriodKind::quarter, 4}, {PeriodKind::half, 2}, {PeriodKind::year, 1}};

std::string inclusive(const Period& period) {
    return to_iso(period.days.start) + ".." + to_iso(period.days.end - std::chrono::days(1));
}

const Regime& nd09() {
    return find_regime("nd09");
}

std::string refusal(PeriodKind kind, std::string_view text) {
    try {
        const Period period = parse_period(nd09(), kind, text, day("2026-10-01"));
        return "accepted as " + period.code();
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::usage);
        return error.what();
    }
}

} // namespace

TEST_CASE("both regimes are there with names and a legal source, nd09 first") {
    REQUIRE(regimes().size() >= 2);
    CHECK(regimes()[0].code == "nd09");
    CHECK(regimes()[1].code == "calendar");
    for (const Regime& regime : regimes()) {
        CHECK_FALSE(regime.name_vi.empty());
        CHECK_FALSE(regime.name_en.empty());
        CHECK_FALSE(regime.source.empty());
        CHECK(regime.deadline_working_days >= 1);
    }
    CHECK(nd09().source.find("Nghị định 09/2019/NĐ-CP, Điều 12") != std::string::npos);
}

TEST_CASE("an unknown regime is refused with the list") {
    CHECK_THROWS_WITH_AS(find_regime("nd99"), "'nd99' is not a reporting regime; there are nd09, calendar",
                         Error);
}

TEST_CASE("nd09 periods run from the 15th to the 14th") {
    CHECK(inclusive(nd09().period(PeriodKind::month, 2026, 1)) == "2025-12-15..2026-01-14");
    CHECK(inclusive(nd09().period(PeriodKind::month, 2026, 3)) == "2026-02-15..2026-03-14");
    CHECK(inclusive(nd09().period(PeriodKind::quarter, 2026, 1)) == "2025-12-15..2026-03-14");
    CHECK(inclusive(nd09().period(PeriodKind::quarter, 2026, 4)) == "2026-09-15..2026-12-14");
    CHECK(inclusive(nd09().period(PeriodKind::half, 2026, 1)) == "2025-12-15..2026-06-14");
    CHECK(inclusive(nd09().period(PeriodKind::half, 2026, 2)) == "2026-06-15..2026-12-14");
    CHECK(inclusive(nd09().period(PeriodKind::year, 2026, 1)) == "2025-12-15..2026-12-14");
}

TEST_CASE("calendar periods are civil ones") {
    const Regime& calendar = find_regime("calendar");
    CHECK(inclusive(calendar.period(PeriodKind::month, 2024, 2)) == "2024-02-01..2024-02-29");
    CHECK(inclusive(calendar.period(PeriodKind::quarter, 2026, 1)) == "2026-01-01..2026-03-31");
    CHECK(inclusive(calendar.period(PeriodKind::half, 2026, 2)) == "2026-07-01..2026-12-31");
    CHECK(inclusive(calendar.period(PeriodKind::year, 2026, 1)) == "2026-01-01..2026-12-31");
}

TEST_CASE("months tile quarters tile halves tile the year, without gap or overlap, for every regime") {
    for (const Regime& regime : regimes()) {
        for (const PeriodKind kind : k_kinds) {
            Day expected = regime.period(PeriodKind::year, 1990, 1).days.start;
            for (int year = 1990; year <= 2110; ++year) {
                const DayRange whole = regime.period(PeriodKind::year, year, 1).days;
                REQUIRE(whole.start == expected);
                for (int number = 1; number <= k_count.at(kind); ++number) {
                    const Period period = regime.period(kind, year, number);
                    REQUIRE(period.days.start == expected);
                    REQUIRE(period.days.start < period.days.end);
                    expected = period.days.end;
                }
                REQUIRE(expected == whole.end);
            }
        }
    }
}

TEST_CASE("a quarter is its three months and a half its two quarters") {
    for (const Regime& regime : regimes()) {
        for (int year = 1990; year <= 2110; ++year) {
            for (int quarter = 1; quarter <= 4; ++quarter) {
                const DayRange days = regime.period(PeriodKind::quarter, year, quarter).days;
                REQUIRE(days.start == regime.period(PeriodKind::month, year, quarter * 3 - 2).days.start);
                REQUIRE(days.end == regime.period(PeriodKind::month, year, quarter * 3).days.end);
            }
            for (int half = 1; half <= 2; ++half) {
                const DayRange days = regime.period(PeriodKind::half, year, half).days;
                REQUIRE(days.start == regime.period(PeriodKind::quarter, year, half * 2 - 1).days.start);
                REQUIRE(days.end == regime.period(PeriodKind::quarter, year, half * 2).days.end);
            }
        }
    }
}

TEST_CASE(
    "every day is in one period, and `last` on that day is the one that has just closed, in every regime") {
    const auto seed = test::seed();
    MESSAGE("seed " << seed);
    std::mt19937_64 random(seed);
    const Day first = day("1990-01-01");
    const auto span = static_cast<std::uint64_t>((day("2100-12-31") - first).count());
    for (int round = 0; round < 3000; ++round) {
        const Day today = first + std::chrono::days(random() % span);
        for (const Regime& regime : regimes()) {
            for (const PeriodKind kind : k_kinds) {
                const Period current = regime.containing(kind, today);
                REQUIRE(current.days.contains(today));
                REQUIRE(current == regime.period(kind, current.year, current.number));
                const Period closed = regime.last_closed(kind, today);
                REQUIRE(closed.days.end <= today);
                REQUIRE(closed.days.end == current.days.start);
                REQUIRE(closed == regime.previous(current));
                REQUIRE(parse_period(regime, kind, current.code(), today) == current);
                // What cron asks for, on whatever day it runs.
                REQUIRE(parse_period(regime, kind, "last", today) == closed);
                REQUIRE(parse_period(regime, kind, "this", today) == current);
                const Period year_ago = regime.same_of_last_year(current);
                REQUIRE(year_ago.year == current.year - 1);
                REQUIRE(year_ago.number == current.number);
            }
        }
    }
}

TEST_CASE("the cut-off day itself belongs to the new period and closes the old one") {
    CHECK(nd09().containing(PeriodKind::quarter, day("2026-03-14")).code() == "2026Q1");
    CHECK(nd09().containing(PeriodKind::quarter, day("2026-03-15")).code() == "2026Q2");
    CHECK(nd09().last_closed(PeriodKind::quarter, day("2026-03-14")).code() == "2025Q4");
    CHECK(nd09().last_closed(PeriodKind::quarter, day("2026-03-15")).code() == "2026Q1");
    CHECK(nd09().containing(PeriodKind::year, day("2025-12-14")).code() == "2025");
    CHECK(nd09().containing(PeriodKind::year, day("2025-12-15")).code() == "2026");
    CHECK(nd09().containing(PeriodKind::month, day("2025-12-15")).code() == "2026-01");
    CHECK(nd09().previous(nd09().period(PeriodKind::half, 2026, 1)).code() == "2025H2");
}

TEST_CASE("a period is read in each of its spellings") {
    const Day today = day("2026-10-01");
    const auto code = [&](PeriodKind kind, std::string_view text) {
        return parse_period(nd09(), kind, text, today).code();
    };
    CHECK(code(PeriodKind::quarter, "2026Q3") == "2026Q3");
    CHECK(code(PeriodKind::quarter, "2026-Q3") == "2026Q3");
    CHECK(code(PeriodKind::quarter, "2026q3") == "2026Q3");
    CHECK(code(PeriodKind::month, "2026-09") == "2026-09");
    CHECK(code(PeriodKind::half, "2026H1") == "2026H1");
    CHECK(code(PeriodKind::half, "2026-h1") == "2026H1");
    CHECK(code(PeriodKind::year, "2026") == "2026");
    CHECK(code(PeriodKind::quarter, "last") == "2026Q3");
    CHECK(code(PeriodKind::quarter, "this") == "2026Q4");
    CHECK(code(PeriodKind::quarter, "last-quarter") == "2026Q3");
    CHECK(code(PeriodKind::month, "last-month") == "2026-09");
    CHECK(code(PeriodKind::month, "this-month") == "2026-10");
    CHECK(code(PeriodKind::half, "last-half") == "2026H1");
    CHECK(code(PeriodKind::year, "last-year") == "2025");
}

TEST_CASE("a period that does not exist is refused with what to write") {
    CHECK(refusal(PeriodKind::quarter, "2026Q5") ==
          "'2026Q5' is not a quarter: a year has 2026Q1 to 2026Q4; write 2026Q3, last or this");
    CHECK(refusal(PeriodKind::quarter, "2026Q0") ==
          "'2026Q0' is not a quarter: a year has 2026Q1 to 2026Q4; write 2026Q3, last or this");
    CHECK(refusal(PeriodKind::month, "2026-13") ==
          "'2026-13' is not a month: a year has 2026-01 to 2026-12; write 2026-09, last or this");
    CHECK(refusal(PeriodKind::half, "2026H3") ==
          "'2026H3' is not a half: a year has 2026H1 to 2026H2; write 2026H1, last or this");
    CHECK(refusal(PeriodKind::quarter, "26Q1") == "'26Q1' is not a quarter; write 2026Q3, last or this");
    CHECK(refusal(PeriodKind::year, "2026M09") == "'2026M09' is not a year; write 2025, last or this");
    CHECK(refusal(PeriodKind::quarter, "0026Q1") ==
          "'0026Q1': a year is one from 1900 to 2199; write 2026Q3, last or this");
    CHECK(refusal(PeriodKind::quarter, "2026-09") ==
          "'2026-09' is a month, but a quarter is asked for; write 2026Q3, last or this");
    CHECK(refusal(PeriodKind::quarter, "last-month") ==
          "'last-month' is a month, but a quarter is asked for; write 2026Q3, last or this");
}

TEST_CASE("nonsense is never read as a period") {
    for (const std::string_view text :
         {"",        "2026Q",   "2026Q33", "2026-9",  "2026-009", "2026-+9",     "2026--9", "2026 Q3",
          "20260 9", "2026/09", "Q3",      "-026Q3",  "+026Q3",   "lastquarter", "last-",   "last-week",
          "latest",  "9999Q1",  "0000Q1",  "2026Q3 ", "2026Q-3",  "202\xff",     "2026-0Q", "quý 3"}) {
        for (const PeriodKind kind : k_kinds) {
            INFO(text);
            CHECK(refusal(kind, text).find("accepted") == std::string::npos);
        }
    }
    CHECK(refusal(PeriodKind::year, "20\x1b[m").find('\x1b') == std::string::npos);
}

} // namespace hnat
