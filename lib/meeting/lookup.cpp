#include "base/error.hpp"
#include "base/message.hpp"
#include "meeting/meeting.hpp"
#include "meeting/row.hpp"
#include "store/snapshot.hpp"
#include "store/statement.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <charconv>

namespace hnat {

namespace {

std::optional<std::int64_t> number_in(std::string_view text) {
    std::int64_t number = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    return error == std::errc{} && stop == end ? std::optional(number) : std::nullopt;
}

template <typename... Values>
std::vector<Meeting> select_meetings(const Store& store, Day today, const char* rest,
                                     const Values&... values) {
    SQLite::Statement statement(
        store.db(), fmt::format("SELECT {} FROM meeting AS m {}", meeting_row::k_meeting_columns, rest));
    sql::bind_all(statement, values...);
    std::vector<Meeting> meetings;
    while (statement.executeStep()) {
        meetings.push_back(meeting_row::read_meeting(statement, today));
    }
    return meetings;
}

std::vector<Material> materials_of(const Store& store, std::int64_t meeting) {
    SQLite::Statement statement(
        store.db(), "SELECT title, reference FROM meeting_material WHERE meeting_id = ? ORDER BY position");
    sql::bind_all(statement, meeting);
    std::vector<Material> materials;
    while (statement.executeStep()) {
        materials.push_back({statement.getColumn(0).getString(), statement.getColumn(1).getString()});
    }
    return materials;
}

std::vector<MeetingGroup> groups_of(const Store& store, std::int64_t meeting, Day today) {
    SQLite::Statement statement(
        store.db(),
        fmt::format("SELECT mg.group_id, coalesce(g.name, ''), mg.attendance, "
                    "g.id IS NOT NULL AND {} FROM meeting_group AS mg LEFT JOIN survey_group AS g "
                    "ON g.id = mg.group_id WHERE mg.meeting_id = :meeting "
                    "ORDER BY mg.group_id IS NULL, g.name COLLATE VI, mg.id",
                    meeting_row::k_may_be_invited_sql));
    statement.bind(":meeting", meeting);
    statement.bind(":today", to_iso(today));
    std::vector<MeetingGroup> groups;
    while (statement.executeStep()) {
        groups.push_back({sql::count_at(statement, 0), statement.getColumn(1).getString(),
                          sql::name_at<Attendance>(statement, 2), statement.getColumn(3).getInt() != 0});
    }
    return groups;
}

std::vector<Question> questions_of(const Store& store, std::int64_t meeting) {
    SQLite::Statement statement(
        store.db(), "SELECT q.id, q.group_id, coalesce(g.name, ''), q.day, q.text, q.answer, q.answered_on "
                    "FROM meeting_question AS q LEFT JOIN survey_group AS g ON g.id = q.group_id "
                    "WHERE q.meeting_id = ? ORDER BY q.id");
    sql::bind_all(statement, meeting);
    std::vector<Question> questions;
    while (statement.executeStep()) {
        questions.push_back({statement.getColumn(0).getInt64(), sql::count_at(statement, 1),
                             statement.getColumn(2).getString(), sql::required_day_at(statement, 3),
                             statement.getColumn(4).getString(), sql::text_at(statement, 5),
                             sql::day_at(statement, 6)});
    }
    return questions;
}

std::vector<MeetingTask> tasks_of(const Store& store, std::int64_t meeting) {
    SQLite::Statement statement(store.db(),
                                "SELECT a.id, a.text, a.owner, s.name, a.due, a.added_on, a.done_on "
                                "FROM meeting_action AS a JOIN staff AS s ON s.code = a.owner "
                                "WHERE a.meeting_id = ? ORDER BY a.id");
    sql::bind_all(statement, meeting);
    std::vector<MeetingTask> tasks;
    while (statement.executeStep()) {
        tasks.push_back({statement.getColumn(0).getInt64(), statement.getColumn(1).getString(),
                         statement.getColumn(2).getString(), statement.getColumn(3).getString(),
                         sql::required_day_at(statement, 4), sql::required_day_at(statement, 5),
                         sql::day_at(statement, 6)});
    }
    return tasks;
}

} // namespace

std::vector<MeetingSummary> list_meetings(const Store& store, const MeetingFilter& filter, Day today) {
    SQLite::Statement statement(
        store.db(),
        fmt::format(
            "SELECT {}, (SELECT count(*) FROM meeting_group WHERE meeting_id = m.id),"
            " (SELECT count(*) FROM meeting_group WHERE meeting_id = m.id AND attendance = 'present'),"
            " (SELECT count(*) FROM meeting_question WHERE meeting_id = m.id AND answer IS NULL),"
            " (SELECT count(*) FROM meeting_action WHERE meeting_id = m.id AND done_on IS NULL)"
            " FROM meeting AS m WHERE (:kind IS NULL OR m.kind = :kind)"
            " AND (:since IS NULL OR substr(m.starts_at, 1, 10) >= :since)"
            " AND (:until IS NULL OR substr(m.starts_at, 1, 10) <= :until) ORDER BY m.starts_at, m.id",
            meeting_row::k_meeting_columns));
    const auto kind = filter.kind ? std::optional(name_of(*filter.kind)) : std::nullopt;
    sql::bind_named(statement, ":kind", kind);
    sql::bind_named(statement, ":since", filter.since);
    sql::bind_named(statement, ":until", filter.until);
    std::vector<MeetingSummary> summaries;
    while (statement.executeStep()) {
        MeetingSummary summary;
        summary.meeting = meeting_row::read_meeting(statement, today);
        constexpr int k_first = meeting_row::k_meeting_column_count;
        summary.groups = statement.getColumn(k_first).getInt64();
        summary.present = statement.getColumn(k_first + 1).getInt64();
        summary.open_questions = statement.getColumn(k_first + 2).getInt64();
        summary.open_tasks = statement.getColumn(k_first + 3).getInt64();
        if (!filter.state || summary.meeting.state == *filter.state) {
            summaries.push_back(std::move(summary));
        }
    }
    return summaries;
}

Meeting find_meeting(const Store& store, std::string_view reference, Day today) {
    if (const auto number = number_in(reference)) {
        const auto found = select_meetings(store, today, "WHERE m.id = ?", *number);
        if (found.empty()) {
            throw Error(ErrorKind::not_found,
                        say("there is no meeting {}; `hnat meeting list` shows the numbers", *number));
        }
        return found.front();
    }
    const auto day = parse_day(reference);
    if (!day) {
        throw Error(ErrorKind::usage,
                    say("'{}' is no meeting; write its number, or its day as 2026-10-05", reference));
    }
    const auto found = select_meetings(
        store, today, "WHERE substr(m.starts_at, 1, 10) = ? ORDER BY m.starts_at, m.id", *day);
    if (found.empty()) {
        throw Error(ErrorKind::not_found,
                    say("there is no meeting on {}; `hnat meeting list` shows the days", to_iso(*day)));
    }
    if (found.size() > 1) {
        std::vector<std::string> labels;
        for (const auto& meeting : found) {
            labels.push_back(say("{} at {}", meeting.id, clock_of(meeting.at)));
        }
        throw Error(ErrorKind::usage, say("{} meetings are on {}: {}; write the number", found.size(),
                                          to_iso(*day), fmt::join(labels, ", ")));
    }
    return found.front();
}

MeetingCard meeting_card(const Store& store, const Meeting& meeting, Day today) {
    const Snapshot snapshot(store.db());
    return {meeting, materials_of(store, meeting.id), groups_of(store, meeting.id, today),
            questions_of(store, meeting.id), tasks_of(store, meeting.id)};
}

std::vector<std::int64_t> groups_for(const Store& store, MeetingKind kind, Day today) {
    std::vector<std::int64_t> groups;
    if (kind == MeetingKind::ad_hoc) {
        return groups;
    }
    SQLite::Statement statement(
        store.db(), kind == MeetingKind::preparatory
                        ? "SELECT id FROM survey_group WHERE state IN ('shortlisted', 'approached') "
                          "AND expires_on > ? ORDER BY id"
                        : "SELECT id FROM survey_group WHERE state = 'joined' AND state_on <= ? ORDER BY id");
    sql::bind_all(statement, today);
    while (statement.executeStep()) {
        groups.push_back(statement.getColumn(0).getInt64());
    }
    return groups;
}

} // namespace hnat
