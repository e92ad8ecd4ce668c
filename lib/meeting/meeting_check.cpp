#include "meeting/meeting_check.hpp"

#include "base/message.hpp"
#include "meeting/row.hpp"
#include "store/record_check.hpp"
#include "store/snapshot.hpp"
#include "store/statement.hpp"

namespace hnat {

namespace {

using Findings = std::vector<std::string>;

/// In earlier versions a merge wrote no row of the meetings whose lines it moved.
bool merged_later(SQLite::Database& db, std::int64_t meeting, std::int64_t seq) {
    return sql::integer_of(
               db,
               "SELECT EXISTS (SELECT 1 FROM meeting_group JOIN audit ON audit.object = group_uuid"
               " AND audit.verb = 'survey-merge' WHERE meeting_id = ? AND audit.seq > ?)",
               meeting, seq) != 0;
}

/// Looks at one question after another.
class QuestionChecker {
  public:
    explicit QuestionChecker(SQLite::Database& db) : m_db(db), m_gone(db) {}

    bool fits(std::int64_t number, const Witness::Row& newest) {
        if (newest.tells(meeting_row::canonical_question(m_db, number))) {
            return true;
        }
        const auto state_with = meeting_row::question_of_group(m_db, number);
        return group_went(number, newest.seq) &&
               m_gone.any([&](std::int64_t group) { return newest.tells(state_with(group)); });
    }

  private:
    /// A purge took the group away, or a merge put another in its place and wrote no row of it.
    bool group_went(std::int64_t number, std::int64_t seq) {
        return sql::integer_of(m_db,
                               "SELECT group_id IS NULL OR EXISTS (SELECT 1 FROM survey_group JOIN audit"
                               " ON audit.object = survey_group.uuid AND audit.verb = 'survey-merge'"
                               " WHERE survey_group.id = group_id AND audit.seq > ?2)"
                               " FROM meeting_question WHERE id = ?1",
                               number, seq) != 0;
    }

    SQLite::Database& m_db;
    GoneGroups m_gone;
};

Findings check_all(SQLite::Database& db) {
    Findings findings;
    check_records(db,
                  {"SELECT id, uuid FROM meeting ORDER BY id",
                   "SELECT seq, day FROM audit WHERE verb = 'meeting-plan'"
                   " AND object NOT IN (SELECT uuid FROM meeting) ORDER BY seq",
                   [](std::int64_t number) { return say("meeting {}", number); },
                   [] { return std::string(tr("a meeting")); },
                   [&db](std::int64_t number, const Witness::Row& newest) {
                       return newest.tells(meeting_row::canonical(db, number)) ||
                              merged_later(db, number, newest.seq);
                   }},
                  findings);
    QuestionChecker questions(db);
    check_records(db,
                  {"SELECT id, uuid FROM meeting_question ORDER BY id",
                   "SELECT min(seq), day FROM audit WHERE verb = 'meeting-question'"
                   " AND object NOT IN (SELECT uuid FROM meeting_question) GROUP BY object ORDER BY 1",
                   [](std::int64_t number) { return say("question {}", number); },
                   [] { return std::string(tr("a question")); },
                   [&questions](std::int64_t number, const Witness::Row& newest) {
                       return questions.fits(number, newest);
                   }},
                  findings);
    check_records(db,
                  {"SELECT id, uuid FROM meeting_action ORDER BY id",
                   "SELECT seq, day FROM audit WHERE verb = 'meeting-action'"
                   " AND object NOT IN (SELECT uuid FROM meeting_action) ORDER BY seq",
                   [](std::int64_t number) { return say("action {}", number); },
                   [] { return std::string(tr("an action")); },
                   [&db](std::int64_t number, const Witness::Row& newest) {
                       return newest.tells(meeting_row::canonical_action(db, number));
                   }},
                  findings);
    return findings;
}

} // namespace

std::vector<CheckResult> check_meetings(const Store& store) {
    const Snapshot snapshot(store.db());
    return {run_check(store, "meetings", [&] { return check_all(store.db()); })};
}

} // namespace hnat
