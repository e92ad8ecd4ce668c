#include "survey/register.hpp"

#include "base/error.hpp"
#include "store/statement.hpp"
#include "survey/locality.hpp"
#include "survey/register_filter.hpp"
#include "survey/register_row.hpp"

#include <fmt/format.h>

#include <utility>

namespace hnat {

namespace {

std::string_view order_sql(GroupOrder order) {
    switch (order) {
    case GroupOrder::number:
        return "g.id";
    case GroupOrder::name:
        return "g.name COLLATE VI, g.id";
    case GroupOrder::members:
        break;
    }
    return "g.members DESC NULLS LAST, g.id";
}

std::string text_of_query(SQLite::Database& db, const char* sql, std::string_view parameter) {
    SQLite::Statement statement(db, sql);
    sql::bind_all(statement, parameter);
    return statement.executeStep() ? statement.getColumn(0).getString() : std::string();
}

std::string batch_detail(const std::optional<std::int64_t>& batch) {
    return batch ? fmt::format("batch {}", *batch) : "by hand";
}

/// What happened to a group after it was surveyed: batches that changed it, and its events.
void add_later_history(SQLite::Database& db, std::int64_t id, std::vector<GroupEvent>& history) {
    SQLite::Statement statement(
        db, "SELECT b.day, 'updated', 'batch ' || b.id, 0, b.id FROM survey_change AS c"
            " JOIN survey_batch AS b ON b.id = c.batch_id WHERE c.group_id = ?1"
            " UNION ALL SELECT day, kind, detail, 1, id FROM survey_event WHERE group_id = ?1"
            " ORDER BY 1, 4, 5");
    sql::bind_all(statement, id);
    while (statement.executeStep()) {
        if (const auto day = parse_day(statement.getColumn(0).getString())) {
            history.push_back({*day, statement.getColumn(1).getString(), statement.getColumn(2).getString()});
        }
    }
}

} // namespace

void list_groups(const Store& store, const GroupFilter& filter, GroupOrder order, Day today,
                 const std::function<bool(Group&&)>& take) {
    SQLite::Statement statement(store.db(), register_row::select_groups(fmt::format(
                                                "WHERE {} ORDER BY {}", filter_sql(), order_sql(order))));
    bind_filter(statement, filter, today);
    while (statement.executeStep()) {
        if (!take(register_row::read_group(statement))) {
            return;
        }
    }
}

GroupCard group_card(const Store& store, Group found) {
    SQLite::Database& db = store.db();
    GroupCard card;
    card.group = std::move(found);
    const Group& group = card.group;
    card.locality_name = locality_label(store, group.facts.locality.value_or(""));
    card.liaison_name =
        text_of_query(db, "SELECT name FROM staff WHERE code = ?", group.liaison.value_or(""));

    SQLite::Statement aliases(db, "SELECT key FROM survey_alias WHERE group_id = ? ORDER BY since, key");
    sql::bind_all(aliases, group.id);
    while (aliases.executeStep()) {
        card.aliases.push_back(aliases.getColumn(0).getString());
    }

    card.history.push_back({group.surveyed_on, "surveyed", batch_detail(group.first_batch)});
    add_later_history(db, group.id, card.history);
    if (group.state == GroupState::expired) {
        card.history.push_back({group.state_on, "state", std::string(name_of(GroupState::expired))});
    }
    return card;
}

std::vector<GroupStat> group_stats(const Store& store, Day today) {
    SQLite::Statement statement(
        store.db(),
        fmt::format("WITH g_state AS (SELECT g.platform, g.topic, g.locality, {} AS state,"
                    " coalesce(g.members, 0) AS members FROM survey_group AS g)"
                    " SELECT 1, 'platform', platform, count(*) AS n, sum(members) FROM g_state GROUP BY 3"
                    " UNION ALL SELECT 2, 'topic', coalesce(topic, ''), count(*), sum(members)"
                    " FROM g_state GROUP BY 3"
                    " UNION ALL SELECT 3, 'locality', coalesce(locality, ''), count(*), sum(members)"
                    " FROM g_state GROUP BY 3"
                    " UNION ALL SELECT 4, 'state', state, count(*), sum(members) FROM g_state GROUP BY 3"
                    " ORDER BY 1, n DESC, 3",
                    register_row::k_state_sql));
    statement.bind(":today", to_iso(today));
    std::vector<GroupStat> stats;
    while (statement.executeStep()) {
        stats.push_back({statement.getColumn(1).getString(), statement.getColumn(2).getString(),
                         statement.getColumn(3).getInt64(), statement.getColumn(4).getInt64()});
    }
    return stats;
}

} // namespace hnat
