/// Meetings as iCalendar (RFC 5545), by libical.
#pragma once

#include "meeting/meeting.hpp"
#include "store/store.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace hnat {

/// A calendar with these meetings: METHOD PUBLISH, or CANCEL when it is a single one that was cancelled (RFC
/// 5546). Each event has a UID that never changes, DTSTAMP (the day of its last change, 00:00 UTC, so that
/// the same record gives the same bytes), SEQUENCE, times in UTC, SUMMARY in `language`, LOCATION,
/// DESCRIPTION (the agenda) and STATUS. Nobody is named: neither ORGANIZER nor ATTENDEE. Lines end in CRLF
/// and have at most 75 octets, cut between characters. Errors: usage (unknown language).
std::string to_icalendar(const std::vector<Meeting>& meetings, std::string_view office,
                         std::string_view language);

/// What a calendar of the office holds: meetings to come, the cancelled ones too, so that subscribers drop
/// them.
std::vector<Meeting> calendar_meetings(const Store& store, Day today);

/// What a meeting is called: "Họp định kỳ quý", "Quarterly meeting".
std::string_view title_of(MeetingKind kind, bool vietnamese);

} // namespace hnat
