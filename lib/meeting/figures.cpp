#include "meeting/figures.hpp"

#include "meeting/joined.hpp"
#include "store/snapshot.hpp"
#include "store/statement.hpp"

#include <algorithm>

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
            "FROM meeting_group JOIN meeting AS m ON m.id = meeting_id "
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
    SQLite::Statement statement(db, "SELECT count(*) FILTER (WHERE day >= ?1 AND day < ?2), "
                                    "count(*) FILTER (WHERE answered_on >= ?1 AND answered_on < ?2), "
                                    "count(*) FILTER (WHERE day < ?2 AND (answered_on IS NULL OR answered_on "
                                    ">= ?2)) FROM meeting_question");
    sql::bind_all(statement, seen.start, seen.end);
    statement.executeStep();
    figures.questions_asked = statement.getColumn(0).getInt64();
    figures.questions_answered = statement.getColumn(1).getInt64();
    figures.questions_open = statement.getColumn(2).getInt64();
}

void count_tasks(SQLite::Database& db, const Sight& sight, ContactFigures& figures) {
    SQLite::Statement statement(
        db, "SELECT count(*) FILTER (WHERE added_on >= ?1 AND added_on < ?2), "
            "count(*) FILTER (WHERE done_on >= ?1 AND done_on < ?2), "
            "count(*) FILTER (WHERE added_on < ?2 AND (done_on IS NULL OR done_on >= ?2)), "
            "count(*) FILTER (WHERE added_on < ?2 AND (done_on IS NULL OR done_on >= ?2) AND due < ?3) "
            "FROM meeting_action");
    sql::bind_all(statement, sight.seen.start, sight.seen.end, sight.today);
    statement.executeStep();
    figures.tasks_added = statement.getColumn(0).getInt64();
    figures.tasks_done = statement.getColumn(1).getInt64();
    figures.tasks_open = statement.getColumn(2).getInt64();
    figures.tasks_late = statement.getColumn(3).getInt64();
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
    for (const auto& group : joined_groups(db, end - k_one_day)) {
        ++figures.joined;
        if (!group.last_contact || *group.last_contact < period.start) {
            figures.overdue.push_back(group.name);
        }
    }
    return figures;
}

} // namespace hnat
