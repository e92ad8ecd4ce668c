#include "survey/new_groups.hpp"

#include "base/hash.hpp"
#include "base/text.hpp"
#include "store/statement.hpp"
#include "survey/register_row.hpp"
#include "survey/sql_rows.hpp"

#include <array>
#include <string>
#include <utility>

namespace hnat {

namespace {

constexpr std::size_t k_block = 64;

/// ?1 today, ?2 the expiry day, ?3 the batch; then the values of each group.
constexpr int k_common = 3;

std::string insert_sql(std::size_t groups) {
    return "INSERT INTO survey_group (state_on, surveyed_on, expires_on, first_batch, last_batch,"
           " id, uuid, key, search_key, platform, entity, url, resolved, " +
           facts_sql([](std::string_view column) { return column; }) + ") VALUES " +
           repeat_sql("(?1, ?1, ?2, ?3, ?3, ?, ?, ?, ?, ?, ?, ?, ?, " +
                          facts_sql([](std::string_view /*column*/) { return "?"; }) + ")",
                      groups);
}

std::int64_t next_number(SQLite::Database& db) {
    return 1 + sql::integer_of(
                   db,
                   "SELECT max(coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'survey_group'), 0),"
                   " coalesce((SELECT max(id) FROM survey_group), 0))");
}

} // namespace

NewGroups::NewGroups(Transaction& transaction, std::int64_t batch)
    : m_transaction(transaction),
      m_first(next_number(transaction.db())),
      m_next(m_first),
      m_insert(transaction.db(), insert_sql(k_block)),
      m_block(k_block),
      m_hashes(k_block) {
    const Day today = transaction.today();
    const Day expires_on = add_months(today, k_group_expiry_months);
    m_today = to_iso(today);
    m_expires_on = to_iso(expires_on);
    for (Held& held : m_block) {
        held.group.state_on = held.group.surveyed_on = today;
        held.group.expires_on = expires_on;
        held.group.first_batch = held.group.last_batch = batch;
    }
    sql::run_once(transaction.db(), "INSERT INTO survey_search_later (first_group) VALUES (?)", m_next);
}

const Group& NewGroups::add(GroupAddress& address, GroupKey& key, GroupFacts& facts,
                            std::string& search_key) {
    if (m_held == k_block) {
        write();
    }
    m_hashes[m_held] = key.hash;
    Held& held = m_block[m_held++];
    held.group.id = m_next++;
    std::swap(held.group.address, address);
    std::swap(held.group.facts, facts);
    std::swap(held.key, key);
    held.search_key.swap(search_key);
    return held.group;
}

const Group* NewGroups::find(const GroupKey& key) const {
    for (std::size_t place = 0; place < m_held; ++place) {
        if (m_hashes[place] == key.hash && m_block[place].key == key) {
            return &m_block[place].group;
        }
    }
    return nullptr;
}

std::size_t NewGroups::place_of(std::int64_t number) const {
    return static_cast<std::size_t>(number - (m_next - static_cast<std::int64_t>(m_held)));
}

const Group* NewGroups::find(std::int64_t number) const {
    const std::size_t place = place_of(number);
    return place < m_held ? &m_block[place].group : nullptr;
}

void NewGroups::replace(std::int64_t number, const GroupFacts& facts) {
    Held& held = m_block[place_of(number)];
    held.group.facts = facts;
    held.search_key = search_key(facts.name);
}

void NewGroups::write() {
    if (m_held == 0) {
        return;
    }
    if (m_held == k_block) {
        write_with(m_insert);
    } else {
        SQLite::Statement insert(m_transaction.db(), insert_sql(m_held));
        write_with(insert);
    }
    m_held = 0;
}

void NewGroups::write_with(SQLite::Statement& insert) {
    std::array<Uuid, k_block> uuids;
    random_uuids(uuids);
    insert.reset();
    insert.bindNoCopy(1, m_today);
    insert.bindNoCopy(2, m_expires_on);
    sql::bind_value(insert, 3, m_block.front().group.first_batch);
    int index = k_common;
    for (std::size_t at = 0; at < m_held; ++at) {
        const Held& held = m_block[at];
        const GroupAddress& address = held.group.address;
        sql::bind_value(insert, ++index, held.group.id);
        sql::bind_value(insert, ++index, uuids.at(at));
        insert.bindNoCopy(++index, held.key.text);
        insert.bindNoCopy(++index, held.search_key);
        insert.bindNoCopy(++index, address.platform);
        sql::bind_value(insert, ++index, name_of(address.entity));
        insert.bindNoCopy(++index, address.url);
        sql::bind_value(insert, ++index, address.resolved);
        register_row::bind_facts(insert, index, held.group.facts);
    }
    insert.exec();
    insert.reset();
}

void NewGroups::finish() {
    write();
    SQLite::Database& db = m_transaction.db();
    const bool were_others =
        sql::integer_of(db, "SELECT EXISTS (SELECT 1 FROM survey_group WHERE id < ?)", m_first) != 0;
    sql::run_once(
        db, were_others
                ? "INSERT INTO survey_search (rowid, search_key) SELECT id, search_key FROM survey_group"
                  " WHERE id >= (SELECT first_group FROM survey_search_later)"
                : "INSERT INTO survey_search (survey_search) VALUES ('rebuild')");
    sql::run_once(db, "DELETE FROM survey_search_later");
}

} // namespace hnat
