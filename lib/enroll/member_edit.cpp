#include "enroll/member_edit.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "enroll/member_row.hpp"
#include "store/member_state.hpp"
#include "store/statement.hpp"

namespace hnat {

namespace {

void refuse_contact_of_another(SQLite::Database& db, std::int64_t id, const Contact& contact) {
    const auto owner = member_row::id_of_contact(db, contact);
    if (owner && *owner != id) {
        throw Error(ErrorKind::usage, say("this contact is that of member {} already", *owner));
    }
}

MemberRole role_in_group(SQLite::Database& db, std::int64_t id, std::int64_t group) {
    SQLite::Statement statement(db, "SELECT role FROM member_group WHERE member_id = ? AND group_id = ?");
    sql::bind_all(statement, id, group);
    if (!statement.executeStep()) {
        throw Error(ErrorKind::usage,
                    say("member {} does not moderate group {}; `hnat enroll show {}` shows the "
                        "groups",
                        id, group, id));
    }
    return sql::required_name_at<MemberRole>(statement, 0);
}

} // namespace

std::vector<std::string> edit_member(Transaction& transaction, std::int64_t id, const MemberEdit& edit) {
    SQLite::Database& db = transaction.db();
    const member_row::MemberRow before = member_row::get_member(db, id);
    member_row::refuse_withdrawn(before);
    member_row::refuse_ended(before, transaction.today());
    member_row::MemberRow after = before;
    std::vector<std::string> changed;
    if (edit.name && *edit.name != before.name) {
        after.name = *edit.name;
        changed.emplace_back(mark_message("name"));
    }
    if (edit.contact && *edit.contact != before.contact) {
        refuse_contact_of_another(db, id, *edit.contact);
        after.contact = *edit.contact;
        changed.emplace_back(mark_message("contact"));
    }
    if (edit.language && *edit.language != before.language) {
        member_row::require_language(*edit.language);
        after.language = *edit.language;
        changed.emplace_back(mark_message("language"));
    }
    if (edit.role && role_in_group(db, id, edit.role->group) != edit.role->role) {
        changed.emplace_back(mark_message("role"));
    }
    if (changed.empty()) {
        return changed;
    }
    sql::run_once(db,
                  "UPDATE member SET name = ?, search_key = ?, contact_kind = ?, contact = ?, language = ? "
                  "WHERE id = ?",
                  after.name, search_key(after.name), name_of(after.contact.kind), after.contact.value,
                  after.language, id);
    if (edit.role) {
        sql::run_once(db, "UPDATE member_group SET role = ? WHERE member_id = ? AND group_id = ?",
                      name_of(edit.role->role), id, edit.role->group);
    }
    audit_member(transaction, AuditVerb::member_edit, id);
    return changed;
}

} // namespace hnat
