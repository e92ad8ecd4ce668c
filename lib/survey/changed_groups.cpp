#include "survey/changed_groups.hpp"

#include "survey/register_row.hpp"
#include "survey/sql_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>
#include <utility>

namespace hnat {

namespace {

constexpr std::size_t k_block = 128;

/// ?1 is the batch; then the groups' numbers. CROSS JOIN: whatever somebody's ANALYZE says, the groups are
/// looked up by their numbers.
std::string keep_sql() {
    return fmt::format("INSERT INTO survey_change (batch_id, group_id, before)"
                       " SELECT ?1, g.id, json_object({}, 'last_batch', g.last_batch)"
                       " FROM (VALUES {}) AS kept CROSS JOIN survey_group AS g ON g.id = kept.column1",
                       facts_sql([](std::string_view column) { return fmt::format("'{0}', g.{0}", column); }),
                       repeat_sql("(?)", k_block));
}

/// ?1 is the batch; of each group its number, which facts change, and the facts.
std::string update_sql() {
    const auto changes = [](Fact fact) { return fmt::format("new.column2 & {}", bit_of(fact)); };
    std::string sql = fmt::format("UPDATE survey_group SET last_batch = ?1, search_key = iif({}, "
                                  "hnat_k2(new.column3), search_key)",
                                  changes(Fact::name));
    int column = 3;
    for (const auto& [fact, name] : k_enum_names<Fact>) {
        sql += fmt::format(", {0} = iif({1}, new.column{2}, {0})", name, changes(fact), column++);
    }
    return fmt::format(
        "{} FROM (VALUES {}) AS new WHERE survey_group.id = new.column1", sql,
        repeat_sql("(?, ?, " + facts_sql([](std::string_view /*column*/) { return "?"; }) + ")", k_block));
}

/// With the node of the table and what an allocation takes for itself.
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
      m_select(transaction.db(), register_row::select_groups("WHERE g.id = :id")),
      m_keep(transaction.db(), keep_sql()),
      m_update(transaction.db(), update_sql()) {
    m_select.bind(":today", to_iso(transaction.today()));
}

void ChangedGroups::put(const Group& group, const GroupFacts& facts) {
    wait_with(group.id, FactsChange(group.facts, facts));
}

void ChangedGroups::put_all(std::int64_t group, const GroupFacts& facts) {
    wait_with(group, FactsChange(k_all_facts, facts));
}

void ChangedGroups::wait_with(std::int64_t group, FactsChange change) {
    remove(group);
    if (change.changed() != 0) {
        m_bytes += bytes_of(m_waiting.emplace(group, std::move(change)).first->second);
    }
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
    std::vector<std::int64_t> groups;
    groups.reserve(m_waiting.size());
    std::ranges::transform(m_waiting, std::back_inserter(groups),
                           [](const auto& entry) { return entry.first; });
    std::ranges::sort(groups);
    const auto first_new = std::ranges::lower_bound(groups, m_first_new);
    for (auto from = groups.begin(); from != groups.end();) {
        const auto end = from < first_new ? first_new : groups.end();
        const auto to = from + std::min<std::ptrdiff_t>(k_block, end - from);
        write_block({from, to}, told);
        from = to;
    }
}

void ChangedGroups::write_block(std::vector<std::int64_t> groups, const Told& told) {
    const bool are_older = groups.front() < m_first_new;
    std::ranges::for_each(groups, [&](std::int64_t group) { tell(group, told); });
    std::erase_if(groups, [this](std::int64_t group) { return !m_waiting.contains(group); });
    if (groups.empty()) {
        return;
    }
    if (are_older) {
        keep(groups);
    }
    update(groups);
    std::ranges::for_each(groups, [this](std::int64_t group) { remove(group); });
}

void ChangedGroups::tell(std::int64_t group, const Told& told) {
    m_select.bind(":id", group);
    m_select.executeStep(); // it was there when the change was put, in this transaction
    const Group before = register_row::read_group(m_select);
    m_select.reset();
    GroupFacts after = before.facts;
    m_waiting.at(group).apply(after);
    put(before, after);
    if (after != before.facts) {
        told(before, after);
    }
}

void ChangedGroups::keep(std::span<const std::int64_t> groups) {
    m_keep.clearBindings(); // a NULL is no group's number
    int index = 0;
    m_keep.bind(++index, m_batch);
    for (const std::int64_t group : groups) {
        m_keep.bind(++index, group);
    }
    m_keep.exec();
    m_keep.reset();
}

void ChangedGroups::update(std::span<const std::int64_t> groups) {
    std::vector<GroupFacts> facts(groups.size()); // bound where they lie
    m_update.clearBindings();
    m_update.bind(1, m_batch);
    int index = 1;
    for (std::size_t at = 0; at < groups.size(); ++at) {
        const FactsChange& change = m_waiting.at(groups[at]);
        change.apply(facts[at]); // of the others the statement takes none
        m_update.bind(++index, groups[at]);
        m_update.bind(++index, change.changed());
        register_row::bind_facts(m_update, index, facts[at]);
    }
    m_update.exec();
    m_update.reset();
}

} // namespace hnat
