#include "enroll/figures.hpp"

#include "enroll/programme_count.hpp"
#include "store/register_sums.hpp"
#include "store/snapshot.hpp"
#include "store/statement.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace hnat {

namespace {

/// A group's changes of state in their order, and how it stands now.
struct Standing {
    std::vector<std::pair<Day, std::string>> changes; ///< none: it stands where it stands
    std::string state;
    Day surveyed_on;
    std::optional<Day> expires_on, rest_until;
};

/// Where a group stood at the end of the day before `end`: the last change before it says so; a group whose
/// state changed only after it had been surveyed until then. Of a rest the end is known as long as it is the
/// present one. Empty: it was not in the register.
std::string_view state_before(const Standing& group, Day end) {
    std::string_view state = group.changes.empty() ? std::string_view(group.state) : "surveyed";
    for (const auto& [day, entered] : group.changes) {
        if (day < end) {
            state = entered;
        }
    }
    const bool there = group.surveyed_on < end && (state == "joined" || group.state == "joined" ||
                                                   (group.expires_on && *group.expires_on >= end));
    const bool rested = state == "resting" && group.state == "resting" && group.rest_until < end;
    return there && !rested ? state : std::string_view();
}

void count_standing(const Standing& group, std::span<const DayRange> periods,
                    std::vector<ProgrammeFigures>& figures) {
    for (std::size_t i = 0; i < periods.size(); ++i) {
        const auto state = state_before(group, periods[i].end);
        ProgrammeFigures& f = figures[i];
        f.shortlisted += state == "shortlisted" ? 1 : 0;
        f.approached += state == "approached" ? 1 : 0;
        f.joined += state == "joined" ? 1 : 0;
        f.resting += state == "resting" ? 1 : 0;
        f.left += state == "left" ? 1 : 0;
    }
}

/// One pass over the groups that were ever chosen, whatever the register's size.
void add_standings(SQLite::Database& db, std::span<const DayRange> periods,
                   std::vector<ProgrammeFigures>& figures) {
    const auto standing = [](const SQLite::Statement& statement, int first) {
        return Standing{{},
                        statement.getColumn(first).getString(),
                        sql::required_day_at(statement, first + 1),
                        sql::day_at(statement, first + 2),
                        sql::day_at(statement, first + 3)};
    };
    SQLite::Statement changed(
        db, "SELECT e.group_id, e.day, e.detail, g.state, g.surveyed_on, g.expires_on, g.rest_until"
            " FROM survey_event AS e CROSS JOIN survey_group AS g ON g.id = e.group_id"
            " WHERE e.kind = 'state' ORDER BY e.group_id, e.id");
    std::int64_t id = 0;
    Standing group;
    while (changed.executeStep()) {
        if (const auto next = changed.getColumn(0).getInt64(); next != id) {
            if (id != 0) {
                count_standing(group, periods, figures);
            }
            id = next;
            group = standing(changed, 3);
        }
        group.changes.emplace_back(sql::required_day_at(changed, 1), changed.getColumn(2).getString());
    }
    if (id != 0) {
        count_standing(group, periods, figures);
    }
    // Those that were brought into a state without a history.
    SQLite::Statement unchanged(
        db,
        "SELECT state, surveyed_on, expires_on, rest_until FROM survey_group AS g WHERE state <> 'surveyed'"
        " AND NOT EXISTS (SELECT 1 FROM survey_event WHERE kind = 'state' AND group_id = g.id)");
    while (unchanged.executeStep()) {
        count_standing(standing(unchanged, 0), periods, figures);
    }
}

/// Consents in force on the last day of a period that ends before `?1`.
constexpr const char* k_in_force_sql =
    " FROM consent WHERE given_on < ?1 AND recorded_on < ?1 AND expires_on >= ?1 AND NOT EXISTS"
    " (SELECT 1 FROM consent_withdrawal WHERE consent_id = consent.id AND withdrawn_on < ?1)";

std::vector<PurposeCount> consents_in_force(SQLite::Database& db, Day end) {
    std::vector<PurposeCount> counts;
    counts.reserve(k_enum_names<Purpose>.size());
    for (const auto& entry : k_enum_names<Purpose>) {
        counts.push_back({entry.value, 0});
    }
    SQLite::Statement statement(db, std::string("SELECT purpose, count(DISTINCT member_id)") +
                                        k_in_force_sql + " GROUP BY purpose");
    sql::bind_all(statement, end);
    while (statement.executeStep()) {
        const auto purpose = sql::required_name_at<Purpose>(statement, 0);
        std::ranges::find(counts, purpose, &PurposeCount::purpose)->members =
            statement.getColumn(1).getInt64();
    }
    return counts;
}

std::int64_t groups_on_old_charter(SQLite::Database& db, Day end) {
    SQLite::Statement adopted(db, "SELECT max(id) FROM charter_version WHERE adopted_on < ?1"
                                  " AND (replaced_on IS NULL OR replaced_on >= ?1)");
    sql::bind_all(adopted, end);
    adopted.executeStep();
    if (adopted.getColumn(0).isNull()) {
        return 0;
    }
    const std::string in_force = std::string(k_in_force_sql) +
                                 " AND purpose = 'contact' AND member_id IN"
                                 " (SELECT member_id FROM member_group WHERE group_id = g.id)";
    // The plus keeps the index on versions out: nearly all consents refer to the newest one, and each group's
    // few are found by their members.
    const std::string sql =
        "SELECT count(*) FROM survey_group AS g WHERE g.state <> 'surveyed' AND g.state = 'joined'"
        " AND EXISTS (SELECT 1" +
        in_force + ") AND NOT EXISTS (SELECT 1" + in_force + " AND +charter_version = ?2)";
    return sql::integer_of(db, sql.c_str(), end, adopted.getColumn(0).getInt64());
}

} // namespace

std::vector<ProgrammeFigures> programme_figures(const Store& store, std::span<const DayRange> periods) {
    SQLite::Database& db = store.db();
    const Snapshot snapshot(db);
    std::vector<ProgrammeFigures> all(periods.size());
    add_standings(db, periods, all);
    for (std::size_t i = 0; i < periods.size(); ++i) {
        ProgrammeFigures& figures = all[i];
        figures.groups = groups_in_register(db, periods[i].end);
        if (figures.groups > 0) {
            figures.coverage = static_cast<double>(figures.joined) / static_cast<double>(figures.groups);
        }
        const auto count = [&](ProgrammeEvent event) { return programme_count(store, event, periods[i]); };
        figures.approaches = count(ProgrammeEvent::approached);
        figures.declines = count(ProgrammeEvent::declined);
        figures.joins = count(ProgrammeEvent::joined);
        figures.leavings = count(ProgrammeEvent::left);
        figures.consents_given = count(ProgrammeEvent::consented);
        figures.consents_withdrawn = count(ProgrammeEvent::withdrawn);
        figures.erased = count(ProgrammeEvent::erased);
        figures.purged = count(ProgrammeEvent::purged);
        figures.recognised = count(ProgrammeEvent::recognised);
    }
    return all;
}

ProgrammeFigures programme_figures(const Store& store, DayRange period) {
    return programme_figures(store, std::span(&period, 1)).front();
}

ConsentFigures consent_figures(const Store& store, Day end) {
    const Snapshot snapshot(store.db());
    return {consents_in_force(store.db(), end), groups_on_old_charter(store.db(), end),
            sql::integer_of(store.db(), "SELECT count(*) FROM consent WHERE expires_on < ?", end)};
}

} // namespace hnat
