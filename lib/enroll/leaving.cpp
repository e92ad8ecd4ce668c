#include "enroll/leaving.hpp"

#include "enroll/group_row.hpp"
#include "enroll/programme_count.hpp"
#include "store/statement.hpp"

#include <algorithm>

namespace hnat {

namespace {

using group_row::GroupRow;
using group_row::Standing;

/// Months after which a group that left expires; lib/survey has the same for one that did not join.
constexpr int k_months_after_leaving = 12;

void leave(Transaction& transaction, std::int64_t group) {
    const GroupRow before = group_row::get_group(transaction.db(), group, transaction.today());
    GroupRow after = before;
    after.standing = Standing::left;
    after.since = transaction.today();
    after.expires_on = add_months(transaction.today(), k_months_after_leaving);
    group_row::write_group(transaction, before, after);
    raise_count(transaction, ProgrammeEvent::left);
    group_row::audit_group(transaction, AuditVerb::group_left, after);
}

std::vector<std::int64_t> numbers_of(SQLite::Statement& statement) {
    std::vector<std::int64_t> numbers;
    while (statement.executeStep()) {
        numbers.push_back(statement.getColumn(0).getInt64());
    }
    return numbers;
}

} // namespace

std::vector<std::int64_t> groups_without_contact(SQLite::Database& db, Day today) {
    SQLite::Statement statement(db, "SELECT id FROM survey_group WHERE state = 'joined' AND NOT EXISTS ("
                                    " SELECT 1 FROM member_group JOIN consent_in_force AS consent ON "
                                    "consent.member_id = member_group.member_id"
                                    " WHERE member_group.group_id = survey_group.id AND consent.purpose = "
                                    "'contact' AND consent.expires_on > ?)"
                                    " ORDER BY id");
    sql::bind_all(statement, today);
    return numbers_of(statement);
}

std::vector<std::int64_t> leave_groups_without_contact(Transaction& transaction) {
    auto groups = groups_without_contact(transaction.db(), transaction.today());
    for (const auto group : groups) {
        leave(transaction, group);
    }
    return groups;
}

std::vector<std::int64_t> leave_groups_without_contact(Transaction& transaction,
                                                       const std::vector<std::int64_t>& among) {
    auto groups = groups_without_contact(transaction.db(), transaction.today());
    std::erase_if(groups, [&](std::int64_t group) { return std::ranges::find(among, group) == among.end(); });
    for (const auto group : groups) {
        leave(transaction, group);
    }
    return groups;
}

std::vector<std::int64_t> groups_of_member(SQLite::Database& db, std::int64_t member) {
    SQLite::Statement statement(db,
                                "SELECT group_id FROM member_group WHERE member_id = ? ORDER BY group_id");
    sql::bind_all(statement, member);
    return numbers_of(statement);
}

} // namespace hnat
