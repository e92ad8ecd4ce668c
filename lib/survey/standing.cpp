#include "survey/standing.hpp"

#include "store/statement.hpp"
#include "survey/fact.hpp"

#include <fmt/format.h>

#include <string>
#include <string_view>

namespace hnat {

namespace {

/// So many rows that are not about the next group, and the list has an order of its own.
constexpr unsigned k_most_misses = 8;

/// Columns of the statements.
enum At { id, present, name, members, members_on, topic, locality, visibility, language, source };

bool is_text(const SQLite::Statement& statement, At at, std::string_view text) {
    return sql::view_at(statement, at) == text;
}

/// Whether a row that says this, or nothing, says nothing new.
bool stands(const SQLite::Statement& statement, At at, const std::optional<std::string>& text) {
    return !text || is_text(statement, at, *text);
}

/// A day without a count says nothing (facts_after).
bool members_stand(const SQLite::Statement& statement, const GroupFacts& row) {
    if (!row.members) {
        return true;
    }
    return sql::count_at(statement, At::members) == row.members &&
           (!row.members_on || is_text(statement, At::members_on, to_iso(*row.members_on)));
}

/// Whether each fact that the row gives stands as the row gives it.
bool says_it_all(const SQLite::Statement& statement, const GroupFacts& row) {
    return is_text(statement, At::name, row.name) && members_stand(statement, row) &&
           stands(statement, At::topic, row.topic) && stands(statement, At::locality, row.locality) &&
           (!row.visibility || is_text(statement, At::visibility, name_of(*row.visibility))) &&
           stands(statement, At::language, row.language) && stands(statement, At::source, row.source);
}

/// ?1 is the key, ?2 today.
std::string select_sql(std::string_view where) {
    return fmt::format("SELECT id, state = 'joined' OR expires_on > ?2, {} FROM survey_group WHERE {}",
                       facts_sql([](std::string_view column) { return column; }), where);
}

} // namespace

StandingGroups::StandingGroups(SQLite::Database& db, Day today)
    : m_by_key(db, select_sql("key = ?1")),
      m_by_number(db, select_sql("id = ?3 AND +key = ?1")) { // + keeps it from the index
    for (SQLite::Statement* statement : {&m_by_key, &m_by_number}) {
        statement->bind(2, to_iso(today));
    }
}

std::optional<Standing> StandingGroups::find(const std::string& key, const GroupFacts& row) {
    if (m_next != 0) {
        m_by_number.bindNoCopy(1, key);
        m_by_number.bind(3, m_next);
        if (auto standing = found(m_by_number, row)) {
            m_misses = 0;
            ++m_next;
            return standing;
        }
        if (++m_misses == k_most_misses) {
            m_next = 0;
        }
    }
    m_by_key.bindNoCopy(1, key);
    const std::int64_t last = m_last;
    auto standing = found(m_by_key, row);
    if (standing && standing->group == last + 1) { // the list goes along with the register
        m_next = standing->group + 1;
        m_misses = 0;
    }
    return standing;
}

std::optional<Standing> StandingGroups::found(SQLite::Statement& statement, const GroupFacts& row) {
    std::optional<Standing> standing;
    if (statement.executeStep()) {
        m_last = statement.getColumn(At::id).getInt64();
        const bool is_present = statement.getColumn(At::present).getInt() != 0;
        standing = {m_last, is_present, is_present && says_it_all(statement, row)};
    }
    statement.reset();
    return standing;
}

} // namespace hnat
