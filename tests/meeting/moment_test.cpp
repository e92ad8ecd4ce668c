#include "meeting/moment.hpp"
#include "tests/meeting/meeting_support.hpp"

using namespace hnat;
using namespace hnat::test;

TEST_CASE("a time of a meeting is read in the forms that people write") {
    for (const char* text :
         {"2026-10-05 14:00", "5/10/2026 14:00", "05/10/2026  14h00", "2026-10-05T14:00", "5.10.2026 14h"}) {
        INFO(std::string(text));
        CHECK(to_iso(moment(text)) == "2026-10-05T14:00");
    }
    CHECK(to_text(moment("5/10/2026 9:05")) == "2026-10-05 09:05");
    CHECK(clock_of(moment("5/10/2026 0:00")) == "00:00");
}

TEST_CASE("nonsense, two-digit years and half a time are refused") {
    for (const char* text :
         {"", "2026-10-05", "14:00", "5/10/26 14:00", "2026-10-05 24:00", "2026-10-05 14:60", "2026-10-05 14",
          "2026-10-05 14:0", "2026-10-05 14:", "2026-10-05 :00", "2026-10-05 2pm", "2026-02-30 14:00",
          "today 14:00", "2026-10-05 14:00 Z", "2026-10-05 -1:00", "2026-10-05 ", "2026-10-05T 14:00",
          "mai 14:00"}) {
        INFO(std::string(text));
        CHECK_FALSE(parse_moment(text).has_value());
    }
}

TEST_CASE("times in UTC are seven hours earlier, over the ends of days, months and years") {
    CHECK(to_utc(moment("2026-10-05 14:00")) == "20261005T070000Z");
    CHECK(to_utc(moment("2026-10-05 07:00")) == "20261005T000000Z");
    CHECK(to_utc(moment("2026-10-05 06:59")) == "20261004T235900Z");
    CHECK(to_utc(moment("2027-01-01 00:30")) == "20261231T173000Z");
    CHECK(to_text(later(moment("2026-12-31 23:30"), 90)) == "2027-01-01 01:00");
    CHECK(to_text(later(moment("2026-10-05 08:00"), 24 * 60)) == "2026-10-06 08:00");
}
