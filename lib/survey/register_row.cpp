#include "survey/register_row.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "store/statement.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hnat::register_row {

using sql::count_at;
using sql::day_at;
using sql::name_at;
using sql::required_day_at;
using sql::required_name_at;
using sql::text_at;

namespace {

/// The id in a key, which is `platform:entity:id`, or `platform:entity:~id` of an unresolved link.
std::string id_in_key(const std::string& key, const GroupAddress& address) {
    const std::size_t prefix = address.platform.size() + name_of(address.entity).size() + 2;
    return key.substr(std::min(key.size(), prefix + (address.resolved ? 0U : 1U)));
}

/// A fact as SQL and the audit's states have it.
const std::string& written(const std::string& text) {
    return text;
}
template <typename Value>
const std::optional<Value>& written(const std::optional<Value>& value) {
    return value;
}
std::optional<std::string_view> written(const std::optional<Visibility>& visibility) {
    return visibility ? std::optional(name_of(*visibility)) : std::nullopt;
}

void bind_fact(SQLite::Statement& statement, int index, const std::string& text) {
    statement.bindNoCopy(index, text);
}
void bind_fact(SQLite::Statement& statement, int index, const std::optional<std::string>& text) {
    if (text) {
        statement.bindNoCopy(index, *text);
    } else {
        statement.bind(index);
    }
}
template <typename Value>
void bind_fact(SQLite::Statement& statement, int index, const std::optional<Value>& value) {
    sql::bind_value(statement, index, value);
}

void read_fact(SQLite::Statement& statement, int column, std::string& text) {
    text = statement.getColumn(column).getString();
}
void read_fact(SQLite::Statement& statement, int column, std::optional<std::string>& text) {
    text = text_at(statement, column);
}
void read_fact(SQLite::Statement& statement, int column, std::optional<std::int64_t>& count) {
    count = count_at(statement, column);
}
void read_fact(SQLite::Statement& statement, int column, std::optional<Day>& day) {
    day = day_at(statement, column);
}
void read_fact(SQLite::Statement& statement, int column, std::optional<Visibility>& visibility) {
    visibility = name_at<Visibility>(statement, column);
}

void add_fact(CanonicalState& state, Fact fact, const std::string& text) {
    state.add(name_of(fact), text);
}
template <typename Value>
void add_fact(CanonicalState& state, Fact fact, const std::optional<Value>& value) {
    state.add_optional(name_of(fact), value);
}

} // namespace

std::string select_groups(std::string_view rest) {
    return fmt::format(
        "SELECT g.id, g.key, g.platform, g.entity, g.url, g.resolved, {}, {},"
        " CASE WHEN g.state <> 'joined' AND g.expires_on <= :today THEN g.expires_on"
        " WHEN g.state = 'resting' AND g.rest_until <= :today THEN g.rest_until ELSE g.state_on END,"
        " g.rest_until, g.surveyed_on, g.expires_on, g.liaison, g.first_batch, g.last_batch"
        " FROM survey_group AS g {}",
        facts_sql([](std::string_view column) { return fmt::format("g.{}", column); }), k_state_sql, rest);
}

Group read_group(SQLite::Statement& statement) {
    Group group;
    group.id = statement.getColumn(0).getInt64();
    group.address.platform = statement.getColumn(2).getString();
    group.address.entity = required_name_at<Entity>(statement, 3);
    group.address.url = statement.getColumn(4).getString();
    group.address.resolved = statement.getColumn(5).getInt() != 0;
    group.address.id = id_in_key(statement.getColumn(1).getString(), group.address);
    group.facts = read_facts(statement, 6);
    group.state = required_name_at<GroupState>(statement, 14);
    group.state_on = required_day_at(statement, 15);
    group.rest_until = day_at(statement, 16);
    group.surveyed_on = required_day_at(statement, 17);
    group.expires_on = day_at(statement, 18);
    group.liaison = text_at(statement, 19);
    group.first_batch = count_at(statement, 20);
    group.last_batch = count_at(statement, 21);
    return group;
}

std::optional<Group> group_of_number(SQLite::Database& db, std::int64_t id, Day today) {
    SQLite::Statement statement(db, select_groups("WHERE g.id = :id"));
    statement.bind(":today", to_iso(today));
    statement.bind(":id", id);
    return statement.executeStep() ? std::optional(read_group(statement)) : std::nullopt;
}

Group get_group(SQLite::Database& db, std::int64_t id, Day today) {
    auto group = group_of_number(db, id, today);
    if (!group) {
        throw Error(ErrorKind::not_found,
                    say("there is no group {}; `hnat survey list` shows the numbers", id));
    }
    return *std::move(group);
}

std::optional<std::int64_t> id_of_key(SQLite::Database& db, std::string_view key) {
    SQLite::Statement statement(db, "SELECT id FROM survey_group WHERE key = ?1 "
                                    "UNION ALL SELECT group_id FROM survey_alias WHERE key = ?1");
    sql::bind_all(statement, key);
    return statement.executeStep() ? std::optional<std::int64_t>(statement.getColumn(0).getInt64())
                                   : std::nullopt;
}

Uuid uuid_of_group(SQLite::Database& db, std::int64_t id) {
    SQLite::Statement statement(db, "SELECT uuid FROM survey_group WHERE id = ?");
    sql::bind_all(statement, id);
    return statement.executeStep() ? sql::uuid_at(statement, 0) : Uuid{};
}

void add_facts(CanonicalState& state, const GroupFacts& facts) {
    each_fact([&](Fact fact, auto member) { add_fact(state, fact, written(facts.*member)); });
}

GroupFacts read_facts(SQLite::Statement& statement, int first) {
    GroupFacts facts;
    int column = first;
    each_fact([&](Fact /*fact*/, auto member) { read_fact(statement, column++, facts.*member); });
    return facts;
}

void bind_facts(SQLite::Statement& statement, int& index, const GroupFacts& facts) {
    each_fact([&](Fact /*fact*/, auto member) { bind_fact(statement, ++index, written(facts.*member)); });
}

void touch_by_hand(SQLite::Database& db, std::int64_t id) {
    sql::run_once(db, "UPDATE survey_group SET last_batch = NULL WHERE id = ?", id);
}

void add_event(Transaction& transaction, std::int64_t id, std::string_view kind, std::string_view detail) {
    sql::run_once(transaction.db(),
                  "INSERT INTO survey_event (group_id, day, kind, detail) VALUES (?, ?, ?, ?)", id,
                  transaction.today(), kind, detail);
}

std::string group_label(std::int64_t id, std::string_view name) {
    return fmt::format("{} \"{}\"", id, name);
}

GroupInsert::GroupInsert(SQLite::Database& db)
    : m_db(db),
      m_statement(
          db,
          fmt::format("INSERT INTO survey_group (state_on, surveyed_on, expires_on, first_batch, last_batch,"
                      " uuid, key, search_key, platform, entity, url, resolved, {})"
                      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, {})",
                      facts_sql([](std::string_view column) { return column; }),
                      facts_sql([](std::string_view /*column*/) { return "?"; }))) {}

std::int64_t GroupInsert::run(const GroupAddress& address, const GroupFacts& facts, Day today,
                              std::optional<std::int64_t> batch, const Uuid& uuid) {
    int index = sql::bind_all(m_statement, today, today, add_months(today, k_group_expiry_months), batch,
                              batch, uuid, address.key(), search_key(facts.name), address.platform,
                              name_of(address.entity), address.url, address.resolved);
    bind_facts(m_statement, index, facts);
    m_statement.exec();
    m_statement.reset();
    return m_db.getLastInsertRowid();
}

void update_by_hand(SQLite::Database& db, std::int64_t id, const GroupFacts& facts) {
    SQLite::Statement update(
        db, fmt::format("UPDATE survey_group SET search_key = ?, last_batch = NULL, {} WHERE id = ?",
                        facts_sql([](std::string_view column) { return fmt::format("{} = ?", column); })));
    int index = sql::bind_all(update, search_key(facts.name));
    bind_facts(update, index, facts);
    sql::bind_value(update, ++index, id);
    update.exec();
}

} // namespace hnat::register_row
