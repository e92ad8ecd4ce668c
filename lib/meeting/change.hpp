/// Changes of meetings. Groups are named by number (the caller has looked them up); each change leaves its
/// audit row (P9). Texts go through checked_text, with its errors.
#pragma once

#include "meeting/meeting.hpp"
#include "store/store.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hnat {

struct MeetingPlan {
    MeetingKind kind = MeetingKind::quarterly;
    Moment at;
    int minutes = 90; ///< 5..1440
    std::string place;
    std::string agenda; ///< empty: none
    std::vector<Material> materials;
    std::vector<std::int64_t> groups; ///< at least one
};

/// A meeting in the past is one that happened and is entered late: at most a year ago. Returns its number.
/// Errors: usage (nobody invited; a group that is resting, expired or has left; over a year ago, over two
/// ahead).
std::int64_t plan_meeting(Transaction& transaction, const MeetingPlan& plan);

/// Marks the invitation, and adds groups first. Errors: usage (held, cancelled or missed; a group as above).
void invite_to_meeting(Transaction& transaction, const Meeting& meeting,
                       const std::vector<std::int64_t>& groups);

/// To another time, another place, or both; raises the sequence. Errors: usage (held, cancelled or missed:
/// plan a new one, so that the record of the day stays; into the past; nothing different).
void move_meeting(Transaction& transaction, const Meeting& meeting, std::optional<Moment> at,
                  const std::optional<std::string>& place);

/// Raises the sequence. Errors: usage (held or cancelled already; its day is over).
void cancel_meeting(Transaction& transaction, const Meeting& meeting);

/// Took place on `day` (its own day unless the office found another one later): then that is its day, and the
/// sequence rises. Errors: usage (cancelled or held already; before its day; after today).
void hold_meeting(Transaction& transaction, const Meeting& meeting, std::optional<Day> day);

struct AttendanceLists {
    std::vector<std::int64_t> present, apologies, absent;
};
/// Who came; said again, it is corrected. Groups that were not invited are added. Errors: usage (cancelled,
/// before its day, a group in two lists, no group), not_found.
void record_attendance(Transaction& transaction, const Meeting& meeting, const AttendanceLists& lists);

/// Errors of the four below: not_found; usage (the meeting was cancelled, it has an answer already, done
/// already, due before the meeting). A question counts on the day on which it is recorded.
std::int64_t add_question(Transaction& transaction, const Meeting& meeting, std::string_view text,
                          std::optional<std::int64_t> group);
void answer_question(Transaction& transaction, std::int64_t question, std::string_view text);
/// `owner` is a staff code that the caller has checked.
std::int64_t add_task(Transaction& transaction, const Meeting& meeting, std::string_view text,
                      std::string_view owner, Day due);
void finish_task(Transaction& transaction, std::int64_t task);

/// For a merge of groups: attendance and questions of `from` become those of `into`. Where both have a line
/// in one meeting, the better one stays: present, apologies, absent, not recorded. Writes no
/// audit row: the merge does, and audit_moved_meeting_records after it.
void move_meeting_records(Transaction& transaction, std::int64_t from, std::int64_t into);

/// The last part of a merge: the chain learns which group the lines and questions of `into` name now.
void audit_moved_meeting_records(Transaction& transaction, std::int64_t into);

} // namespace hnat
