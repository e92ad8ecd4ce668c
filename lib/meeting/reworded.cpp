#include "meeting/reworded.hpp"

#include "meeting/row.hpp"
#include "store/statement.hpp"

namespace hnat {

bool audit_reworded_meeting(Transaction& transaction, AuditVerb verb, const Uuid& object) {
    const auto number = [&](const char* sql) { return sql::integer_of(transaction.db(), sql, object); };
    switch (verb) {
    case AuditVerb::meeting_plan:
        meeting_row::finish(transaction, verb, number("SELECT id FROM meeting WHERE uuid = ?"));
        return true;
    case AuditVerb::meeting_question:
    case AuditVerb::meeting_answer:
        meeting_row::finish_question(transaction, verb,
                                     number("SELECT id FROM meeting_question WHERE uuid = ?"));
        return true;
    case AuditVerb::meeting_action:
        meeting_row::finish_action(transaction, verb, number("SELECT id FROM meeting_action WHERE uuid = ?"));
        return true;
    default:
        return false;
    }
}

} // namespace hnat
