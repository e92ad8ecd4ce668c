#include "meeting/figures.hpp"

#include "base/text.hpp"
#include "meeting/joined.hpp"
#include "store/snapshot.hpp"
#include "store/statement.hpp"

#include <algorithm>
#include <unordered_set>
#include <utility>

namespace hnat {

namespace {

constexpr std::chrono::days k_one_day{1};

std::int64_t& count_of(MeetingCount& count, MeetingState state) {
    switch (state) {
    case MeetingState::planned:
        return count.planned;
    case MeetingState::moved:
        return count.moved;
    case MeetingState::held:
        return count.held;
    case MeetingState::cancelled:
        return count.cancelled;
    case MeetingState::missed:
        break;
    }
    return count.missed;
}

/// What can be seen of a period.
struct Sight {
    DayRange period; ///< the whole of it
    DayRange seen;   ///< of it, up to the day as of which it is looked at
    Day today;       ///< days before this one are over
};

/// A meeting is moved or cancelled on its day at the latest, and is on record as
/// held with its own day: what is stored now is what was so at the end of that day.
std::vector<MeetingCount> count_meetings(SQLite::Database& db, const Sight& sight) {
    std::vector<MeetingCount> counts;
    counts.reserve(k_enum_names<MeetingKind>.size());
    for (const auto& entry : k_enum_names<MeetingKind>) {
        counts.push_back({entry.value});
    }
    SQLite::Statement statement(
        db, "SELECT kind, CASE WHEN state = 'cancelled' AND closed_on >= ?3 THEN 'planned' "
            "WHEN state = 'held' AND closed_on >= ?3 THEN 'planned' ELSE state END, "
            "substr(starts_at, 1, 10) < ?4, count(*) FROM meeting "
            "WHERE starts_at >= ?1 AND starts_at < ?2 GROUP BY 1, 2, 3");
    sql::bind_all(statement, sight.period.start, sight.period.end, sight.seen.end, sight.today);
    while (statement.executeStep()) {
        const auto kind = sql::required_name_at<MeetingKind>(statement, 0);
        auto state = sql::required_name_at<MeetingState>(statement, 1);
        const bool open = state == MeetingState::planned || state == MeetingState::moved;
        if (open && statement.getColumn(2).getInt() != 0) {
            state = MeetingState::missed;
        }
        count_of(*std::ranges::find(counts, kind, &MeetingCount::kind), state) +=
            statement.getColumn(3).getInt64();
    }
    return counts;
}

void count_attendance(SQLite::Database& db, DayRange seen, ContactFigures& figures) {
    SQLite::Statement statement(
        db, "SELECT count(*) FILTER (WHERE attendance = 'present'), count(*) FILTER (WHERE attendance = "
            "'apologies'), "
            "count(*) FILTER (WHERE attendance = 'absent'), count(*) FILTER (WHERE attendance IS NULL), "
            "count(DISTINCT group_uuid) FILTER (WHERE attendance = 'present') "
            "FROM meeting AS m CROSS JOIN meeting_group ON meeting_id = m.id "
            "WHERE m.state = 'held' AND m.starts_at >= ? AND m.starts_at < ?");
    sql::bind_all(statement, seen.start, seen.end);
    statement.executeStep();
    figures.present = statement.getColumn(0).getInt64();
    figures.apologies = statement.getColumn(1).getInt64();
    figures.absent = statement.getColumn(2).getInt64();
    figures.not_recorded = statement.getColumn(3).getInt64();
    figures.groups_met = statement.getColumn(4).getInt64();
}

void count_questions(SQLite::Database& db, DayRange seen, ContactFigures& figures) {
    figures.questions_asked = sql::integer_of(
        db, "SELECT count(*) FROM meeting_question WHERE day >= ? AND day < ?", seen.start, seen.end);
    figures.questions_answered = sql::integer_of(
        db, "SELECT count(*) FROM meeting_question WHERE answered_on >= ? AND answered_on < ?", seen.start,
        seen.end);
    figures.questions_open = sql::integer_of(
        db,
        "SELECT count(*) FROM meeting_question WHERE (answered_on IS NULL OR answered_on >= ?1) AND day < ?1",
        seen.end);
}

void count_tasks(SQLite::Database& db, const Sight& sight, ContactFigures& figures) {
    const DayRange& seen = sight.seen;
    figures.tasks_added = sql::integer_of(
        db, "SELECT count(*) FROM meeting_action WHERE added_on >= ? AND added_on < ?", seen.start, seen.end);
    figures.tasks_done = sql::integer_of(
        db, "SELECT count(*) FROM meeting_action WHERE done_on >= ? AND done_on < ?", seen.start, seen.end);
    figures.tasks_open = sql::integer_of(
        db, "SELECT count(*) FROM meeting_action WHERE (done_on IS NULL OR done_on >= ?1) AND added_on < ?1",
        seen.end);
    figures.tasks_late = sql::integer_of(
        db,
        "SELECT count(*) FROM meeting_action WHERE (done_on IS NULL OR done_on >= ?1) AND added_on < ?1"
        " AND due < ?2",
        seen.end, sight.today);
}

/// The groups that were present at a meeting held in the period, by number.
std::unordered_set<std::int64_t> groups_met(SQLite::Database& db, DayRange seen) {
    SQLite::Statement statement(
        db, "SELECT DISTINCT group_id FROM meeting AS m CROSS JOIN meeting_group ON meeting_id = m.id"
            " WHERE m.state = 'held' AND m.starts_at >= ? AND m.starts_at < ? AND attendance = 'present'"
            " AND group_id IS NOT NULL");
    sql::bind_all(statement, seen.start, seen.end);
    std::unordered_set<std::int64_t> groups;
    while (statement.executeStep()) {
        groups.insert(statement.getColumn(0).getInt64());
    }
    return groups;
}

void count_overdue(SQLite::Database& db, DayRange seen, ContactFigures& figures) {
    const auto met = groups_met(db, seen);
    for (auto& [group, name] : names_of_joined(db, seen.end - k_one_day)) {
        ++figures.joined;
        if (!met.contains(group)) {
            figures.overdue.push_back(std::move(name));
        }
    }
    std::ranges::sort(figures.overdue, [](const std::string& left, const std::string& right) {
        return compare_vietnamese(left, right) < 0;
    });
}

} // namespace

ContactFigures contact_figures(const Store& store, DayRange period, Day as_of) {
    SQLite::Database& db = store.db();
    const Snapshot snapshot(db);
    const Day end = std::min(period.end, as_of + k_one_day);
    const Sight sight{period, {period.start, end}, std::min(period.end, as_of)};
    ContactFigures figures;
    figures.by_kind = count_meetings(db, sight);
    count_attendance(db, sight.seen, figures);
    count_questions(db, sight.seen, figures);
    count_tasks(db, sight, figures);
    count_overdue(db, sight.seen, figures);
    return figures;
}

std::int64_t meetings_held(const Store& store, DayRange period, Day as_of) {
    const Day end = std::min(period.end, as_of + k_one_day);
    return sql::integer_of(store.db(),
                           "SELECT count(*) FROM meeting WHERE state = 'held' AND starts_at >= ?1"
                           " AND starts_at < ?2 AND (closed_on IS NULL OR closed_on < ?2)",
                           period.start, end);
}

} // namespace hnat
