#include "base/date.hpp"

#include "tests/seed.hpp"
#include "tests/support.hpp"

#include <doctest.h>

#include <limits>
#include <random>

namespace hnat {

using test::day;

TEST_CASE("days are read in the two spellings") {
    CHECK(to_iso(day("2026-03-05")) == "2026-03-05");
    for (const std::string_view text : {"5/3/2026", "05/03/2026", "5-3-2026", "05.03.2026"}) {
        INFO(text);
        CHECK(parse_day(text) == day("2026-03-05"));
    }
    CHECK(parse_day("29/2/2024") == day("2024-02-29"));
    CHECK(parse_day("29/02/2000") == day("2000-02-29"));
}

TEST_CASE("a day that does not exist or is doubtful is refused") {
    for (const std::string_view text :
         {"",          "2026",       "2026-02-29", "29/2/1900",        "29/2/2100",  "31/4/2026",
          "32/1/2026", "0/1/2026",   "1/0/2026",   "1/13/2026",        "5/3/26",     "05/03/026",
          "2026-3-5",  "2026/03/05", "2026-03/05", "5/3-2026",         "5//2026",    "5/3/",
          "/3/2026",   "5/3/2026 ",  " 5/3/2026",  "2026-03-05T00:00", "5/3/2026/1", "-5/3/2026",
          "+5/3/2026", "005/3/2026", "5 tháng 3",  "1899-12-31",       "2200-01-01", "0000-00-00",
          "today",     "\xff"}) {
        INFO(text);
        CHECK_FALSE(parse_day(text));
    }
}

TEST_CASE("today and yesterday are relative to the given day") {
    CHECK(parse_day("today", day("2024-03-01")) == day("2024-03-01"));
    CHECK(parse_day("yesterday", day("2024-03-01")) == day("2024-02-29"));
    CHECK(parse_day("5/3/2026", day("2024-03-01")) == day("2026-03-05"));
    CHECK_FALSE(parse_day("tomorrow", day("2024-03-01")));
}

TEST_CASE("a day is made only of parts that the calendar has") {
    CHECK(make_day(1900, 1, 1));
    CHECK(make_day(2199, 12, 31));
    CHECK_FALSE(make_day(1899, 12, 31));
    CHECK_FALSE(make_day(2200, 1, 1));
    CHECK_FALSE(make_day(2026, 0, 1));
    CHECK_FALSE(make_day(2026, 1, 0));
    CHECK_FALSE(make_day(2026, 257, 1)); // would be January in one byte
    CHECK_FALSE(make_day(2026, 1, 257));
    CHECK_FALSE(make_day(2026 + 65536, 1, 1)); // would be 2026 in two
}

TEST_CASE("what is printed is read again as the same day") {
    const auto seed = test::seed();
    MESSAGE("seed " << seed);
    std::mt19937_64 random(seed);
    const auto span = static_cast<std::uint64_t>((day("2199-12-31") - day("1900-01-01")).count()) + 1;
    for (int round = 0; round < 20000; ++round) {
        const Day some = day("1900-01-01") + std::chrono::days(random() % span);
        REQUIRE(parse_day(to_iso(some)) == some);
        REQUIRE(parse_day(to_vietnamese(some)) == some);
    }
}

TEST_CASE("days are printed as ISO 8601 and as Vietnamese texts write them") {
    CHECK(to_iso(day("2026-01-05")) == "2026-01-05");
    CHECK(to_vietnamese(day("2026-01-05")) == "05/01/2026");
}

TEST_CASE("the day changes at 17:00 UTC") {
    const auto midnight = std::chrono::sys_days(day("2026-03-05"));
    CHECK(day_at_utc7(midnight + std::chrono::hours(16) + std::chrono::minutes(59)) == day("2026-03-05"));
    CHECK(day_at_utc7(midnight + std::chrono::hours(17)) == day("2026-03-06"));
    CHECK(day_at_utc7(midnight) == day("2026-03-05"));
    CHECK(day_at_utc7(std::chrono::system_clock::time_point(std::chrono::seconds(-1))) ==
          day("1970-01-01")); // 1 January, 06:59:59 in Viet Nam
}

TEST_CASE("Excel serials are days of the 1900 system") {
    CHECK(day_from_excel_serial(61) == day("1900-03-01"));
    CHECK(day_from_excel_serial(36526) == day("2000-01-01"));
    CHECK(day_from_excel_serial(45351) == day("2024-02-29"));
    CHECK(day_from_excel_serial(46086.75) == day("2026-03-05"));
    CHECK(day_from_excel_serial(109574) == day("2199-12-31"));
    CHECK(day_from_excel_serial(109574.99) == day("2199-12-31"));
}

TEST_CASE("Excel serials that are ambiguous or out of range are refused") {
    for (const double serial :
         {60.0, 60.99, 1.0, 0.0, -1.0, 109575.0, 1e300, std::numeric_limits<double>::infinity(),
          -std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN()}) {
        INFO(serial);
        CHECK_FALSE(day_from_excel_serial(serial));
    }
}

TEST_CASE("months are added to the last day that the month has") {
    CHECK(add_months(day("2026-01-31"), 1) == day("2026-02-28"));
    CHECK(add_months(day("2024-01-31"), 1) == day("2024-02-29"));
    CHECK(add_months(day("2024-02-29"), 12) == day("2025-02-28"));
    CHECK(add_months(day("2026-03-31"), -1) == day("2026-02-28"));
    CHECK(add_months(day("2026-11-15"), 2) == day("2027-01-15"));
    CHECK(add_months(day("2026-01-15"), -13) == day("2024-12-15"));
    CHECK(add_months(day("2026-01-15"), 0) == day("2026-01-15"));
}

TEST_CASE("a range of days holds its start and not its end") {
    const DayRange range{day("2026-01-01"), day("2026-02-01")};
    CHECK(range.contains(day("2026-01-01")));
    CHECK(range.contains(day("2026-01-31")));
    CHECK_FALSE(range.contains(day("2026-02-01")));
    CHECK_FALSE(range.contains(day("2025-12-31")));
}

} // namespace hnat
