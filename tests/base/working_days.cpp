#include "base/working_days.hpp"

#include "tests/support.hpp"

using namespace hnat;
using namespace hnat::test;

TEST_CASE("weekends and public holidays are no working days, and their made-up days neither") {
    CHECK(is_working_day(day("2026-10-05")));
    CHECK(!is_working_day(day("2026-10-03")));
    CHECK(!is_working_day(day("2026-02-17")));
    CHECK(!is_working_day(day("2026-04-27")));
    CHECK(!is_working_day(day("2026-09-01")));
    CHECK(is_working_day(day("2026-09-03")));
    CHECK(holiday_on(day("2026-04-26"))->name_en == "Hùng Kings");
    CHECK(!holiday_on(day("2026-04-28")));
}

TEST_CASE("a Saturday that is worked in exchange for a free day counts") {
    CHECK(is_working_day(day("2026-08-22")));
    CHECK(!is_working_day(day("2026-08-31")));
    CHECK(add_working_days(day("2026-08-21"), 1).day == day("2026-08-22"));
}

TEST_CASE("counting begins on the day after, and passes over the New Year") {
    CHECK(add_working_days(day("2026-10-05"), 2) == WorkingDay{day("2026-10-07"), true});
    CHECK(add_working_days(day("2026-10-09"), 2) == WorkingDay{day("2026-10-13"), true});
    CHECK(add_working_days(day("2026-02-13"), 2) == WorkingDay{day("2026-02-24"), true});
    CHECK(add_working_days(day("2026-10-03"), 0) == WorkingDay{day("2026-10-03"), true});
}

TEST_CASE("a term over a day that the Government has still to fix, or in a year without a list, says so") {
    CHECK(add_working_days(day("2027-02-04"), 1) == WorkingDay{day("2027-02-12"), false});
    CHECK(add_working_days(day("2027-03-01"), 1).settled);
    CHECK(!has_holidays_of(2031));
    CHECK(add_working_days(day("2031-03-03"), 2) == WorkingDay{day("2031-03-05"), false});
    CHECK(!is_working_day(day("2031-09-02")));
    CHECK(holidays_of(2031).size() == 4);
}

TEST_CASE("every listed year has at least the eleven holidays of the law, each with its names") {
    for (int year = 2026; has_holidays_of(year); ++year) {
        CAPTURE(year);
        const auto holidays = holidays_of(year);
        CHECK(holidays.size() >= 11);
        for (const auto& holiday : holidays) {
            CHECK(!holiday.name_vi.empty());
            CHECK(!holiday.name_en.empty());
            CHECK(!is_working_day(holiday.day));
        }
        for (const char* date : {"-01-01", "-04-30", "-05-01", "-09-02"}) {
            CHECK(holiday_on(day((std::to_string(year) + date).c_str())));
        }
    }
}
