#include "meeting/change.hpp"
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

} // namespace hnat
