#include "survey/standing.hpp"

#include "store/statement.hpp"

#include <string_view>

namespace hnat {

namespace {

/// Columns of the statement.
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

} // namespace

StandingGroups::StandingGroups(SQLite::Database& db, Day today)
    : m_by_key(db, "SELECT id, state = 'joined' OR expires_on > ?2, name, members, members_on, topic,"
                   " locality, visibility, language, source FROM survey_group WHERE key = ?1") {
    m_by_key.bind(2, to_iso(today));
}

std::optional<Standing> StandingGroups::find(const std::string& key, const GroupFacts& row) {
    m_by_key.bindNoCopy(1, key);
    std::optional<Standing> standing;
    if (m_by_key.executeStep()) {
        standing.emplace();
        standing->group = m_by_key.getColumn(At::id).getInt64();
        standing->says_it_all =
            m_by_key.getColumn(At::present).getInt() != 0 && is_text(m_by_key, At::name, row.name) &&
            members_stand(m_by_key, row) && stands(m_by_key, At::topic, row.topic) &&
            stands(m_by_key, At::locality, row.locality) &&
            (!row.visibility || is_text(m_by_key, At::visibility, name_of(*row.visibility))) &&
            stands(m_by_key, At::language, row.language) && stands(m_by_key, At::source, row.source);
    }
    m_by_key.reset();
    return standing;
}

} // namespace hnat
