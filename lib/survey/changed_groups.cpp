#include "survey/changed_groups.hpp"

#include "store/statement.hpp"
#include "survey/register_row.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace hnat {

namespace {

constexpr std::size_t k_block = 128;

/// The texts that a group may not have.
constexpr std::array k_texts{&GroupFacts::topic, &GroupFacts::locality, &GroupFacts::language,
                             &GroupFacts::source};

/// `row` once for each group of a block.
std::string for_each_of_block(std::string_view row) {
    std::string sql;
    for (std::size_t at = 0; at < k_block; ++at) {
        sql += at == 0 ? "" : ", ";
        sql += row;
    }
    return sql;
}

/// ?1 is the batch.
std::string update_sql() {
    return fmt::format("UPDATE survey_group SET name = new.column2, search_key = CASE name WHEN new.column2"
                       " THEN search_key ELSE hnat_k2(new.column2) END, members = new.column3,"
                       " members_on = new.column4, topic = new.column5, locality = new.column6,"
                       " visibility = new.column7, language = new.column8, source = new.column9,"
                       " last_batch = ?1 FROM (VALUES {}) AS new WHERE survey_group.id = new.column1",
                       for_each_of_block("(?, ?, ?, ?, ?, ?, ?, ?, ?)"));
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

} // namespace

ChangedGroups::ChangedGroups(Transaction& transaction, std::int64_t batch, std::int64_t first_new,
                             std::size_t most_bytes)
    : m_batch(batch),
      m_first_new(first_new),
      m_most_bytes(most_bytes),
      m_select(transaction.db(), register_row::select_groups(fmt::format("WHERE g.id IN ({}) ORDER BY g.id",
                                                                         for_each_of_block("?")))),
      m_keep(transaction.db(),
             fmt::format("INSERT INTO survey_change (batch_id, group_id, before)"
                         " SELECT ?1, id, json_object('name', name, 'members', members, 'members_on',"
                         " members_on, 'topic', topic, 'locality', locality, 'visibility', visibility,"
                         " 'language', language, 'source', source, 'last_batch', last_batch)"
                         " FROM survey_group WHERE id IN ({}) ORDER BY id",
                         for_each_of_block("?"))),
      m_update(transaction.db(), update_sql()) {
    m_select.bind(":today", to_iso(transaction.today()));
    m_keep.bind(1, m_batch);
}

ChangedGroups::Packed ChangedGroups::pack(const GroupFacts& facts) {
    Packed packed{{}, {}, facts.members, facts.members_on, facts.visibility};
    for (std::size_t at = 0; at < k_texts.size(); ++at) {
        const auto& text = facts.*k_texts.at(at);
        packed.sizes.at(at) = text ? static_cast<std::int32_t>(text->size()) : -1;
        packed.texts += text ? *text : std::string();
    }
    packed.texts += facts.name;
    packed.texts.shrink_to_fit();
    return packed;
}

GroupFacts ChangedGroups::unpack(const Packed& packed) {
    GroupFacts facts;
    std::string_view left = packed.texts;
    for (std::size_t at = 0; at < k_texts.size(); ++at) {
        if (const auto size = packed.sizes.at(at); size >= 0) {
            facts.*k_texts.at(at) = std::string(left.substr(0, static_cast<std::size_t>(size)));
            left.remove_prefix(static_cast<std::size_t>(size));
        }
    }
    facts.name = left;
    facts.members = packed.members;
    facts.members_on = packed.members_on;
    facts.visibility = packed.visibility;
    return facts;
}

/// With the node of the map and what an allocation takes for itself.
std::size_t ChangedGroups::bytes_of(const Packed& packed) {
    constexpr std::size_t k_around = 64;
    return sizeof(Waiting::value_type) + packed.texts.capacity() + k_around;
}

void ChangedGroups::put(std::int64_t group, const GroupFacts& facts) {
    remove(group);
    m_bytes += bytes_of(m_waiting.emplace(group, pack(facts)).first->second);
}

std::optional<GroupFacts> ChangedGroups::find(std::int64_t group) const {
    const auto found = m_waiting.find(group);
    return found == m_waiting.end() ? std::nullopt : std::optional(unpack(found->second));
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
            keep(groups, told);
        }
        write(groups);
        std::ranges::for_each(groups, [this](std::int64_t group) { remove(group); });
    }
}

std::vector<std::int64_t> ChangedGroups::next_block() const {
    std::vector<std::int64_t> groups;
    const bool are_new = m_waiting.begin()->first >= m_first_new;
    for (const auto& [group, facts] : m_waiting) {
        if (groups.size() == k_block || (group >= m_first_new) != are_new) {
            break;
        }
        groups.push_back(group);
    }
    return groups;
}

void ChangedGroups::keep(std::span<const std::int64_t> groups, const Told& told) {
    bind_groups(m_select, groups);
    while (m_select.executeStep()) {
        const Group before = register_row::read_group(m_select);
        told(before, unpack(m_waiting.at(before.id)));
    }
    m_select.reset();
    bind_groups(m_keep, groups);
    m_keep.exec();
    m_keep.reset();
}

void ChangedGroups::write(std::span<const std::int64_t> groups) {
    std::vector<GroupFacts> facts; // bound where they lie
    facts.reserve(groups.size());
    m_update.clearBindings();
    m_update.bind(1, m_batch);
    int index = 1;
    for (const std::int64_t group : groups) {
        facts.push_back(unpack(m_waiting.at(group)));
        m_update.bind(++index, group);
        m_update.bindNoCopy(++index, facts.back().name);
        register_row::bind_facts(m_update, index, facts.back());
    }
    m_update.exec();
    m_update.reset();
}

} // namespace hnat
