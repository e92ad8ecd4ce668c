#include "survey/register_count.hpp"

#include "store/register_sums.hpp"
#include "store/statement.hpp"

#include <algorithm>

namespace hnat {

namespace {

/// One line: event, dimension, code, four sums, from column `first` on.
void add_line(SQLite::Statement& statement, int first, RegisterFlows& flows) {
    const bool gone = statement.getColumn(first).getString() == "gone";
    RegisterFlow& flow = flows[{sql::required_name_at<CountDimension>(statement, first + 1),
                                statement.getColumn(first + 2).getString()}];
    const auto sum = [&](int column) { return statement.getColumn(first + column).getInt64(); };
    (gone ? flow.gone : flow.surveyed) += {sum(3), sum(4), sum(5), sum(6)};
}

/// The days of a half month that had begun: they are not summed up yet by themselves.
void add_part(SQLite::Database& db, Day day, RegisterFlows& flows) {
    const Day half = half_month_of(day);
    if (half == day) {
        return;
    }
    SQLite::Statement statement(
        db,
        "SELECT event, dimension, code, sum(groups), sum(members), sum(members_known), sum(unresolved) FROM"
        " (SELECT event, dimension, code, groups, members, members_known, unresolved FROM survey_group_count"
        "  WHERE day >= ?1 AND day < ?2 UNION ALL"
        "  SELECT event, dimension, code, groups, members, members_known, unresolved"
        "  FROM survey_expired_count WHERE day >= ?1 AND day < ?2) GROUP BY 1, 2, 3");
    sql::bind_all(statement, half, day);
    while (statement.executeStep()) {
        add_line(statement, 0, flows);
    }
}

/// `,zalo,telegram,`; empty for no code.
std::string as_list(const std::vector<std::string>& codes) {
    std::string list;
    for (const auto& code : codes) {
        list += (list.empty() ? "," : "") + code + ',';
    }
    return list;
}

} // namespace

RegisterSum& RegisterSum::operator+=(const RegisterSum& other) {
    groups += other.groups;
    members += other.members;
    members_known += other.members_known;
    unresolved += other.unresolved;
    return *this;
}

RegisterSum operator-(const RegisterSum& left, const RegisterSum& right) {
    return {left.groups - right.groups, left.members - right.members,
            left.members_known - right.members_known, left.unresolved - right.unresolved};
}

std::vector<RegisterFlows> register_flows(SQLite::Database& db, std::span<const Day> days) {
    SQLite::Statement statement(
        db,
        "SELECT half, event, dimension, code, groups, members, members_known, unresolved FROM survey_count"
        " WHERE half < ? ORDER BY half");
    sql::bind_all(statement, days.empty() ? Day{} : half_month_of(days.back()));
    std::vector<RegisterFlows> all;
    RegisterFlows flows;
    bool more = statement.executeStep();
    for (const Day day : days) {
        const std::string half = to_iso(half_month_of(day));
        for (; more && statement.getColumn(0).getString() < half; more = statement.executeStep()) {
            add_line(statement, 1, flows);
        }
        all.push_back(flows);
        add_part(db, day, all.back());
    }
    return all;
}

std::vector<RegisterFlows> selected_flows(SQLite::Database& db, std::span<const Day> days,
                                          const RegisterSelection& selection) {
    SQLite::Statement statement(
        db,
        "SELECT surveyed_on, gone_on, platform, topic, locality, groups, members, members_known, unresolved"
        " FROM (SELECT surveyed_on, CASE WHEN state <> 'joined' THEN expires_on END AS gone_on, platform,"
        "  coalesce(topic, '') AS topic, coalesce(locality, '') AS locality, 1 AS groups,"
        "  coalesce(members, 0) AS members, members IS NOT NULL AS members_known, 1 - resolved AS unresolved"
        "  FROM survey_group UNION ALL SELECT surveyed_on, day, platform, topic, locality, groups, members,"
        "  members_known, groups * (1 - resolved) FROM survey_expired)"
        " WHERE (?1 = '' OR instr(?1, ',' || platform || ',') > 0)"
        " AND (?2 = '' OR instr(?2, ',' || topic || ',') > 0)"
        " AND (?3 = '' OR instr(?3, ',' || locality || ',') > 0)");
    sql::bind_all(statement, as_list(selection.platforms), as_list(selection.topics),
                  as_list(selection.localities));
    std::vector<RegisterFlows> all(days.size());
    // A line counts before every day that comes after it: it is added to the first of them.
    const auto after = [&](Day day) {
        return static_cast<std::size_t>(std::ranges::upper_bound(days, day) - days.begin());
    };
    while (statement.executeStep()) {
        const auto number = [&](int column) { return statement.getColumn(column).getInt64(); };
        const RegisterSum sum{number(5), number(6), number(7), number(8)};
        const auto surveyed = after(sql::required_day_at(statement, 0));
        const auto gone_day = sql::day_at(statement, 1);
        const auto gone = gone_day ? after(*gone_day) : days.size();
        for (const auto& entry : k_enum_names<CountDimension>) {
            const int column = 1 + static_cast<int>(entry.value); // platform, topic, locality in this order
            const auto code =
                entry.value == CountDimension::all ? std::string() : statement.getColumn(column).getString();
            if (surveyed < days.size()) {
                all[surveyed][{entry.value, code}].surveyed += sum;
            }
            if (gone < days.size()) {
                all[gone][{entry.value, code}].gone += sum;
            }
        }
    }
    for (std::size_t i = 1; i < all.size(); ++i) {
        for (const auto& [key, flow] : all[i - 1]) {
            all[i][key].surveyed += flow.surveyed;
            all[i][key].gone += flow.gone;
        }
    }
    return all;
}

std::optional<Day> gone_on(const Group& group) {
    return group.state == GroupState::joined ? std::nullopt : group.expires_on;
}

RegisterTally::RegisterTally(Transaction& transaction) : m_transaction(transaction) {
    pause_counting(transaction.db());
}

void RegisterTally::add(const GroupAddress& address, const GroupFacts& facts, Day surveyed_on,
                        std::optional<Day> gone, std::int64_t groups) {
    Sums& sums =
        m_sums[{half_month_of(surveyed_on), gone ? std::optional(half_month_of(*gone)) : std::nullopt}];
    const RegisterSum sum{groups, groups * facts.members.value_or(0), facts.members ? groups : 0,
                          address.resolved ? 0 : groups};
    sums.all += sum;
    sums.by_code[0][address.platform] += sum;
    static const std::string k_not_given;
    sums.by_code[1][facts.topic ? *facts.topic : k_not_given] += sum;
    sums.by_code[2][facts.locality ? *facts.locality : k_not_given] += sum;
}

void RegisterTally::finish() {
    SQLite::Statement insert(
        m_transaction.db(),
        "INSERT INTO survey_count (half, event, dimension, code, groups, members, members_known, unresolved)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET groups = groups + excluded.groups,"
        " members = members + excluded.members, members_known = members_known + excluded.members_known,"
        " unresolved = unresolved + excluded.unresolved");
    const auto write = [&insert](Day half, const char* event, CountDimension dimension,
                                 const std::string& code, const RegisterSum& sum) {
        if (sum != RegisterSum{}) {
            sql::run(insert, half, event, name_of(dimension), code, sum.groups, sum.members,
                     sum.members_known, sum.unresolved);
        }
    };
    constexpr std::array k_dimensions{CountDimension::platform, CountDimension::topic,
                                      CountDimension::locality};
    for (const auto& [halves, sums] : m_sums) {
        const auto write_all = [&, &counted = sums](Day half, const char* event) {
            write(half, event, CountDimension::all, "", counted.all);
            for (std::size_t i = 0; i < k_dimensions.size(); ++i) {
                for (const auto& [code, sum] : counted.by_code.at(i)) {
                    write(half, event, k_dimensions.at(i), code, sum);
                }
            }
        };
        write_all(halves.first, "surveyed");
        if (halves.second) {
            write_all(*halves.second, "gone");
        }
    }
    m_sums.clear();
    resume_counting(m_transaction.db());
}

void pause_counting(SQLite::Database& db) {
    sql::run_once(db, "INSERT INTO survey_count_pause (id) VALUES (NULL)");
}

void resume_counting(SQLite::Database& db) {
    sql::run_once(db, "DELETE FROM survey_count_pause WHERE id = (SELECT max(id) FROM survey_count_pause)");
}

} // namespace hnat
