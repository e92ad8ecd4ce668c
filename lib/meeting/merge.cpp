#include "meeting/change.hpp"
#include "meeting/row.hpp"
#include "store/statement.hpp"

namespace hnat {

void move_meeting_records(Transaction& transaction, std::int64_t from, std::int64_t into) {
    SQLite::Database& db = transaction.db();
    constexpr const char* k_better =
        "UPDATE meeting_group AS kept SET attendance = other.attendance FROM meeting_group AS other "
        "WHERE kept.group_id = ?2 AND other.group_id = ?1 AND other.meeting_id = kept.meeting_id "
        "AND CASE other.attendance WHEN 'present' THEN 3 WHEN 'apologies' THEN 2 WHEN 'absent' THEN 1 ELSE 0 "
        "END "
        "> CASE kept.attendance WHEN 'present' THEN 3 WHEN 'apologies' THEN 2 WHEN 'absent' THEN 1 ELSE 0 "
        "END";
    sql::run_once(db, k_better, from, into);
    sql::run_once(db,
                  "DELETE FROM meeting_group WHERE group_id = ?1 AND meeting_id IN "
                  "(SELECT meeting_id FROM meeting_group WHERE group_id = ?2)",
                  from, into);
    sql::run_once(db,
                  "UPDATE meeting_group SET group_id = ?2, "
                  "group_uuid = (SELECT uuid FROM survey_group WHERE id = ?2) WHERE group_id = ?1",
                  from, into);
    sql::run_once(db, "UPDATE meeting_question SET group_id = ?2 WHERE group_id = ?1", from, into);
}

void audit_moved_meeting_records(Transaction& transaction, std::int64_t into) {
    SQLite::Database& db = transaction.db();
    SQLite::Statement meetings(db,
                               "SELECT DISTINCT meeting_id FROM meeting_group WHERE group_id = ? ORDER BY 1");
    sql::bind_all(meetings, into);
    while (meetings.executeStep()) {
        meeting_row::finish(transaction, AuditVerb::meeting_attend, meetings.getColumn(0).getInt64());
    }
    SQLite::Statement questions(db, "SELECT id FROM meeting_question WHERE group_id = ? ORDER BY id");
    sql::bind_all(questions, into);
    while (questions.executeStep()) {
        meeting_row::finish_question(transaction, AuditVerb::meeting_question,
                                     questions.getColumn(0).getInt64());
    }
}

} // namespace hnat
