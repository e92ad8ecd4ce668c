#include "meeting/calendar.hpp"

#include "base/error.hpp"
#include "base/hash.hpp"
#include "base/message.hpp"
#include "meeting/ical_library.hpp"
#include "render/wording.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstddef>
#include <memory>

namespace hnat {

namespace {

struct FreeComponent {
    void operator()(icalcomponent* component) const { ical_library().icalcomponent_free(component); }
};
using Component = std::unique_ptr<icalcomponent, FreeComponent>;

/// The event owns its properties from here on.
void add(icalcomponent* component, icalproperty* property) {
    ical_library().icalcomponent_add_property(component, property);
}

icaltimetype time_of(const std::string& utc) {
    return ical_library().icaltime_from_string(utc.c_str());
}

Component event_of(const Meeting& meeting, std::string_view office, bool vietnamese) {
    Component event(ical_library().icalcomponent_new(ICAL_VEVENT_COMPONENT));
    const std::string uid = to_hex(meeting.uuid) + "@hnat.invalid"; // RFC 2606: nobody's domain
    const std::string summary = fmt::format("{} – {}", title_of(meeting.kind, vietnamese), office);
    std::string stamp = to_iso(meeting.changed_on);
    std::erase(stamp, '-');
    add(event.get(), ical_library().icalproperty_new_uid(uid.c_str()));
    add(event.get(), ical_library().icalproperty_new_dtstamp(time_of(stamp + "T000000Z")));
    add(event.get(), ical_library().icalproperty_new_sequence(static_cast<int>(meeting.sequence)));
    add(event.get(), ical_library().icalproperty_new_dtstart(time_of(to_utc(meeting.at))));
    add(event.get(),
        ical_library().icalproperty_new_dtend(time_of(to_utc(later(meeting.at, meeting.minutes)))));
    add(event.get(), ical_library().icalproperty_new_summary(summary.c_str()));
    add(event.get(), ical_library().icalproperty_new_location(meeting.place.c_str()));
    if (!meeting.agenda.empty()) {
        add(event.get(), ical_library().icalproperty_new_description(meeting.agenda.c_str()));
    }
    const bool cancelled = meeting.state == MeetingState::cancelled;
    add(event.get(),
        ical_library().icalproperty_new_status(cancelled ? ICAL_STATUS_CANCELLED : ICAL_STATUS_CONFIRMED));
    return event;
}

constexpr std::string_view k_line_end = "\r\n";
constexpr std::size_t k_most_octets = 75;

/// The end of the part of `line` from `begin` that has at most `octets` and ends between two characters.
std::size_t end_of_part(std::string_view line, std::size_t begin, std::size_t octets) {
    std::size_t end = std::min(begin + octets, line.size());
    while (end < line.size() && end > begin + 1 && (static_cast<unsigned char>(line[end]) & 0xC0U) == 0x80U) {
        --end;
    }
    return end;
}

/// Folds the lines anew (RFC 5545 3.1). libical 3.0 counts a line's own CRLF among its octets: it cuts a line
/// of 74 between CR and LF.
std::string fold(std::string_view text) {
    std::string lines;
    for (std::size_t begin = 0; begin < text.size();) {
        const auto cut = std::min(text.find("\r\n ", begin), text.size());
        lines += text.substr(begin, cut - begin);
        begin = cut + 3;
    }
    std::string folded;
    for (std::size_t begin = 0; begin < lines.size();) {
        const auto end = std::min(lines.find(k_line_end, begin), lines.size());
        const auto line = std::string_view(lines).substr(begin, end - begin);
        begin = end + k_line_end.size();
        std::size_t done = end_of_part(line, 0, k_most_octets);
        folded += line.substr(0, done);
        while (done < line.size()) {
            const auto next = end_of_part(line, done, k_most_octets - 1);
            folded.append(k_line_end).append(" ").append(line.substr(done, next - done));
            done = next;
        }
        folded += k_line_end;
    }
    return folded;
}

struct FreeText {
    void operator()(char* text) const { ical_library().icalmemory_free_buffer(text); }
};

} // namespace

std::string_view title_of(MeetingKind kind, bool vietnamese) {
    switch (kind) {
    case MeetingKind::preparatory:
        return vietnamese ? "Họp trù bị" : "Preparatory meeting";
    case MeetingKind::charter:
        return vietnamese ? "Họp góp ý quy chế" : "Charter meeting";
    case MeetingKind::launch:
        return vietnamese ? "Họp ra mắt mô hình" : "Launch meeting";
    case MeetingKind::quarterly:
        return vietnamese ? "Họp định kỳ quý" : "Quarterly meeting";
    case MeetingKind::ad_hoc:
        return vietnamese ? "Họp đột xuất" : "Ad-hoc meeting";
    }
    return {};
}

std::string to_icalendar(const std::vector<Meeting>& meetings, std::string_view office,
                         std::string_view language) {
    const bool vietnamese = Wording(language).vietnamese();
    const bool cancel = meetings.size() == 1 && meetings.front().state == MeetingState::cancelled;
    const Component calendar(ical_library().icalcomponent_new(ICAL_VCALENDAR_COMPONENT));
    add(calendar.get(), ical_library().icalproperty_new_prodid("-//hnat//hnat//EN"));
    add(calendar.get(), ical_library().icalproperty_new_version("2.0"));
    add(calendar.get(),
        ical_library().icalproperty_new_method(cancel ? ICAL_METHOD_CANCEL : ICAL_METHOD_PUBLISH));
    for (const auto& meeting : meetings) {
        ical_library().icalcomponent_add_component(calendar.get(),
                                                   event_of(meeting, office, vietnamese).release());
    }
    const std::unique_ptr<char, FreeText> text(ical_library().icalcomponent_as_ical_string_r(calendar.get()));
    if (!text) {
        throw Error(ErrorKind::failed, say("libical made no calendar of the meetings"));
    }
    return fold(text.get());
}

std::vector<Meeting> calendar_meetings(const Store& store, Day today) {
    std::vector<Meeting> meetings;
    MeetingFilter filter;
    filter.since = today;
    for (auto& summary : list_meetings(store, filter, today)) {
        if (summary.meeting.state != MeetingState::held) {
            meetings.push_back(std::move(summary.meeting));
        }
    }
    return meetings;
}

} // namespace hnat
