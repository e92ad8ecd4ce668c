#include "store/group_purge.hpp"

#include "store/office.hpp"
#include "store/statement.hpp"

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

} // namespace

void audit_group_purge(Transaction& transaction) {
    append_audit(transaction, AuditVerb::store_retention, office_uuid(transaction.db()),
                 state_of(groups_expired(transaction.db()), transaction.today()));
}

RetentionRow read_retention(SQLite::Database& db, const Witness::Row& row) {
    if (row.tells(CanonicalState().add("groups", std::int64_t{0}).add("today", row.day))) {
        return {};
    }
    // The number is not in the row, but its commitment tells the right one. Mostly that is the present one.
    const std::int64_t now = groups_expired(db);
    for (std::int64_t expired = now; expired >= std::max(std::int64_t{0}, now - k_most_tries); --expired) {
        if (row.tells(state_of(expired, row.day))) {
            return {true, expired};
        }
    }
    return {true, std::nullopt};
}

std::vector<Witness::Row> retention_rows(SQLite::Database& db, std::int64_t seq) {
    SQLite::Statement statement(db, "SELECT audit.seq, audit.day, audit.verb, salt, commitment FROM audit"
                                    " LEFT JOIN audit_salt USING (seq) WHERE verb = 'store-retention'"
                                    " AND audit.seq > ? ORDER BY audit.seq DESC");
    sql::bind_all(statement, seq);
    std::vector<Witness::Row> rows;
    while (statement.executeStep()) {
        rows.push_back(Witness::read(statement));
    }
    return rows;
}

} // namespace hnat
