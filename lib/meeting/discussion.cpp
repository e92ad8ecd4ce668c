/// Questions with their answers, and what was agreed to do.
#include "address/free_text.hpp"
#include "base/error.hpp"
#include "base/message.hpp"
#include "meeting/change.hpp"
#include "meeting/row.hpp"
#include "store/statement.hpp"

namespace hnat {

namespace {

using meeting_row::finish_action;
using meeting_row::finish_question;
using meeting_row::label;

/// `refusal` is what is said of a meeting that was cancelled.
void require_not_cancelled(const Meeting& meeting, std::string (*refusal)(const std::string& label)) {
    if (meeting.state == MeetingState::cancelled) {
        throw Error(ErrorKind::usage, refusal(label(meeting)));
    }
}

/// The day on which a question was answered, or an action done, if it was. Errors: not_found, with what
/// `missing` says of the number.
std::optional<Day> day_closed(SQLite::Database& db, const char* select, std::int64_t id,
                              std::string (*missing)(std::int64_t id)) {
    SQLite::Statement statement(db, select);
    sql::bind_all(statement, id);
    if (!statement.executeStep()) {
        throw Error(ErrorKind::not_found, missing(id));
    }
    return sql::day_at(statement, 0);
}

} // namespace

std::int64_t add_question(Transaction& transaction, const Meeting& meeting, std::string_view text,
                          std::optional<std::int64_t> group) {
    require_not_cancelled(meeting, [](const std::string& label) {
        return say("{} was cancelled; add the question to another one", label);
    });
    const std::string question = free_text(tr("the question"), text);
    if (group) {
        meeting_row::require_group(transaction.db(), *group);
    }
    sql::run_once(
        transaction.db(),
        "INSERT INTO meeting_question (uuid, meeting_id, group_id, day, text) VALUES (?, ?, ?, ?, ?)",
        random_uuid(), meeting.id, group, transaction.today(), question);
    const std::int64_t id = transaction.db().getLastInsertRowid();
    finish_question(transaction, AuditVerb::meeting_question, id);
    return id;
}

void answer_question(Transaction& transaction, std::int64_t question, std::string_view text) {
    SQLite::Database& db = transaction.db();
    if (const auto day = day_closed(
            db, "SELECT answered_on FROM meeting_question WHERE id = ?", question, [](std::int64_t id) {
                return say("there is no question {}; `hnat meeting show MEETING` shows the numbers", id);
            })) {
        throw Error(ErrorKind::usage, say("question {} was answered on {}", question, to_iso(*day)));
    }
    const std::string answer = free_text(tr("the answer"), text);
    sql::run_once(db, "UPDATE meeting_question SET answer = ?, answered_on = ? WHERE id = ?", answer,
                  transaction.today(), question);
    finish_question(transaction, AuditVerb::meeting_answer, question);
}

std::int64_t add_task(Transaction& transaction, const Meeting& meeting, std::string_view text,
                      std::string_view owner, Day due) {
    require_not_cancelled(meeting, [](const std::string& label) {
        return say("{} was cancelled; add the action to another one", label);
    });
    const std::string action = free_text(tr("the action"), text);
    if (due < meeting.at.day) {
        throw Error(ErrorKind::usage, say("an action of {} can't be due on {}, before the meeting",
                                          label(meeting), to_iso(due)));
    }
    sql::run_once(
        transaction.db(),
        "INSERT INTO meeting_action (uuid, meeting_id, text, owner, due, added_on) VALUES (?, ?, ?, ?, ?, ?)",
        random_uuid(), meeting.id, action, owner, due, transaction.today());
    const std::int64_t id = transaction.db().getLastInsertRowid();
    finish_action(transaction, AuditVerb::meeting_action, id);
    return id;
}

void finish_task(Transaction& transaction, std::int64_t task) {
    SQLite::Database& db = transaction.db();
    if (const auto day =
            day_closed(db, "SELECT done_on FROM meeting_action WHERE id = ?", task, [](std::int64_t id) {
                return say("there is no action {}; `hnat meeting show MEETING` shows the numbers", id);
            })) {
        throw Error(ErrorKind::usage, say("action {} was done on {}", task, to_iso(*day)));
    }
    sql::run_once(db, "UPDATE meeting_action SET done_on = ? WHERE id = ?", transaction.today(), task);
    finish_action(transaction, AuditVerb::meeting_action_done, task);
}

} // namespace hnat
