#include "enroll/charter.hpp"

#include "address/free_text.hpp"
#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "enroll/charter_row.hpp"
#include "enroll/record_state.hpp"
#include "store/audit.hpp"
#include "store/statement.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace hnat {

using charter_row::CharterRow;
using charter_row::find_charter;
using charter_row::find_newest;

namespace {

/// The audit row of a version as it is now.
void finish(Transaction& transaction, AuditVerb verb, std::int64_t number) {
    append_audit(transaction, verb, find_charter(transaction.db(), number).uuid,
                 record_state::of_charter(transaction.db(), number));
}

std::string title_of(const std::optional<std::string>& given, std::string_view text) {
    if (!given) {
        std::string title = charter_title(text);
        if (title.empty()) {
            throw Error(ErrorKind::usage,
                        say("the charter has no line that could be its title; give --title"));
        }
        return title;
    }
    std::string title = free_line(tr("the title"), *given);
    if (name_key(title).empty()) {
        throw Error(ErrorKind::usage, say("the title has no words"));
    }
    return title;
}

std::int64_t insert_draft(Transaction& transaction, std::string_view title, std::string_view text) {
    sql::run_once(transaction.db(),
                  "INSERT INTO charter_version (uuid, title, text, sha256, state, drafted_on)"
                  " VALUES (?, ?, ?, ?, 'draft', ?)",
                  random_uuid(), title, text, sha256(text), transaction.today());
    return transaction.db().getLastInsertRowid();
}

/// The version that a comment is for. Errors as comment_on_charter().
CharterRow open_for_comments(SQLite::Database& db, std::optional<std::int64_t> number) {
    if (number) {
        CharterRow row = find_charter(db, *number);
        if (row.version.state != CharterState::published) {
            throw Error(ErrorKind::usage,
                        say("version {} is {}; comments are for a published version that is not adopted yet",
                            *number, name_of(row.version.state)));
        }
        return row;
    }
    auto newest = find_newest(db, CharterState::published);
    if (!newest) {
        throw Error(ErrorKind::usage,
                    say("no version is open for comments; `hnat enroll charter publish` opens the draft"));
    }
    return *std::move(newest);
}

void require_group(SQLite::Database& db, std::int64_t group) {
    if (sql::integer_of(db, "SELECT count(*) FROM survey_group WHERE id = ?", group) == 0) {
        throw Error(ErrorKind::not_found,
                    say("there is no group {}; `hnat survey list` shows the numbers", group));
    }
}

struct CommentRow {
    Uuid uuid;
    CharterComment comment;
};

CommentRow find_comment(SQLite::Database& db, std::int64_t number) {
    SQLite::Statement query(
        db, "SELECT uuid, id, version, day, text, answer, answered_on FROM charter_comment WHERE id = ?");
    sql::bind_all(query, number);
    if (!query.executeStep()) {
        throw Error(ErrorKind::not_found,
                    say("there is no comment {}; `hnat enroll charter comments` shows the numbers", number));
    }
    CommentRow row;
    row.uuid = sql::uuid_at(query, 0);
    row.comment.number = number;
    row.comment.version = query.getColumn(2).getInt64();
    row.comment.day = sql::required_day_at(query, 3);
    row.comment.text = query.getColumn(4).getString();
    row.comment.answer = sql::text_at(query, 5);
    row.comment.answered_on = sql::day_at(query, 6);
    return row;
}

void finish_comment(Transaction& transaction, AuditVerb verb, std::int64_t number) {
    append_audit(transaction, verb, find_comment(transaction.db(), number).uuid,
                 record_state::of_comment(transaction.db(), number));
}

void require_answers(SQLite::Database& db) {
    SQLite::Statement query(
        db, "SELECT comment.id FROM charter_comment AS comment"
            " JOIN charter_version AS version ON version.id = comment.version"
            " WHERE version.state = 'published' AND comment.answer IS NULL ORDER BY comment.id");
    const auto open = charter_row::numbers_of(query);
    if (!open.empty()) {
        throw Error(
            ErrorKind::usage,
            say("comments without an answer: {}; `hnat enroll charter answer {} --text …` answers the "
                "first, and the charter can be adopted when each has one",
                fmt::join(open, ", "), open.front()));
    }
}

} // namespace

std::int64_t draft_charter(Transaction& transaction, std::string_view bytes,
                           const std::optional<std::string>& given_title) {
    const std::string text = charter_text(bytes);
    const std::string title = title_of(given_title, text);
    const auto present = find_newest(transaction.db(), CharterState::draft);
    if (present) {
        sql::run_once(
            transaction.db(),
            "UPDATE charter_version SET title = ?, text = ?, sha256 = ?, drafted_on = ? WHERE id = ?", title,
            text, sha256(text), transaction.today(), present->version.number);
    }
    const std::int64_t number = present ? present->version.number : insert_draft(transaction, title, text);
    finish(transaction, AuditVerb::charter_draft, number);
    return number;
}

std::int64_t publish_charter(Transaction& transaction) {
    SQLite::Database& db = transaction.db();
    const auto draft = find_newest(db, CharterState::draft);
    if (!draft) {
        throw Error(ErrorKind::not_found,
                    say("there is no draft to publish; `hnat enroll charter draft FILE` makes one"));
    }
    const std::int64_t number = draft->version.number;
    SQLite::Statement newest(
        db, "SELECT id, sha256 FROM charter_version WHERE state <> 'draft' ORDER BY id DESC LIMIT 1");
    if (newest.executeStep() && sql::digest_at(newest, 1) == draft->version.hash) {
        throw Error(
            ErrorKind::usage,
            say("the draft has the text of version {}, which is published already; nothing would change",
                newest.getColumn(0).getInt64()));
    }
    sql::run_once(db, "UPDATE charter_version SET state = 'published', published_on = ? WHERE id = ?",
                  transaction.today(), number);
    finish(transaction, AuditVerb::charter_publish, number);
    return number;
}

std::int64_t comment_on_charter(Transaction& transaction, std::int64_t group, std::string_view text,
                                std::optional<std::int64_t> version) {
    SQLite::Database& db = transaction.db();
    const std::string stored = free_text(tr("the comment"), text);
    require_group(db, group);
    const CharterRow charter = open_for_comments(db, version);
    sql::run_once(db,
                  "INSERT INTO charter_comment (uuid, version, group_id, day, text) VALUES (?, ?, ?, ?, ?)",
                  random_uuid(), charter.version.number, group, transaction.today(), stored);
    const std::int64_t number = db.getLastInsertRowid();
    finish_comment(transaction, AuditVerb::charter_comment, number);
    return number;
}

void answer_charter_comment(Transaction& transaction, std::int64_t number, std::string_view text) {
    const std::string stored = free_text(tr("the answer"), text);
    const CommentRow row = find_comment(transaction.db(), number);
    if (row.comment.answered_on) {
        throw Error(ErrorKind::usage, say("comment {} was answered on {}; an answer that was given stays",
                                          number, to_iso(*row.comment.answered_on)));
    }
    sql::run_once(transaction.db(), "UPDATE charter_comment SET answer = ?, answered_on = ? WHERE id = ?",
                  stored, transaction.today(), number);
    finish_comment(transaction, AuditVerb::charter_answer, number);
}

CharterAdoption adopt_charter(Transaction& transaction) {
    SQLite::Database& db = transaction.db();
    const auto newest = find_newest(db, CharterState::published);
    if (!newest) {
        throw Error(ErrorKind::not_found, say("no version is published and waits for adoption; `hnat enroll "
                                              "charter publish` publishes the draft"));
    }
    require_answers(db);
    const std::int64_t number = newest->version.number;
    // First those before it: the schema has room for one adopted version.
    sql::run_once(db,
                  "UPDATE charter_version SET state = 'replaced', replaced_on = ?"
                  " WHERE state IN ('published', 'adopted') AND id <> ?",
                  transaction.today(), number);
    sql::run_once(db, "UPDATE charter_version SET state = 'adopted', adopted_on = ? WHERE id = ?",
                  transaction.today(), number);
    finish(transaction, AuditVerb::charter_adopt, number);
    return {number, charter_row::members_of_older(db, transaction.today())};
}

} // namespace hnat
