#include "meeting/row.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "meeting/joined.hpp"
#include "store/statement.hpp"

namespace hnat::meeting_row {

namespace {

/// The present row, column by column; of no row nothing.
CanonicalState columns_of(SQLite::Statement& row) {
    CanonicalState state;
    if (row.executeStep()) {
        for (int column = 0; column < row.getColumnCount(); ++column) {
            state.add_optional(row.getColumnName(column), sql::text_at(row, column));
        }
    }
    return state;
}

Uuid uuid_of(SQLite::Database& db, const char* query, std::int64_t id) {
    SQLite::Statement row(db, query);
    sql::bind_all(row, id);
    row.executeStep();
    return sql::uuid_at(row, 0);
}

} // namespace

Meeting read_meeting(const SQLite::Statement& statement, Day today) {
    Meeting meeting;
    meeting.id = statement.getColumn(0).getInt64();
    meeting.uuid = sql::uuid_at(statement, 1);
    meeting.kind = sql::required_name_at<MeetingKind>(statement, 2);
    meeting.state = sql::required_name_at<MeetingState>(statement, 3);
    const auto at = parse_moment(statement.getColumn(4).getString());
    if (!at) {
        sql::fail_on_value(statement, 4);
    }
    meeting.at = *at;
    meeting.minutes = statement.getColumn(5).getInt();
    meeting.place = statement.getColumn(6).getString();
    meeting.agenda = statement.getColumn(7).getString();
    meeting.sequence = statement.getColumn(8).getInt64();
    meeting.planned_on = sql::required_day_at(statement, 9);
    meeting.changed_on = sql::required_day_at(statement, 10);
    meeting.invited_on = sql::day_at(statement, 11);
    meeting.closed_on = sql::day_at(statement, 12);
    const bool open = meeting.state == MeetingState::planned || meeting.state == MeetingState::moved;
    if (open && meeting.at.day < today) {
        meeting.state = MeetingState::missed;
    }
    return meeting;
}

std::string label(const Meeting& meeting) {
    return say("meeting {} of {}", meeting.id, to_text(meeting.at));
}

CanonicalState canonical(SQLite::Database& db, std::int64_t id) {
    SQLite::Statement meeting(db,
                              "SELECT kind, state, starts_at, minutes, place, agenda, sequence, planned_on, "
                              "changed_on, invited_on, closed_on FROM meeting WHERE id = ?");
    sql::bind_all(meeting, id);
    CanonicalState state = columns_of(meeting);
    SQLite::Statement materials(
        db, "SELECT title, reference FROM meeting_material WHERE meeting_id = ? ORDER BY position");
    sql::bind_all(materials, id);
    while (materials.executeStep()) {
        state.add("material", materials.getColumn(0).getString());
        state.add("reference", materials.getColumn(1).getString());
    }
    SQLite::Statement groups(
        db, "SELECT group_uuid, attendance FROM meeting_group WHERE meeting_id = ? ORDER BY group_uuid");
    sql::bind_all(groups, id);
    while (groups.executeStep()) {
        state.add("group", to_hex(sql::uuid_at(groups, 0)));
        state.add_optional("attendance", sql::text_at(groups, 1));
    }
    return state;
}

std::function<CanonicalState(std::optional<std::int64_t> group)> question_of_group(SQLite::Database& db,
                                                                                   std::int64_t id) {
    SQLite::Statement head(db, "SELECT meeting_id FROM meeting_question WHERE id = ?");
    SQLite::Statement rest(db, "SELECT day, text, answer, answered_on FROM meeting_question WHERE id = ?");
    sql::bind_all(head, id);
    sql::bind_all(rest, id);
    return [before = columns_of(head), after = columns_of(rest)](std::optional<std::int64_t> group) {
        CanonicalState state = before;
        return state.add_optional("group_id", group ? std::optional(std::to_string(*group)) : std::nullopt)
            .add(after);
    };
}

CanonicalState canonical_question(SQLite::Database& db, std::int64_t id) {
    SQLite::Statement group(db, "SELECT group_id FROM meeting_question WHERE id = ?");
    sql::bind_all(group, id);
    return question_of_group(db, id)(group.executeStep() ? sql::count_at(group, 0) : std::nullopt);
}

CanonicalState canonical_action(SQLite::Database& db, std::int64_t id) {
    SQLite::Statement row(
        db, "SELECT meeting_id, text, owner, due, added_on, done_on FROM meeting_action WHERE id = ?");
    sql::bind_all(row, id);
    return columns_of(row);
}

void finish(Transaction& transaction, AuditVerb verb, std::int64_t id) {
    append_audit(transaction, verb, uuid_of(transaction.db(), "SELECT uuid FROM meeting WHERE id = ?", id),
                 canonical(transaction.db(), id));
}

void finish_question(Transaction& transaction, AuditVerb verb, std::int64_t id) {
    append_audit(transaction, verb,
                 uuid_of(transaction.db(), "SELECT uuid FROM meeting_question WHERE id = ?", id),
                 canonical_question(transaction.db(), id));
}

void finish_action(Transaction& transaction, AuditVerb verb, std::int64_t id) {
    append_audit(transaction, verb,
                 uuid_of(transaction.db(), "SELECT uuid FROM meeting_action WHERE id = ?", id),
                 canonical_action(transaction.db(), id));
}

void require_group(SQLite::Database& db, std::int64_t group) {
    if (sql::integer_of(db, "SELECT count(*) FROM survey_group WHERE id = ?", group) == 0) {
        throw Error(ErrorKind::not_found,
                    say("there is no group {}; `hnat survey list` shows the numbers", group));
    }
}

std::string obstacle(SQLite::Database& db, std::int64_t group, Day today) {
    require_group(db, group);
    SQLite::Statement statement(
        db, "SELECT state, state_on, rest_until, expires_on FROM survey_group WHERE id = ?");
    sql::bind_all(statement, group);
    statement.executeStep();
    const std::string state = statement.getColumn(0).getString();
    const auto rest_until = sql::day_at(statement, 2);
    const auto expires_on = sql::day_at(statement, 3);
    if (state == "left") {
        return say("it left the programme on {}", to_iso(sql::required_day_at(statement, 1)));
    }
    if (state != "joined" && expires_on && *expires_on <= today) {
        return say("it expired on {}", to_iso(*expires_on));
    }
    if (state == "resting" && rest_until && *rest_until > today) {
        return say("it declined and rests until {}", to_iso(*rest_until));
    }
    if (const auto ended = contact_ended(db, group, today); ended && state == "joined") {
        return say("the consent to contact of its moderators ended on {}", to_iso(*ended));
    }
    return {};
}

} // namespace hnat::meeting_row
