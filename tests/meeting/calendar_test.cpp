#include "base/text.hpp"
#include "meeting/calendar.hpp"
#include "tests/meeting/meeting_support.hpp"
#include "tests/seed.hpp"

#include <libical/ical.h>

#include <algorithm>
#include <memory>
#include <random>

using namespace hnat;
using namespace hnat::test;

namespace {

struct FreeComponent {
    void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};
using Parsed = std::unique_ptr<icalcomponent, FreeComponent>;

Parsed parse(const std::string& text) {
    Parsed parsed(icalparser_parse_string(text.c_str()));
    REQUIRE(parsed != nullptr);
    REQUIRE(icalcomponent_isa(parsed.get()) == ICAL_VCALENDAR_COMPONENT);
    REQUIRE(icalcomponent_count_errors(parsed.get()) == 0);
    return parsed;
}

std::vector<icalcomponent*> events_of(icalcomponent* calendar) {
    std::vector<icalcomponent*> events;
    for (auto* event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT); event != nullptr;
         event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
        events.push_back(event);
    }
    return events;
}

std::string method_of(icalcomponent* calendar) {
    return icalproperty_method_to_string(icalcomponent_get_method(calendar));
}

std::string time_text(icaltimetype time) {
    CHECK(icaltime_is_utc(time) != 0);
    const char* const text = icaltime_as_ical_string(time);
    return text;
}

icalproperty* property(icalcomponent* component, icalproperty_kind kind) {
    REQUIRE(icalcomponent_count_properties(component, kind) == 1);
    return icalcomponent_get_first_property(component, kind);
}

/// RFC 5545 3.1: CRLF, at most 75 octets a line, and no character cut in two.
void check_lines(const std::string& text) {
    REQUIRE(text.ends_with("\r\n"));
    std::size_t begin = 0;
    while (begin < text.size()) {
        const auto end = text.find("\r\n", begin);
        REQUIRE(end != std::string::npos);
        const auto line = text.substr(begin, end - begin);
        CHECK(line.size() <= 75);
        CHECK(is_utf8(line));
        CHECK(line.find('\n') == std::string::npos);
        CHECK(line.find('\r') == std::string::npos);
        begin = end + 2;
    }
}

const char* const k_office = "Văn phòng Hội nhóm an toàn";

} // namespace

TEST_CASE("an event read back has every property, and names nobody") {
    Programme programme;
    MeetingPlan plan;
    plan.at = moment("2026-10-15 06:30");
    plan.minutes = 120;
    plan.place = "Nhà văn hóa; phường Tích Lương, Thái Nguyên";
    plan.agenda = "Góp ý dự thảo, phần 1; hỏi đáp\nKý tự \\ và \"ngoặc\"";
    plan.groups = {programme.add_joined("Mua bán Đồng Hỷ")};
    const auto id =
        programme.write([&](Transaction& transaction) { return plan_meeting(transaction, plan); });
    const std::string text = to_icalendar({programme.meeting(id)}, k_office, "vi");
    check_lines(text);
    CHECK(text == to_icalendar({programme.meeting(id)}, k_office, "vi"));
    CHECK(text.find("ATTENDEE") == std::string::npos);
    CHECK(text.find("ORGANIZER") == std::string::npos);
    CHECK(text.find("Mua bán") == std::string::npos);

    const auto calendar = parse(text);
    CHECK(method_of(calendar.get()) == "PUBLISH");
    CHECK(std::string(icalproperty_get_version(property(calendar.get(), ICAL_VERSION_PROPERTY))) == "2.0");
    CHECK(std::string(icalproperty_get_prodid(property(calendar.get(), ICAL_PRODID_PROPERTY))) ==
          "-//hnat//hnat//EN");
    const auto events = events_of(calendar.get());
    REQUIRE(events.size() == 1);
    icalcomponent* const event = events.front();
    CHECK(std::string(icalcomponent_get_uid(event)) == to_hex(programme.meeting(id).uuid) + "@hnat.invalid");
    CHECK(time_text(icalcomponent_get_dtstamp(event)) == "20261005T000000Z");
    CHECK(time_text(icalcomponent_get_dtstart(event)) == "20261014T233000Z");
    CHECK(time_text(icalcomponent_get_dtend(event)) == "20261015T013000Z");
    CHECK(icalcomponent_get_sequence(event) == 0);
    CHECK(std::string(icalcomponent_get_summary(event)) == "Họp định kỳ quý – Văn phòng Hội nhóm an toàn");
    CHECK(std::string(icalcomponent_get_location(event)) == plan.place);
    CHECK(std::string(icalcomponent_get_description(event)) == plan.agenda);
    CHECK(icalcomponent_get_status(event) == ICAL_STATUS_CONFIRMED);
    for (const auto kind : {ICAL_UID_PROPERTY, ICAL_DTSTAMP_PROPERTY, ICAL_SEQUENCE_PROPERTY,
                            ICAL_DTSTART_PROPERTY, ICAL_DTEND_PROPERTY, ICAL_STATUS_PROPERTY}) {
        CHECK(icalcomponent_count_properties(event, kind) == 1);
    }
}

TEST_CASE("a moved meeting keeps its UID and raises SEQUENCE; a cancelled one is a CANCEL") {
    Programme programme;
    const auto id = programme.plan("2026-10-15 14:00", {programme.add_joined("An")});
    const auto uid = to_hex(programme.meeting(id).uuid) + "@hnat.invalid";
    programme.set_today("2026-10-07");
    programme.move(id, "2026-10-16 14:00");
    const auto moved = parse(to_icalendar({programme.meeting(id)}, k_office, "en"));
    icalcomponent* event = events_of(moved.get()).front();
    CHECK(method_of(moved.get()) == "PUBLISH");
    CHECK(icalcomponent_get_uid(event) == uid);
    CHECK(icalcomponent_get_sequence(event) == 1);
    CHECK(time_text(icalcomponent_get_dtstamp(event)) == "20261007T000000Z");
    CHECK(time_text(icalcomponent_get_dtstart(event)) == "20261016T070000Z");
    CHECK(icalcomponent_count_properties(event, ICAL_DESCRIPTION_PROPERTY) == 0);

    programme.set_today("2026-10-08");
    programme.cancel(id);
    const auto cancelled = parse(to_icalendar({programme.meeting(id)}, k_office, "en"));
    event = events_of(cancelled.get()).front();
    CHECK(method_of(cancelled.get()) == "CANCEL");
    CHECK(icalcomponent_get_uid(event) == uid);
    CHECK(icalcomponent_get_sequence(event) == 2);
    CHECK(icalcomponent_get_status(event) == ICAL_STATUS_CANCELLED);
}

TEST_CASE("the calendar of the office has what is to come, the cancelled meetings too") {
    Programme programme;
    const auto one = programme.add_joined("An");
    programme.plan("2026-10-04 14:00", {one}); // missed
    programme.hold(programme.plan("2026-10-05 08:00", {one}), {one});
    const auto today = programme.plan("2026-10-05 14:00", {one});
    const auto cancelled = programme.plan("2026-10-15 14:00", {one});
    programme.cancel(cancelled);
    const auto moved = programme.plan("2026-10-16 14:00", {one});
    programme.move(moved, "2026-10-20 14:00");
    const auto meetings = calendar_meetings(programme.store(), programme.today());
    REQUIRE(meetings.size() == 3);
    CHECK(meetings[0].id == today);
    CHECK(meetings[1].id == cancelled);
    CHECK(meetings[2].id == moved);
    const auto calendar = parse(to_icalendar(meetings, k_office, "vi"));
    CHECK(method_of(calendar.get()) == "PUBLISH");
    const auto events = events_of(calendar.get());
    REQUIRE(events.size() == 3);
    CHECK(icalcomponent_get_status(events[1]) == ICAL_STATUS_CANCELLED);
    CHECK(icalcomponent_get_status(events[2]) == ICAL_STATUS_CONFIRMED);

    const auto none = parse(to_icalendar({}, k_office, "vi"));
    CHECK(events_of(none.get()).empty());
}

TEST_CASE("lines of every length are folded right, their ends included") {
    Meeting meeting;
    meeting.at = moment("2026-10-15 14:00");
    for (std::size_t length = 1; length < 260; ++length) {
        CAPTURE(length);
        meeting.place = std::string(length, 'x');
        meeting.agenda.clear();
        for (std::size_t i = 0; i < length; ++i) {
            meeting.agenda += i % 3 == 0 ? "x" : "ế";
        }
        const auto ics = to_icalendar({meeting}, k_office, "vi");
        check_lines(ics);
        const auto calendar = parse(ics);
        CHECK(std::string(icalcomponent_get_location(events_of(calendar.get()).front())) == meeting.place);
        CHECK(std::string(icalcomponent_get_description(events_of(calendar.get()).front())) ==
              meeting.agenda);
    }
}

TEST_CASE("property: any text survives the calendar, folded between characters") {
    const unsigned seed = test::seed();
    CAPTURE(seed);
    std::mt19937 random(seed);
    const std::vector<std::string> pieces{"ế", "Đường", " ", ",", ";",  "\\",   "\n",
                                          "a", "ự",     "🎉", ":", "\"", "日本", "x"};
    Meeting meeting;
    meeting.at = moment("2026-10-15 14:00");
    for (int round = 0; round < 300; ++round) {
        std::string text = "x";
        for (auto length = random() % 200; length > 0; --length) {
            text += pieces[random() % pieces.size()];
        }
        text += "x";
        meeting.agenda = text;
        std::ranges::replace(text, '\n', ' ');
        meeting.place = text;
        const auto ics = to_icalendar({meeting}, k_office, "vi");
        check_lines(ics);
        const auto calendar = parse(ics);
        const auto events = events_of(calendar.get());
        REQUIRE(events.size() == 1);
        CHECK(std::string(icalcomponent_get_description(events.front())) == meeting.agenda);
        CHECK(std::string(icalcomponent_get_location(events.front())) == meeting.place);
    }
}
