#include "enroll/record_state.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "enroll/charter_row.hpp"
#include "store/statement.hpp"

#include <SQLiteCpp/Statement.h>

namespace hnat::record_state {

namespace {

/// The one row of the query. Errors: not_found.
SQLite::Statement row_of(SQLite::Database& db, const char* query, std::int64_t id) {
    SQLite::Statement row(db, query);
    sql::bind_all(row, id);
    if (!row.executeStep()) {
        throw Error(ErrorKind::not_found, say("there is no such record as {}", id));
    }
    return row;
}

/// A column under its name, absent ones as such.
void add_text(CanonicalState& state, const SQLite::Statement& row, int column) {
    state.add_optional(row.getColumnName(column), sql::text_at(row, column));
}

CanonicalState canonical(const CharterVersion& version) {
    CanonicalState state;
    state.add("number", version.number).add("title", version.title).add("sha256", to_hex(version.hash));
    state.add("state", name_of(version.state)).add("drafted_on", version.drafted_on);
    state.add_optional("published_on", version.published_on).add_optional("adopted_on", version.adopted_on);
    state.add_optional("replaced_on", version.replaced_on);
    return state;
}

} // namespace

CanonicalState of_request(SQLite::Database& db, std::int64_t request) {
    const auto row =
        row_of(db,
               "SELECT id, member_id, kind, received_on, answer_due, due, answered_on, extended_on,"
               " extension_reason, done_on, outcome FROM request WHERE id = ?",
               request);
    CanonicalState state;
    state.add("number", request).add_optional("member", sql::count_at(row, 1));
    for (int column = 2; column <= 9; ++column) {
        add_text(state, row, column);
    }
    if (const auto outcome = sql::text_at(row, 10)) {
        state.add("outcome", *outcome);
    }
    return state;
}

CanonicalState of_charter(SQLite::Database& db, std::int64_t version) {
    return canonical(charter_row::find_charter(db, version).version);
}

CanonicalState of_charter_before_replacement(SQLite::Database& db, std::int64_t version) {
    CharterVersion before = charter_row::find_charter(db, version).version;
    before.state = before.adopted_on ? CharterState::adopted : CharterState::published;
    before.replaced_on.reset();
    return canonical(before);
}

CanonicalState of_comment(SQLite::Database& db, std::int64_t comment) {
    const auto row = row_of(
        db, "SELECT version, day, text, answer, answered_on FROM charter_comment WHERE id = ?", comment);
    CanonicalState state;
    state.add("version", row.getColumn(0).getInt64());
    for (int column = 1; column < row.getColumnCount(); ++column) {
        add_text(state, row, column);
    }
    return state;
}

CanonicalState of_recognition(SQLite::Database& db, std::int64_t recognition) {
    const auto row =
        row_of(db, "SELECT member_id, day, reason, publish FROM recognition WHERE id = ?", recognition);
    CanonicalState state;
    state.add("member", row.getColumn(0).getInt64()).add("day", row.getColumn(1).getString());
    state.add("reason", row.getColumn(2).getString()).add("publish", row.getColumn(3).getInt64());
    return state;
}

CanonicalState of_assessment_after_group(SQLite::Database& db, std::int64_t assessment) {
    CanonicalState state;
    state.add("day",
              row_of(db, "SELECT day FROM assessment WHERE id = ?", assessment).getColumn(0).getString());
    SQLite::Statement answers(
        db, "SELECT practice, answer FROM assessment_answer WHERE assessment_id = ? ORDER BY practice");
    sql::bind_all(answers, assessment);
    while (answers.executeStep()) {
        state.add(answers.getColumn(0).getString(), answers.getColumn(1).getString());
    }
    return state;
}

CanonicalState of_assessment(std::optional<std::int64_t> group, const CanonicalState& after_group) {
    return CanonicalState().add_optional("group", group).add(after_group);
}

CanonicalState of_assessment(SQLite::Database& db, std::int64_t assessment) {
    const auto row = row_of(db, "SELECT group_id FROM assessment WHERE id = ?", assessment);
    return of_assessment(sql::count_at(row, 0), of_assessment_after_group(db, assessment));
}

} // namespace hnat::record_state
