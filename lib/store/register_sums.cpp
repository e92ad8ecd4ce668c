#include "store/register_sums.hpp"

#include "base/message.hpp"
#include "store/statement.hpp"

namespace hnat {

namespace {

/// Half months whose lines do not cancel each other out: what is counted against what is kept.
constexpr const char* k_differences_sql =
    "SELECT half, event, dimension FROM ("
    "SELECT half, event, dimension, groups, members, members_known, unresolved FROM survey_group_count"
    " WHERE dimension = 'all' "
    "UNION ALL SELECT half, event, dimension, groups, members, members_known, unresolved"
    " FROM survey_expired_count WHERE dimension = 'all' "
    "UNION ALL SELECT half, event, dimension, -groups, -members, -members_known, -unresolved FROM "
    "survey_count"
    " WHERE dimension = 'all' "
    "UNION ALL SELECT half, event, part, groups, members, members_known, unresolved FROM survey_count,"
    " (SELECT 'platform' AS part UNION ALL SELECT 'topic' UNION ALL SELECT 'locality') WHERE dimension = "
    "'all' "
    "UNION ALL SELECT half, event, dimension, -groups, -members, -members_known, -unresolved FROM "
    "survey_count"
    " WHERE dimension <> 'all')"
    " GROUP BY half, event, dimension HAVING sum(groups) <> 0 OR sum(members) <> 0 OR sum(members_known) <> 0"
    " OR sum(unresolved) <> 0 LIMIT 20";

} // namespace

Day half_month_of(Day day) {
    constexpr unsigned k_second_half = 15;
    const std::chrono::year_month_day date{day};
    const bool second = static_cast<unsigned>(date.day()) >= k_second_half;
    return Day(date.year() / date.month() / std::chrono::day(second ? k_second_half : 1));
}

std::int64_t groups_in_register(SQLite::Database& db, Day end) {
    const Day half = half_month_of(end);
    std::int64_t groups =
        sql::integer_of(db,
                        "SELECT coalesce(sum(CASE event WHEN 'surveyed' THEN groups ELSE -groups END), 0)"
                        " FROM survey_count WHERE dimension = 'all' AND half < ?",
                        half);
    if (half != end) {
        groups += sql::integer_of(
            db,
            "SELECT coalesce(sum(CASE event WHEN 'surveyed' THEN groups ELSE -groups END), 0) FROM"
            " (SELECT event, groups FROM survey_group_count WHERE dimension = 'all' AND day >= ?1 AND day < "
            "?2"
            "  UNION ALL SELECT event, groups FROM survey_expired_count"
            "  WHERE dimension = 'all' AND day >= ?1 AND day < ?2)",
            half, end);
    }
    return groups;
}

std::vector<std::string> check_register_sums(SQLite::Database& db) {
    SQLite::Statement statement(db, k_differences_sql);
    std::vector<std::string> findings;
    while (statement.executeStep()) {
        findings.push_back(say("the sums of the half month from {} ({}, {}) are not those of its groups:"
                               " reports count with them; go back to a backup",
                               statement.getColumn(0).getString(), statement.getColumn(1).getString(),
                               statement.getColumn(2).getString()));
    }
    return findings;
}

} // namespace hnat
