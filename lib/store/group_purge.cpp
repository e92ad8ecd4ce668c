#include "store/group_purge.hpp"

#include "store/office.hpp"
#include "store/statement.hpp"
#include "store/witness.hpp"

#include <SQLiteCpp/Statement.h>

#include <algorithm>

namespace hnat {

namespace {

constexpr std::int64_t k_most_tries = 200'000;

std::int64_t groups_expired(SQLite::Database& db) {
    return sql::integer_of(db, "SELECT coalesce(sum(groups), 0) FROM survey_expired");
}

CanonicalState state_of(std::int64_t expired, Day today) {
    return CanonicalState().add("expired", expired).add("today", today);
}

bool only_says_that_retention_ran(const Witness::Row& row) {
    return row.tells(CanonicalState().add("groups", std::int64_t{0}).add("today", row.day));
}

/// How many groups had expired by that purge, which were at most so many. The number is not in the row, but
/// its commitment tells the right one. nullopt: the row is of another form.
std::optional<std::int64_t> expired_at(const Witness::Row& row, std::int64_t most) {
    for (std::int64_t expired = most; expired >= std::max(std::int64_t{0}, most - k_most_tries); --expired) {
        if (row.tells(state_of(expired, row.day))) {
            return expired;
        }
    }
    return std::nullopt;
}

} // namespace

void audit_group_purge(Transaction& transaction) {
    append_audit(transaction, AuditVerb::store_retention, office_uuid(transaction.db()),
                 state_of(groups_expired(transaction.db()), transaction.today()));
}

PurgeRows read_purges(SQLite::Database& db) {
    SQLite::Statement rows(db, "SELECT audit.seq, audit.day, audit.verb, salt, commitment FROM audit"
                               " LEFT JOIN audit_salt USING (seq) WHERE verb = 'store-retention'"
                               " ORDER BY audit.seq DESC");
    PurgeRows purges;
    std::int64_t most = groups_expired(db);
    bool any = false;
    while (rows.executeStep()) {
        const Witness::Row row = Witness::read(rows);
        if (only_says_that_retention_ran(row)) {
            continue;
        }
        auto expired = expired_at(row, most);
        if (!any) {
            if (!expired) { // somebody may have taken some out
                expired = expired_at(row, most + k_most_tries);
            }
            purges.expired = expired;
            any = true;
        }
        if (!expired) {
            purges.last_of_earlier = row.seq;
            return purges;
        }
        most = *expired; // before that purge there were fewer
    }
    if (!any) {
        purges.expired = 0;
    }
    return purges;
}

} // namespace hnat
