#include "survey/changed_groups.hpp"

#include "store/statement.hpp"
#include "survey/register_row.hpp"
#include "survey/sql_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace hnat {

namespace {

constexpr std::size_t k_block = 128;

/// ?1 is the batch; of each group its number, a bit for each fact that changes, and the facts.
std::string update_sql() {
    constexpr std::array columns{"name",     "members",    "members_on", "topic",
                                 "locality", "visibility", "language",   "source"};
    static_assert(columns.size() == k_facts);
    const auto changes = [](std::size_t fact) { return fmt::format("new.column2 & {}", 1U << fact); };
    std::string sql = fmt::format("UPDATE survey_group SET last_batch = ?1, search_key = iif({}, "
                                  "hnat_k2(new.column3), search_key)",
                                  changes(0));
    for (std::size_t fact = 0; fact < columns.size(); ++fact) {
        sql += fmt::format(", {0} = iif({1}, new.column{2}, {0})", columns[fact], changes(fact), fact + 3);
    }
    return fmt::format("{} FROM (VALUES {}) AS new WHERE survey_group.id = new.column1", sql,
                       repeat_row("(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", k_block));
}

/// ?1 of the statement stays; places of the block that are left hold NULL, which no group's number equals.
void bind_groups(SQLite::Statement& statement, std::span<const std::int64_t> groups) {
    for (std::size_t at = 0; at < k_block; ++at) {
        const int index = static_cast<int>(at) + 2;
        if (at < groups.size()) {
            statement.bind(index, groups[at]);
        } else {
            statement.bind(index);
        }
    }
}

/// With the node of the map and what an allocation takes for itself.
std::size_t bytes_of(const FactsChange& change) {
    constexpr std::size_t k_around = 64;
    return change.bytes() + k_around;
}

} // namespace

ChangedGroups::ChangedGroups(Transaction& transaction, std::int64_t batch, std::int64_t first_new,
                             std::size_t most_bytes)
    : m_batch(batch),
      m_first_new(first_new),
      m_most_bytes(most_bytes),
      m_select(transaction.db(), register_row::select_groups(fmt::format("WHERE g.id IN ({}) ORDER BY g.id",
                                                                         repeat_row("?", k_block)))),
      m_keep(transaction.db(),
             fmt::format("INSERT INTO survey_change (batch_id, group_id, before)"
                         " SELECT ?1, id, json_object('name', name, 'members', members, 'members_on',"
                         " members_on, 'topic', topic, 'locality', locality, 'visibility', visibility,"
                         " 'language', language, 'source', source, 'last_batch', last_batch)"
                         " FROM survey_group WHERE id IN ({}) ORDER BY id",
                         repeat_row("?", k_block))),
      m_update(transaction.db(), update_sql()) {
    m_select.bind(":today", to_iso(transaction.today()));
    m_keep.bind(1, m_batch);
}

void ChangedGroups::put(const Group& group, const GroupFacts& facts) {
    remove(group.id);
    m_bytes += bytes_of(m_waiting.emplace(group.id, FactsChange(group.facts, facts)).first->second);
}

bool ChangedGroups::apply(Group& group) const {
    const auto found = m_waiting.find(group.id);
    if (found == m_waiting.end()) {
        return false;
    }
    found->second.apply(group.facts);
    group.last_batch = m_batch;
    return true;
}

bool ChangedGroups::remove(std::int64_t group) {
    const auto found = m_waiting.extract(group);
    m_bytes -= found ? bytes_of(found.mapped()) : 0;
    return !found.empty();
}

void ChangedGroups::write(const Told& told) {
    while (!m_waiting.empty()) {
        const auto groups = next_block();
        if (groups.front() < m_first_new) {
            tell(groups, told);
            keep(groups);
        }
        write(groups);
        std::ranges::for_each(groups, [this](std::int64_t group) { remove(group); });
    }
}

std::vector<std::int64_t> ChangedGroups::next_block() const {
    std::vector<std::int64_t> groups;
    const bool are_new = m_waiting.begin()->first >= m_first_new;
    for (const auto& [group, change] : m_waiting) {
        if (groups.size() == k_block || (group >= m_first_new) != are_new) {
            break;
        }
        groups.push_back(group);
    }
    return groups;
}

void ChangedGroups::tell(std::span<const std::int64_t> groups, const Told& told) {
    bind_groups(m_select, groups);
    while (m_select.executeStep()) {
        const Group before = register_row::read_group(m_select);
        Group after = before;
        apply(after);
        told(before, after.facts);
    }
    m_select.reset();
}

void ChangedGroups::keep(std::span<const std::int64_t> groups) {
    bind_groups(m_keep, groups);
    m_keep.exec();
    m_keep.reset();
}

void ChangedGroups::write(std::span<const std::int64_t> groups) {
    std::vector<GroupFacts> facts(groups.size()); // bound where they lie
    m_update.clearBindings();
    m_update.bind(1, m_batch);
    int index = 1;
    for (std::size_t at = 0; at < groups.size(); ++at) {
        const FactsChange& change = m_waiting.at(groups[at]);
        change.apply(facts[at]);
        m_update.bind(++index, groups[at]);
        m_update.bind(++index, change.changed());
        m_update.bindNoCopy(++index, facts[at].name);
        register_row::bind_facts(m_update, index, facts[at]);
    }
    m_update.exec();
    m_update.reset();
}

} // namespace hnat
