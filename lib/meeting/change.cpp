#include "meeting/change.hpp"

#include "address/free_text.hpp"
#include "base/error.hpp"
#include "base/message.hpp"
#include "meeting/row.hpp"
#include "store/statement.hpp"

#include <array>
#include <set>
#include <utility>

namespace hnat {

namespace {

using meeting_row::label;

constexpr int k_months_back = 12;
constexpr int k_months_ahead = 24;

/// Slips of the finger in the year are far more common than meetings that far away.
void require_near(const Moment& at, Day today) {
    if (at.day < add_months(today, -k_months_back)) {
        throw Error(ErrorKind::usage,
                    say("a meeting on {} is over a year ago; is the year right?", to_iso(at.day)));
    }
    if (at.day > add_months(today, k_months_ahead)) {
        throw Error(ErrorKind::usage,
                    say("a meeting on {} is over two years ahead; is the year right?", to_iso(at.day)));
    }
}

void require_invitable(SQLite::Database& db, std::int64_t group, Day today) {
    const std::string why = meeting_row::obstacle(db, group, today);
    if (!why.empty()) {
        throw Error(ErrorKind::usage, say("group {} can't be invited: {}", group, why));
    }
}

/// A group has one line in a meeting, however often it is named.
void add_group_line(SQLite::Database& db, std::int64_t meeting, std::int64_t group) {
    sql::run_once(db,
                  "INSERT OR IGNORE INTO meeting_group (meeting_id, group_id, group_uuid) "
                  "SELECT ?, id, uuid FROM survey_group WHERE id = ?",
                  meeting, group);
}

/// Errors: usage, unless the meeting is still to come. `refusal` is what then can't be: "it can't be moved".
void require_open(const Meeting& meeting, std::string_view refusal) {
    switch (meeting.state) {
    case MeetingState::planned:
    case MeetingState::moved:
        return;
    case MeetingState::held:
        throw Error(ErrorKind::usage, say("{} was held; {}", label(meeting), refusal));
    case MeetingState::cancelled:
        throw Error(ErrorKind::usage, say("{} was cancelled; {}: plan another one with `hnat meeting plan`",
                                          label(meeting), refusal));
    case MeetingState::missed:
        throw Error(ErrorKind::usage,
                    say("the day of {} is over; {}: `hnat meeting hold {}` if it took place, else plan "
                        "another one with `hnat meeting plan`",
                        label(meeting), refusal, meeting.id));
    }
}

std::vector<Material> checked(const std::vector<Material>& materials) {
    std::vector<Material> tidy;
    for (const auto& material : materials) {
        tidy.push_back({free_line(tr("the title of a material"), material.title),
                        free_line(tr("the reference of a material"), material.reference)});
    }
    return tidy;
}

} // namespace

std::int64_t plan_meeting(Transaction& transaction, const MeetingPlan& plan) {
    SQLite::Database& db = transaction.db();
    const Day today = transaction.today();
    require_near(plan.at, today);
    const std::string place = free_line(tr("the place"), plan.place);
    const std::string agenda = plan.agenda.empty() ? "" : free_text(tr("the agenda"), plan.agenda);
    const auto materials = checked(plan.materials);
    if (plan.groups.empty()) {
        throw Error(ErrorKind::usage, say("a meeting needs at least one group"));
    }
    for (const auto group : plan.groups) {
        require_invitable(db, group, today);
    }
    sql::run_once(
        db,
        "INSERT INTO meeting (uuid, kind, starts_at, minutes, place, agenda, planned_on, changed_on) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        random_uuid(), name_of(plan.kind), to_iso(plan.at), std::int64_t{plan.minutes}, place, agenda, today,
        today);
    const std::int64_t id = db.getLastInsertRowid();
    std::int64_t position = 0;
    for (const auto& material : materials) {
        sql::run_once(
            db, "INSERT INTO meeting_material (meeting_id, position, title, reference) VALUES (?, ?, ?, ?)",
            id, ++position, material.title, material.reference);
    }
    for (const auto group : plan.groups) {
        add_group_line(db, id, group);
    }
    meeting_row::finish(transaction, AuditVerb::meeting_plan, id);
    return id;
}

void invite_to_meeting(Transaction& transaction, const Meeting& meeting,
                       const std::vector<std::int64_t>& groups) {
    SQLite::Database& db = transaction.db();
    require_open(meeting, tr("nobody can be invited to it"));
    for (const auto group : groups) {
        require_invitable(db, group, transaction.today());
    }
    for (const auto group : groups) {
        add_group_line(db, meeting.id, group);
    }
    sql::run_once(db, "UPDATE meeting SET invited_on = ? WHERE id = ?", transaction.today(), meeting.id);
    meeting_row::finish(transaction, AuditVerb::meeting_invite, meeting.id);
}

void move_meeting(Transaction& transaction, const Meeting& meeting, std::optional<Moment> at,
                  const std::optional<std::string>& place) {
    const Day today = transaction.today();
    require_open(meeting, tr("it can't be moved"));
    const Moment new_time = at.value_or(meeting.at);
    const std::string new_place = place ? free_line(tr("the place"), *place) : meeting.place;
    if (new_time == meeting.at && new_place == meeting.place) {
        throw Error(ErrorKind::usage, say("{} is there and then already; nothing to move", label(meeting)));
    }
    if (new_time.day < today) {
        throw Error(ErrorKind::usage,
                    say("{} can't be moved to {}, which is in the past", label(meeting), to_text(new_time)));
    }
    require_near(new_time, today);
    sql::run_once(transaction.db(),
                  "UPDATE meeting SET state = 'moved', starts_at = ?, place = ?, sequence = sequence + 1, "
                  "changed_on = ? WHERE id = ?",
                  to_iso(new_time), new_place, today, meeting.id);
    meeting_row::finish(transaction, AuditVerb::meeting_move, meeting.id);
}

void cancel_meeting(Transaction& transaction, const Meeting& meeting) {
    require_open(meeting, tr("it can't be cancelled"));
    sql::run_once(
        transaction.db(),
        "UPDATE meeting SET state = 'cancelled', sequence = sequence + 1, changed_on = ?, closed_on = ? "
        "WHERE id = ?",
        transaction.today(), transaction.today(), meeting.id);
    meeting_row::finish(transaction, AuditVerb::meeting_cancel, meeting.id);
}

void hold_meeting(Transaction& transaction, const Meeting& meeting, std::optional<Day> day) {
    if (meeting.state == MeetingState::held) {
        throw Error(ErrorKind::usage, say("{} is on record as held already", label(meeting)));
    }
    if (meeting.state != MeetingState::missed) {
        require_open(meeting, tr("it can't have been held"));
    }
    const Day held_on = day.value_or(meeting.at.day);
    if (held_on < meeting.at.day) {
        throw Error(ErrorKind::usage,
                    say("{} can't have been held on {}, before its day; if it was brought forward, plan it "
                        "anew for the day on which it was",
                        label(meeting), to_iso(held_on)));
    }
    if (meeting.at.day > transaction.today()) {
        throw Error(ErrorKind::usage,
                    say("{} is still to come: today is {}", label(meeting), to_iso(transaction.today())));
    }
    if (held_on > transaction.today()) {
        throw Error(ErrorKind::usage, say("{} can't have been held on {}: today is {}", label(meeting),
                                          to_iso(held_on), to_iso(transaction.today())));
    }
    const bool another_day = held_on != meeting.at.day;
    sql::run_once(
        transaction.db(),
        "UPDATE meeting SET state = 'held', starts_at = ?, sequence = sequence + ?, changed_on = ?, "
        "closed_on = ? WHERE id = ?",
        to_iso(Moment{held_on, meeting.at.minute}), another_day, transaction.today(), held_on, meeting.id);
    meeting_row::finish(transaction, AuditVerb::meeting_hold, meeting.id);
}

void record_attendance(Transaction& transaction, const Meeting& meeting, const AttendanceLists& lists) {
    SQLite::Database& db = transaction.db();
    if (meeting.state == MeetingState::cancelled) {
        require_open(meeting, tr("nobody can have been there"));
    }
    if (meeting.at.day > transaction.today()) {
        throw Error(ErrorKind::usage,
                    say("{} is still to come: who came is recorded from its day on", label(meeting)));
    }
    const std::array<std::pair<Attendance, const std::vector<std::int64_t>*>, 3> all{
        {{Attendance::present, &lists.present},
         {Attendance::apologies, &lists.apologies},
         {Attendance::absent, &lists.absent}}};
    std::set<std::int64_t> named;
    for (const auto& list : all) {
        const std::set<std::int64_t> once(list.second->begin(), list.second->end());
        for (const auto group : once) {
            meeting_row::require_group(db, group);
            if (!named.insert(group).second) {
                throw Error(ErrorKind::usage,
                            say("group {} is in two of the lists present, apologies and absent", group));
            }
        }
    }
    if (named.empty()) {
        throw Error(ErrorKind::usage, say("name at least one group as present, with apologies, or absent"));
    }
    for (const auto& list : all) {
        for (const auto group : *list.second) {
            add_group_line(db, meeting.id, group);
            sql::run_once(db, "UPDATE meeting_group SET attendance = ? WHERE meeting_id = ? AND group_id = ?",
                          name_of(list.first), meeting.id, group);
        }
    }
    meeting_row::finish(transaction, AuditVerb::meeting_attend, meeting.id);
}

} // namespace hnat
