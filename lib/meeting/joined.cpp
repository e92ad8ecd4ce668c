#include "meeting/joined.hpp"

#include "store/statement.hpp"

namespace hnat {

namespace {

/// The last state that each group entered by `:day`, of those that ever joined: few, whatever the register's
/// size.
constexpr const char* k_entry_sql = R"(
        WITH entry AS (
            SELECT g.id, g.name, g.liaison,
                   CASE WHEN g.state_on <= :day THEN g.state ELSE (
                       SELECT e.detail FROM survey_event AS e
                       WHERE e.group_id = g.id AND e.kind = 'state' AND e.day <= :day
                       ORDER BY e.day DESC, e.id DESC LIMIT 1) END AS state,
                   CASE WHEN g.state_on <= :day THEN g.state_on ELSE (
                       SELECT max(e.day) FROM survey_event AS e
                       WHERE e.group_id = g.id AND e.kind = 'state' AND e.day <= :day) END AS since
            FROM survey_group AS g WHERE g.id IN (
                SELECT group_id FROM survey_event WHERE kind = 'state' AND detail = 'joined'
                UNION SELECT id FROM survey_group WHERE state <> 'surveyed' AND state = 'joined')) )";

} // namespace

std::vector<JoinedGroup> joined_groups(SQLite::Database& db, Day day) {
    SQLite::Statement statement(db, std::string(k_entry_sql) + R"(
        SELECT entry.id, entry.name, entry.liaison, entry.since,
               (SELECT max(substr(m.starts_at, 1, 10)) FROM meeting_group AS mg JOIN meeting AS m ON m.id = mg.meeting_id
                WHERE mg.group_id = entry.id AND mg.attendance = 'present' AND m.state = 'held'
                  AND substr(m.starts_at, 1, 10) <= :day)
        FROM entry WHERE entry.state = 'joined' ORDER BY entry.name COLLATE VI, entry.id)");
    statement.bind(":day", to_iso(day));
    std::vector<JoinedGroup> groups;
    while (statement.executeStep()) {
        groups.push_back({statement.getColumn(0).getInt64(), statement.getColumn(1).getString(),
                          sql::text_at(statement, 2), sql::required_day_at(statement, 3),
                          sql::day_at(statement, 4)});
    }
    return groups;
}

std::vector<std::pair<std::int64_t, std::string>> names_of_joined(SQLite::Database& db, Day day) {
    SQLite::Statement statement(db, std::string(k_entry_sql) +
                                        "SELECT id, name FROM entry WHERE state = 'joined'");
    statement.bind(":day", to_iso(day));
    std::vector<std::pair<std::int64_t, std::string>> groups;
    while (statement.executeStep()) {
        groups.emplace_back(statement.getColumn(0).getInt64(), statement.getColumn(1).getString());
    }
    return groups;
}

std::optional<Day> contact_ended(SQLite::Database& db, std::int64_t group, Day day) {
    SQLite::Statement statement(
        db, "SELECT max(consent.expires_on) FROM member_group JOIN consent_in_force AS consent ON "
            "consent.member_id = member_group.member_id WHERE group_id = ? AND purpose = 'contact'");
    sql::bind_all(statement, group);
    statement.executeStep();
    const auto ended = sql::day_at(statement, 0);
    return ended && *ended <= day ? ended : std::nullopt;
}

} // namespace hnat
