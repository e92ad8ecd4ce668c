#include "survey/register.hpp"

#include "base/error.hpp"
#include "store/statement.hpp"
#include "survey/locality.hpp"
#include "survey/register_filter.hpp"
#include "survey/register_row.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <map>
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
    constexpr std::array<std::string_view, 4> dimensions{"platform", "topic", "locality", "state"};
    std::array<std::map<std::string, GroupStat, std::less<>>, dimensions.size()> by_value;
    SQLite::Statement statement(
        store.db(), fmt::format("SELECT g.platform, coalesce(g.topic, ''), coalesce(g.locality, ''), {},"
                                " coalesce(g.members, 0) FROM survey_group AS g",
                                register_row::k_state_sql));
    statement.bind(":today", to_iso(today));
    while (statement.executeStep()) { // all dimensions in one pass: a register may be larger than memory
        const std::int64_t members = statement.getColumn(4).getInt64();
        for (std::size_t at = 0; at < dimensions.size(); ++at) {
            const std::string_view value = sql::view_at(statement, static_cast<int>(at)).value_or("");
            auto found = by_value.at(at).find(value);
            if (found == by_value.at(at).end()) {
                const std::string text(value);
                found = by_value.at(at)
                            .emplace(text, GroupStat{std::string(dimensions.at(at)), text, 0, 0})
                            .first;
            }
            ++found->second.groups;
            found->second.members += members;
        }
    }
    std::vector<GroupStat> stats;
    for (const auto& values : by_value) {
        const auto first = static_cast<std::ptrdiff_t>(stats.size());
        for (const auto& [value, stat] : values) {
            stats.push_back(stat);
        }
        std::stable_sort(
            stats.begin() + first, stats.end(),
            [](const GroupStat& left, const GroupStat& right) { return left.groups > right.groups; });
    }
    return stats;
}

} // namespace hnat
