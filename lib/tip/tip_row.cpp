#include "tip/tip_row.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "store/statement.hpp"

namespace hnat::tip_row {

namespace {

std::string bytes_at(const SQLite::Statement& statement, int column) {
    return statement.getColumn(column).getString();
}

std::string receipt_salt(SQLite::Database& db) {
    SQLite::Statement statement(db, "SELECT salt FROM tip_receipt_salt WHERE id = 1");
    return statement.executeStep() ? bytes_at(statement, 0) : std::string();
}

} // namespace

Tip read_tip(const SQLite::Statement& statement) {
    Tip tip;
    tip.id = statement.getColumn(0).getInt64();
    tip.uuid = sql::uuid_at(statement, 1);
    tip.harm = sql::required_name_at<Harm>(statement, 2);
    tip.level = sql::required_name_at<TipLevel>(statement, 3);
    tip.received_on = sql::required_day_at(statement, 4);
    tip.channel = sql::required_name_at<TipChannel>(statement, 5);
    tip.platform = sql::text_at(statement, 6);
    tip.state = sql::required_name_at<TipState>(statement, 7);
    tip.state_on = sql::required_day_at(statement, 8);
    tip.route = sql::name_at<Route>(statement, 9);
    tip.disposition = sql::name_at<TipDisposition>(statement, 10);
    tip.expires_on = sql::required_day_at(statement, 11);
    return tip;
}

Tip get_tip(SQLite::Database& db, std::int64_t number, Day today) {
    SQLite::Statement statement(db, std::string(k_select) + " WHERE id = ? AND expires_on > ?");
    sql::bind_all(statement, number, today);
    if (!statement.executeStep()) {
        throw Error(ErrorKind::not_found,
                    say("there is no tip {}; `hnat tip list` shows the numbers, and what has expired is gone",
                        number));
    }
    return read_tip(statement);
}

Boxes get_boxes(SQLite::Database& db, std::int64_t number) {
    SQLite::Statement statement(db, "SELECT body, source FROM tip WHERE id = ?");
    sql::bind_all(statement, number);
    Boxes boxes;
    if (statement.executeStep()) {
        boxes.body = bytes_at(statement, 0);
        boxes.source = bytes_at(statement, 1);
    }
    return boxes;
}

bool was_done(SQLite::Database& db, const Uuid& tip, AuditVerb verb) {
    return sql::integer_of(db,
                           "SELECT 1 FROM audit WHERE object = ? AND verb = ? AND outcome = 'done' LIMIT 1",
                           tip, name_of(verb)) != 0;
}

StateReader::StateReader(SQLite::Database& db)
    : m_boxes(db, "SELECT body, source, receipt FROM tip WHERE id = ?"),
      m_reveals(db, "SELECT id, day, staff, outcome, reason FROM tip_reveal WHERE tip_id = ? ORDER BY id"),
      m_receipt_salt(to_hex(sha256(receipt_salt(db)))) {}

CanonicalState StateReader::state_of(const Tip& tip) {
    CanonicalState state;
    state.add("number", tip.id).add("code", name_of(tip.harm)).add("level", name_of(tip.level));
    state.add("received_on", tip.received_on).add("channel", name_of(tip.channel));
    state.add_optional("platform", tip.platform)
        .add("state", name_of(tip.state))
        .add("state_on", tip.state_on);
    state.add_optional("route", name_or_null(tip.route));
    state.add_optional("disposition", name_or_null(tip.disposition)).add("expires_on", tip.expires_on);
    sql::bind_all(m_boxes, tip.id);
    m_boxes.executeStep();
    state.add("body", to_hex(sha256(bytes_at(m_boxes, 0))))
        .add("source", to_hex(sha256(bytes_at(m_boxes, 1))));
    state.add("receipt", to_hex(sha256(bytes_at(m_boxes, 2)))).add("receipt_salt", m_receipt_salt);
    state.add("reveals", reveals_of(tip.id));
    return state;
}

std::string StateReader::reveals_of(std::int64_t number) {
    CanonicalState requests;
    sql::bind_all(m_reveals, number);
    while (m_reveals.executeStep()) {
        requests.add("request", m_reveals.getColumn(0).getInt64()).add("day", bytes_at(m_reveals, 1));
        requests.add("staff", bytes_at(m_reveals, 2)).add("outcome", bytes_at(m_reveals, 3));
        requests.add("reason", to_hex(sha256(bytes_at(m_reveals, 4))));
    }
    return to_hex(sha256(requests.bytes()));
}

void audit(Transaction& transaction, AuditVerb verb, std::int64_t number, AuditOutcome outcome) {
    SQLite::Statement statement(transaction.db(), std::string(k_select) + " WHERE id = ?");
    sql::bind_all(statement, number);
    statement.executeStep();
    const Tip tip = read_tip(statement);
    append_audit(transaction, verb, tip.uuid, StateReader(transaction.db()).state_of(tip), outcome);
}

} // namespace hnat::tip_row
