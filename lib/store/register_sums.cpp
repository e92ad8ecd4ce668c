#include "store/register_sums.hpp"

#include "base/message.hpp"
#include "store/statement.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace hnat {

namespace {

constexpr std::size_t k_most_findings = 20;

/// What is kept, taken from what is counted, without the groups that are in the register.
constexpr const char* k_kept_sql =
    "SELECT half, event, dimension, sum(groups), sum(members), sum(members_known), sum(unresolved) FROM ("
    "SELECT half, event, dimension, groups, members, members_known, unresolved FROM survey_expired_count"
    " WHERE dimension = 'all' "
    "UNION ALL SELECT half, event, dimension, -groups, -members, -members_known, -unresolved FROM "
    "survey_count"
    " WHERE dimension = 'all' "
    "UNION ALL SELECT half, event, part, groups, members, members_known, unresolved FROM survey_count,"
    " (SELECT 'platform' AS part UNION ALL SELECT 'topic' UNION ALL SELECT 'locality') WHERE dimension = "
    "'all' "
    "UNION ALL SELECT half, event, dimension, -groups, -members, -members_known, -unresolved FROM "
    "survey_count"
    " WHERE dimension <> 'all')"
    " GROUP BY half, event, dimension";

/// Groups, members, groups whose members are known, unresolved ones.
using Sums = std::array<std::int64_t, 4>;

void add(Sums& sums, const Sums& more) {
    std::transform(sums.begin(), sums.end(), more.begin(), sums.begin(), std::plus<>());
}

/// The same of a day as it is stored; of a text that is no day, which a damaged file may hold, the text.
std::string half_month_of(const std::string& day) {
    constexpr std::size_t k_month = std::string_view("2026-09-").size();
    return day.size() < k_month ? day : day.substr(0, k_month) + (day.substr(k_month) < "15" ? "01" : "15");
}

/// What the groups of the register sum up to (view survey_group_count), by half month, event and dimension.
/// Added up here: for GROUP BY SQLite would sort a million groups in memory.
std::map<std::array<std::string, 3>, Sums> sums_of_groups(SQLite::Database& db) {
    std::unordered_map<std::string, Sums> surveyed;
    std::unordered_map<std::string, Sums> gone;
    SQLite::Statement statement(db,
                                "SELECT surveyed_on, CASE WHEN state <> 'joined' THEN expires_on END,"
                                " coalesce(members, 0), members IS NOT NULL, 1 - resolved FROM survey_group");
    while (statement.executeStep()) {
        const auto number = [&statement](int column) { return statement.getColumn(column).getInt64(); };
        const Sums sums{1, number(2), number(3), number(4)};
        add(surveyed[statement.getColumn(0).getString()], sums);
        if (!statement.isColumnNull(1)) {
            add(gone[statement.getColumn(1).getString()], sums);
        }
    }
    std::map<std::array<std::string, 3>, Sums> all;
    for (const auto& [event, days] : {std::pair("surveyed", &surveyed), std::pair("gone", &gone)}) {
        for (const auto& [day, sums] : *days) {
            add(all[{half_month_of(day), event, "all"}], sums);
        }
    }
    return all;
}

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
    auto sums = sums_of_groups(db);
    SQLite::Statement statement(db, k_kept_sql);
    while (statement.executeStep()) {
        const auto number = [&statement](int column) { return statement.getColumn(column).getInt64(); };
        add(sums[{statement.getColumn(0).getString(), statement.getColumn(1).getString(),
                  statement.getColumn(2).getString()}],
            {number(3), number(4), number(5), number(6)});
    }
    std::vector<std::string> findings;
    for (const auto& [line, difference] : sums) {
        if (difference != Sums{} && findings.size() < k_most_findings) {
            findings.push_back(say("the sums of the half month from {} ({}, {}) are not those of its groups:"
                                   " reports count with them; go back to a backup",
                                   line[0], line[1], line[2]));
        }
    }
    return findings;
}

} // namespace hnat
