/// Meetings: what one is, and everything that is kept of it.
#pragma once

#include "base/enum_names.hpp"
#include "base/hash.hpp"
#include "meeting/moment.hpp"
#include "store/store.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hnat {

enum class MeetingKind { preparatory, charter, launch, quarterly, ad_hoc };
template <>
inline constexpr std::array k_enum_names<MeetingKind>{
    EnumName{MeetingKind::preparatory, "preparatory"}, EnumName{MeetingKind::charter, "charter"},
    EnumName{MeetingKind::launch, "launch"}, EnumName{MeetingKind::quarterly, "quarterly"},
    EnumName{MeetingKind::ad_hoc, "ad-hoc"}};

/// `missed` is never stored: a meeting whose day is over and that was neither held nor cancelled.
enum class MeetingState { planned, moved, held, cancelled, missed };
template <>
inline constexpr std::array k_enum_names<MeetingState>{
    EnumName{MeetingState::planned, "planned"}, EnumName{MeetingState::moved, "moved"},
    EnumName{MeetingState::held, "held"}, EnumName{MeetingState::cancelled, "cancelled"},
    EnumName{MeetingState::missed, "missed"}};

enum class Attendance { present, apologies, absent };
template <>
inline constexpr std::array k_enum_names<Attendance>{EnumName{Attendance::present, "present"},
                                                     EnumName{Attendance::apologies, "apologies"},
                                                     EnumName{Attendance::absent, "absent"}};

struct Meeting {
    std::int64_t id = 0;
    Uuid uuid{};
    MeetingKind kind = MeetingKind::quarterly;
    MeetingState state = MeetingState::planned; ///< as of the day that was asked for
    Moment at;
    int minutes = 90;
    std::string place;  ///< or a link
    std::string agenda; ///< empty: none
    std::int64_t sequence = 0;
    Day planned_on, changed_on;
    std::optional<Day> invited_on; ///< the last time
    std::optional<Day> closed_on;  ///< held: the day of the meeting; cancelled: the day of that
};

struct Material {
    std::string title, reference;
};

/// A group's line in a meeting.
struct MeetingGroup {
    std::optional<std::int64_t> group; ///< nullopt: it has left the register
    std::string name;                  ///< empty: the same
    std::optional<Attendance> attendance;
    bool may_be_invited = false; ///< in the register, not resting, not expired, has not left the programme
};

struct Question {
    std::int64_t id = 0;
    std::optional<std::int64_t>
        group; ///< nullopt: nobody's in particular, or of a group that left the register
    std::string group_name;
    Day day;
    std::string text;
    std::optional<std::string> answer;
    std::optional<Day> answered_on;
};

/// Something that was agreed, with who does it by when.
struct MeetingTask {
    std::int64_t id = 0;
    std::string text;
    std::string owner, owner_name; ///< of the staff
    Day due, added_on;
    std::optional<Day> done_on;
};

/// A meeting with everything that belongs to it. Groups in Vietnamese order, the rest by number.
struct MeetingCard {
    Meeting meeting;
    std::vector<Material> materials;
    std::vector<MeetingGroup> groups;
    std::vector<Question> questions;
    std::vector<MeetingTask> tasks;
};

/// A line of `meeting list`.
struct MeetingSummary {
    Meeting meeting;
    std::int64_t groups = 0, present = 0;
    std::int64_t open_questions = 0, open_tasks = 0;
};

/// Which meetings. Empty fields do not filter.
struct MeetingFilter {
    std::optional<MeetingKind> kind;
    std::optional<MeetingState> state;
    std::optional<Day> since, until; ///< of the meeting: on or after / on or before
};

/// By time. `today` decides what is missed.
std::vector<MeetingSummary> list_meetings(const Store& store, const MeetingFilter& filter, Day today);

/// By number, or by its day when there is one meeting on it. Errors: not_found, usage (several on that day:
/// they are named; neither a number nor a day).
Meeting find_meeting(const Store& store, std::string_view reference, Day today);

MeetingCard meeting_card(const Store& store, const Meeting& meeting, Day today);

/// The groups that a kind of meeting is for, unless others are named: the joined ones; a preparatory meeting
/// is for those that were shortlisted or approached; an ad-hoc one for nobody in particular (empty).
std::vector<std::int64_t> groups_for(const Store& store, MeetingKind kind, Day today);

} // namespace hnat
