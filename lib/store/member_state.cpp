#include "store/member_state.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "store/statement.hpp"

#include <SQLiteCpp/Statement.h>

namespace hnat {

namespace {

void add_person(SQLite::Database& db, std::int64_t member, CanonicalState& state) {
    SQLite::Statement row(db, "SELECT name, contact_kind, contact, language, joined_on, expires_on,"
                              " restricted_on, withdrawn_on FROM member WHERE id = ?");
    sql::bind_all(row, member);
    if (row.executeStep()) {
        state.add("number", member);
        for (int column = 0; column < row.getColumnCount(); ++column) {
            state.add_optional(row.getColumnName(column), sql::text_at(row, column));
        }
    }
}

void add_groups(SQLite::Database& db, std::int64_t member, CanonicalState& state) {
    SQLite::Statement row(
        db, "SELECT group_id, role, since FROM member_group WHERE member_id = ? ORDER BY group_id");
    sql::bind_all(row, member);
    while (row.executeStep()) {
        state.add("group", row.getColumn(0).getInt64());
        state.add("role", row.getColumn(1).getString());
        state.add("since", row.getColumn(2).getString());
    }
}

void add_consents(SQLite::Database& db, std::int64_t member, CanonicalState& state) {
    SQLite::Statement row(
        db,
        "SELECT consent.id, purpose, charter_version, lower(hex(charter_sha256)), method, given_on, "
        "recorded_on,"
        " consent.recorded_by, evidence, sensitive_notice, expires_on, withdrawn_on, how FROM consent"
        " LEFT JOIN consent_withdrawal ON consent_id = consent.id WHERE member_id = ? ORDER BY consent.id");
    sql::bind_all(row, member);
    while (row.executeStep()) {
        for (int column = 0; column < row.getColumnCount(); ++column) {
            state.add_optional(row.getColumnName(column), sql::text_at(row, column));
        }
    }
}

} // namespace

CanonicalState member_state(SQLite::Database& db, std::int64_t member) {
    CanonicalState state;
    add_person(db, member, state);
    add_groups(db, member, state);
    add_consents(db, member, state);
    return state;
}

void audit_member(Transaction& transaction, AuditVerb verb, std::int64_t member) {
    SQLite::Statement uuid(transaction.db(), "SELECT uuid FROM member WHERE id = ?");
    sql::bind_all(uuid, member);
    if (!uuid.executeStep()) {
        throw Error(ErrorKind::not_found,
                    say("there is no member {}; `hnat enroll list` shows the numbers", member));
    }
    append_audit(transaction, verb, sql::uuid_at(uuid, 0), member_state(transaction.db(), member));
}

} // namespace hnat
