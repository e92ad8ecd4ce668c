#include "render/wording.hpp"
#include "tests/support.hpp"

using namespace hnat;
using namespace hnat::test;

TEST_CASE("numbers are written as the language does") {
    const Wording vi("vi");
    const Wording en("en");
    CHECK_EQ(vi.number(0), "0");
    CHECK_EQ(vi.number(999), "999");
    CHECK_EQ(vi.number(12'500), "12.500");
    CHECK_EQ(en.number(12'500), "12,500");
    CHECK_EQ(vi.number(1'234'567), "1.234.567");
    CHECK_EQ(en.number(-1'000), "-1,000");
    CHECK_EQ(en.number(-100), "-100");
    CHECK_EQ(vi.change(1'250), "+1.250");
    CHECK_EQ(vi.change(0), "0");
    CHECK_EQ(vi.change(-3), "-3");
}

TEST_CASE("percentages have one decimal and are rounded half away from zero") {
    const Wording vi("vi");
    const Wording en("en");
    CHECK_EQ(vi.percent(1, 9), "11,1%");
    CHECK_EQ(en.percent(1, 9), "11.1%");
    CHECK_EQ(en.percent(1, 2'000), "0.1%");
    CHECK_EQ(en.percent(-1, 2'000), "-0.1%");
    CHECK_EQ(en.percent(-1, 1'000'000), "0.0%");
    CHECK_EQ(en.percent(3, 3), "100.0%");
    CHECK_EQ(vi.percent(123, 10), "1.230,0%");
}

TEST_CASE("Vietnamese days take a 0 below 10 and in months 1 and 2 only") {
    const Wording vi("vi");
    CHECK_EQ(vi.day(day("2026-01-05")), "05/01/2026");
    CHECK_EQ(vi.day(day("2026-02-28")), "28/02/2026");
    CHECK_EQ(vi.day(day("2026-06-15")), "15/6/2026");
    CHECK_EQ(vi.day(day("2026-12-09")), "09/12/2026");
    CHECK_EQ(Wording("en").day(day("2026-01-05")), "2026-01-05");
}

TEST_CASE("a bar fills its columns at the largest value and shows every value above nothing") {
    CHECK_EQ(bar(0, 10, 4), "");
    CHECK_EQ(bar(10, 10, 4), "████");
    CHECK_EQ(bar(5, 10, 4), "██");
    CHECK_EQ(bar(1, 10'000, 4), "▏");
    CHECK_EQ(bar(9, 16, 2), "█▏");
    CHECK_EQ(bar(3, 0, 4), "");
}
