#include "tip/tip.hpp"

#include "base/error.hpp"
#include "store/statement.hpp"
#include "tip/receipt.hpp"
#include "tip/tip_row.hpp"

#include <fmt/format.h>

namespace hnat {

namespace {

constexpr const char* k_select =
    "SELECT id, uuid, code, level, received_on, channel, platform, state, state_on, route,"
    " disposition, expires_on FROM tip";

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

template <typename Enum>
std::optional<std::string_view> name_or_null(const std::optional<Enum>& value) {
    return value ? std::optional(name_of(*value)) : std::nullopt;
}

} // namespace

namespace tip_row {

Tip get_tip(SQLite::Database& db, std::int64_t number, Day today) {
    SQLite::Statement statement(db, std::string(k_select) + " WHERE id = ? AND expires_on > ?");
    sql::bind_all(statement, number, today);
    if (!statement.executeStep()) {
        throw Error(
            ErrorKind::not_found,
            fmt::format("there is no tip {}; `hnat tip list` shows the numbers, and what has expired is gone",
                        number));
    }
    return read_tip(statement);
}

Boxes get_boxes(SQLite::Database& db, std::int64_t number) {
    SQLite::Statement statement(db, "SELECT body, source FROM tip WHERE id = ?");
    sql::bind_all(statement, number);
    Boxes boxes;
    if (statement.executeStep()) {
        boxes.body = statement.getColumn(0).getString();
        boxes.source = statement.getColumn(1).getString();
    }
    return boxes;
}

bool was_done(SQLite::Database& db, const Uuid& tip, AuditVerb verb) {
    return sql::integer_of(db,
                           "SELECT 1 FROM audit WHERE object = ? AND verb = ? AND outcome = 'done' LIMIT 1",
                           tip, name_of(verb)) != 0;
}

void audit(Transaction& transaction, AuditVerb verb, std::int64_t number, AuditOutcome outcome) {
    SQLite::Statement statement(transaction.db(), std::string(k_select) + " WHERE id = ?");
    sql::bind_all(statement, number);
    statement.executeStep();
    const Tip tip = read_tip(statement);
    const Boxes boxes = get_boxes(transaction.db(), number);
    CanonicalState state;
    state.add("number", number).add("code", name_of(tip.harm)).add("level", name_of(tip.level));
    state.add("received_on", tip.received_on).add("channel", name_of(tip.channel));
    state.add_optional("platform", tip.platform)
        .add("state", name_of(tip.state))
        .add("state_on", tip.state_on);
    state.add_optional("route", name_or_null(tip.route));
    state.add_optional("disposition", name_or_null(tip.disposition)).add("expires_on", tip.expires_on);
    state.add("body", to_hex(sha256(boxes.body))).add("source", to_hex(sha256(boxes.source)));
    append_audit(transaction, verb, tip.uuid, state, outcome);
}

} // namespace tip_row

Tip find_tip(const Store& store, std::int64_t number, Day today) {
    return tip_row::get_tip(store.db(), number, today);
}

std::string tip_reference(const Tip& tip) {
    return fmt::format("{:02X}{:02X}{:02X}{:02X}", tip.uuid[0], tip.uuid[1], tip.uuid[2], tip.uuid[3]);
}

std::vector<Tip> list_tips(const Store& store, const TipFilter& filter, Day today) {
    SQLite::Statement statement(store.db(),
                                std::string(k_select) +
                                    " WHERE expires_on > ?1 AND (?2 IS NULL OR code = ?2)"
                                    " AND (?3 IS NULL OR level = ?3) AND (?4 IS NULL OR state = ?4)"
                                    " AND (?5 IS NULL OR platform = ?5) AND (?6 = 0 OR state <> 'closed')"
                                    " ORDER BY id");
    sql::bind_all(statement, today, name_or_null(filter.harm), name_or_null(filter.level),
                  name_or_null(filter.state), filter.platform, filter.open_only);
    std::vector<Tip> tips;
    while (statement.executeStep()) {
        tips.push_back(read_tip(statement));
    }
    return tips;
}

std::vector<TipDeed> tip_history(const Store& store, const Tip& tip) {
    SQLite::Statement statement(store.db(),
                                "SELECT day, verb, outcome, staff FROM audit WHERE object = ? ORDER BY seq");
    sql::bind_all(statement, tip.uuid);
    std::vector<TipDeed> deeds;
    while (statement.executeStep()) {
        deeds.push_back({sql::required_day_at(statement, 0), statement.getColumn(1).getString(),
                         statement.getColumn(2).getString(), statement.getColumn(3).getString()});
    }
    return deeds;
}

std::optional<TipStatus> tip_status(const Store& store, std::string_view receipt, Day today) {
    SQLite::Statement statement(
        store.db(), "SELECT state, state_on, disposition FROM tip WHERE receipt = ? AND expires_on > ?");
    sql::bind_all(statement, receipt_hash(store, receipt), today);
    if (!statement.executeStep()) {
        return std::nullopt;
    }
    return TipStatus{sql::required_name_at<TipState>(statement, 0), sql::required_day_at(statement, 1),
                     sql::name_at<TipDisposition>(statement, 2)};
}

} // namespace hnat
