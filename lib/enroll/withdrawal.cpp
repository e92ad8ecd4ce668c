#include "enroll/withdrawal.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "enroll/leaving.hpp"
#include "enroll/member_row.hpp"
#include "enroll/programme_count.hpp"
#include "enroll/terms.hpp"
#include "store/member_state.hpp"
#include "store/statement.hpp"

#include <algorithm>

namespace hnat {

namespace {

struct ConsentRow {
    std::int64_t id = 0;
    Purpose purpose = Purpose::contact;
};

std::vector<ConsentRow> consents_in_force(SQLite::Database& db, std::int64_t member, Day today) {
    SQLite::Statement statement(
        db, "SELECT id, purpose FROM consent_in_force WHERE member_id = ? AND expires_on > ? ORDER BY id");
    sql::bind_all(statement, member, today);
    std::vector<ConsentRow> consents;
    while (statement.executeStep()) {
        consents.push_back({statement.getColumn(0).getInt64(), sql::required_name_at<Purpose>(statement, 1)});
    }
    return consents;
}

bool names(const std::vector<Purpose>& purposes, Purpose purpose) {
    return std::ranges::find(purposes, purpose) != purposes.end();
}

void refuse_unknown_purposes(std::int64_t member, const std::vector<Purpose>& purposes,
                             const std::vector<ConsentRow>& in_force) {
    for (const Purpose purpose : purposes) {
        if (std::ranges::find(in_force, purpose, &ConsentRow::purpose) == in_force.end()) {
            throw Error(
                ErrorKind::usage,
                say("member {0} has no consent to {1} in force, so there is none to withdraw; `hnat enroll "
                    "show {0}` lists the consents",
                    member, name_of(purpose)));
        }
    }
}

} // namespace

WithdrawalResult withdraw_consents(Transaction& transaction, std::int64_t member,
                                   const std::vector<Purpose>& purposes, WithdrawalMethod how) {
    SQLite::Database& db = transaction.db();
    const auto row = member_row::get_member(db, member);
    if (row.withdrawn_on) {
        throw Error(ErrorKind::usage,
                    say("member {0} withdrew on {1} and is erased by {2}; `hnat enroll erase {0}` "
                        "does it now",
                        member, to_iso(*row.withdrawn_on), to_iso(row.expires_on)));
    }
    const auto in_force = consents_in_force(db, member, transaction.today());
    refuse_unknown_purposes(member, purposes, in_force);
    const bool leaves = purposes.empty() || names(purposes, Purpose::contact) ||
                        std::ranges::all_of(in_force, [&](const ConsentRow& consent) {
                            return names(purposes, consent.purpose);
                        });

    WithdrawalResult result;
    result.leaves = leaves;
    for (const ConsentRow& consent : in_force) {
        if (leaves || names(purposes, consent.purpose)) {
            result.consents +=
                sql::run_once(db,
                              "INSERT INTO consent_withdrawal (consent_id, withdrawn_on, recorded_by, how) "
                              "VALUES (?, ?, ?, ?)",
                              consent.id, transaction.today(), transaction.actor().staff, name_of(how));
        }
    }
    if (result.consents > 0) {
        raise_count(transaction, ProgrammeEvent::withdrawn, result.consents);
    }
    if (leaves) {
        result.erased_by =
            std::min(row.expires_on, transaction.today() + std::chrono::days(terms().erasure_days));
        sql::run_once(db, "UPDATE member SET withdrawn_on = ?, expires_on = ? WHERE id = ?",
                      transaction.today(), result.erased_by, member);
    }
    audit_member(transaction, AuditVerb::member_withdraw, member);
    result.groups_left = leave_groups_without_contact(transaction, groups_of_member(db, member));
    return result;
}

bool has_withdrawn(const Store& store, std::int64_t member) {
    return member_row::get_member(store.db(), member).withdrawn_on.has_value();
}

} // namespace hnat
