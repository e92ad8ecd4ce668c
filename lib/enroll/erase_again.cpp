#include "enroll/erase_again.hpp"

#include "enroll/erasure.hpp"
#include "enroll/member_row.hpp"
#include "enroll/terms.hpp"
#include "enroll/withdrawal.hpp"
#include "store/audit.hpp"
#include "store/member_state.hpp"
#include "store/statement.hpp"

#include <SQLiteCpp/Column.h>

#include <algorithm>
#include <map>

namespace hnat {

namespace {

/// 0: it is not there.
std::int64_t find_member(SQLite::Database& db, const std::string& key) {
    return sql::integer_of(db, "SELECT id FROM member WHERE lower(hex(uuid)) = ?", key);
}

struct Withdrawn {
    std::vector<Purpose> purposes;
    std::optional<Day> first; ///< the earliest day of them
};

/// What is in force in this file, and was withdrawn in the one that is lost; by member.
std::map<std::int64_t, Withdrawn> withdrawn_since(SQLite::Database& db, Day today,
                                                  std::span<const ErasureRow> list) {
    std::map<std::int64_t, Withdrawn> members;
    for (const ErasureRow& row : list) {
        if (row.verb != k_consent_withdrawn) {
            continue;
        }
        SQLite::Statement consent(db,
                                  "SELECT consent.member_id, consent.purpose FROM consent JOIN "
                                  "consent_in_force USING (id) JOIN member "
                                  "ON member.id = consent.member_id WHERE lower(hex(consent.uuid)) = ? AND "
                                  "consent.expires_on > ? AND member.withdrawn_on IS NULL");
        sql::bind_all(consent, row.object, today);
        if (!consent.executeStep()) {
            continue;
        }
        Withdrawn& withdrawn = members[consent.getColumn(0).getInt64()];
        withdrawn.purposes.push_back(sql::required_name_at<Purpose>(consent, 1));
        const Day day = parse_day(row.day).value_or(today);
        withdrawn.first = std::min(withdrawn.first.value_or(day), day);
    }
    return members;
}

void withdraw_again(Transaction& transaction, std::int64_t member, const Withdrawn& withdrawn,
                    AgainResult& result) {
    const auto done = withdraw_consents(transaction, member, withdrawn.purposes, WithdrawalMethod::written);
    if (done.leaves) {
        sql::run_once(transaction.db(), "UPDATE member SET expires_on = min(expires_on, ?) WHERE id = ?",
                      *withdrawn.first + std::chrono::days(terms().erasure_days), member);
        audit_member(transaction, AuditVerb::member_edit, member);
    }
    result.withdrew.push_back(member);
    result.groups_left.insert(result.groups_left.end(), done.groups_left.begin(), done.groups_left.end());
}

} // namespace

AgainResult erase_members_again(Transaction& transaction, std::span<const ErasureRow> list) {
    SQLite::Database& db = transaction.db();
    AgainResult result;
    const auto withdrew = told_more_often(db, list, AuditVerb::member_withdraw);
    for (const ErasureRow& row : list) {
        const auto member = row.verb == name_of(AuditVerb::member_erase) ? find_member(db, row.object) : 0;
        if (member != 0) {
            const auto erased = erase_member(transaction, member);
            result.members.push_back(member);
            result.groups_left.insert(result.groups_left.end(), erased.groups_left.begin(),
                                      erased.groups_left.end());
        }
    }
    for (const auto& [member, withdrawn] : withdrawn_since(db, transaction.today(), list)) {
        withdraw_again(transaction, member, withdrawn, result);
    }
    for (const std::string& key : withdrew) {
        const auto member = find_member(db, key);
        if (member != 0 && std::ranges::find(result.withdrew, member) == result.withdrew.end()) {
            result.unknown.push_back(member);
        }
    }
    return result;
}

} // namespace hnat
