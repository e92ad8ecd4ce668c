#include "enroll/figures.hpp"

#include "enroll/programme_count.hpp"
#include "store/snapshot.hpp"
#include "store/statement.hpp"

#include <string_view>

namespace hnat {

namespace {

/// The last change of state before the end says where a group stood; a group whose state changed only after
/// it had been surveyed until then; one without any history stands where it stands. Of a rest the end is
/// known as long as it is the present one.
constexpr const char* k_standing_sql =
    "WITH replayed AS (SELECT g.expires_on, g.rest_until, g.state AS present, coalesce("
    "(SELECT detail FROM survey_event AS e WHERE e.group_id = g.id AND e.kind = 'state' AND e.day < ?1"
    " ORDER BY e.id DESC LIMIT 1),"
    " CASE WHEN EXISTS (SELECT 1 FROM survey_event AS e WHERE e.group_id = g.id AND e.kind = 'state')"
    " THEN 'surveyed' ELSE g.state END) AS state FROM survey_group AS g WHERE g.surveyed_on < ?1)"
    " SELECT state, count(*) FROM replayed"
    " WHERE (state = 'joined' OR present = 'joined' OR expires_on >= ?1)"
    " AND NOT (state = 'resting' AND present = 'resting' AND rest_until < ?1) GROUP BY state";

void add_standings(SQLite::Database& db, Day end, ProgrammeFigures& figures) {
    SQLite::Statement statement(db, k_standing_sql);
    sql::bind_all(statement, end);
    while (statement.executeStep()) {
        const std::string state = statement.getColumn(0).getString();
        const std::int64_t groups = statement.getColumn(1).getInt64();
        if (state == "shortlisted") {
            figures.shortlisted = groups;
        } else if (state == "approached") {
            figures.approached = groups;
        } else if (state == "joined") {
            figures.joined = groups;
        } else if (state == "resting") {
            figures.resting = groups;
        } else if (state == "left") {
            figures.left = groups;
        }
    }
}

/// As the register's own figures count: a group that expired is out from that day on, whenever retention ran.
std::int64_t groups_in_register(SQLite::Database& db, Day end) {
    return sql::integer_of(
        db,
        "SELECT (SELECT count(*) FROM survey_group WHERE surveyed_on < ?1"
        " AND (state = 'joined' OR expires_on >= ?1))"
        " + (SELECT coalesce(sum(groups), 0) FROM survey_expired WHERE surveyed_on < ?1 AND day >= ?1)",
        end);
}

/// Consents in force on the last day of a period that ends before `?1`.
constexpr const char* k_in_force_sql =
    " FROM consent WHERE given_on < ?1 AND recorded_on < ?1 AND expires_on >= ?1 AND NOT EXISTS"
    " (SELECT 1 FROM consent_withdrawal WHERE consent_id = consent.id AND withdrawn_on < ?1)";

std::vector<PurposeCount> consents_in_force(SQLite::Database& db, Day end) {
    SQLite::Statement statement(db, std::string("SELECT count(DISTINCT member_id)") + k_in_force_sql +
                                        " AND purpose = ?2");
    std::vector<PurposeCount> counts;
    for (const auto& entry : k_enum_names<Purpose>) {
        sql::bind_all(statement, end, entry.name);
        statement.executeStep();
        counts.push_back({entry.value, statement.getColumn(0).getInt64()});
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
    const std::string sql =
        "SELECT count(*) FROM survey_group AS g WHERE g.state = 'joined' AND EXISTS (SELECT 1" + in_force +
        ") AND NOT EXISTS (SELECT 1" + in_force + " AND charter_version = ?2)";
    return sql::integer_of(db, sql.c_str(), end, adopted.getColumn(0).getInt64());
}

} // namespace

ProgrammeFigures programme_figures(const Store& store, DayRange period) {
    SQLite::Database& db = store.db();
    const Snapshot snapshot(db);
    ProgrammeFigures figures;
    add_standings(db, period.end, figures);
    figures.groups = groups_in_register(db, period.end);
    figures.consents = consents_in_force(db, period.end);
    figures.old_charter_groups = groups_on_old_charter(db, period.end);
    if (figures.groups > 0) {
        figures.coverage = static_cast<double>(figures.joined) / static_cast<double>(figures.groups);
    }
    const auto count = [&](ProgrammeEvent event) { return programme_count(store, event, period); };
    figures.approaches = count(ProgrammeEvent::approached);
    figures.declines = count(ProgrammeEvent::declined);
    figures.joins = count(ProgrammeEvent::joined);
    figures.leavings = count(ProgrammeEvent::left);
    figures.consents_given = count(ProgrammeEvent::consented);
    figures.consents_withdrawn = count(ProgrammeEvent::withdrawn);
    figures.erased = count(ProgrammeEvent::erased);
    figures.purged = count(ProgrammeEvent::purged);
    figures.recognised = count(ProgrammeEvent::recognised);
    return figures;
}

} // namespace hnat
