#include "store/audit.hpp"
#include "survey/register.hpp"
#include "survey/register_row.hpp"
#include "survey/statement.hpp"

#include <algorithm>

namespace hnat {

namespace {

std::vector<Uuid> expired_uuids(SQLite::Database& db, Day today) {
    SQLite::Statement statement(db,
                                "SELECT uuid FROM survey_group WHERE state <> 'joined' AND expires_on <= ?");
    sql::bind_all(statement, today);
    std::vector<Uuid> uuids;
    while (statement.executeStep()) {
        const std::string bytes = statement.getColumn(0).getString();
        std::copy_n(bytes.begin(), std::min(bytes.size(), sizeof(Uuid)), uuids.emplace_back().begin());
    }
    return uuids;
}

/// The tombstones of a purge, by the day that the groups expired on: a report says the same whenever
/// retention ran.
void count_expired(SQLite::Database& db, Day today) {
    sql::run_once(db,
                  "INSERT INTO survey_expired (day, platform, groups)"
                  " SELECT expires_on, platform, count(*) FROM survey_group"
                  " WHERE state <> 'joined' AND expires_on <= ? GROUP BY expires_on, platform"
                  " ON CONFLICT (day, platform) DO UPDATE SET groups = groups + excluded.groups",
                  today);
}

Uuid office_uuid(SQLite::Database& db) {
    SQLite::Statement statement(db, "SELECT uuid FROM office");
    Uuid uuid{};
    if (statement.executeStep()) {
        const std::string bytes = statement.getColumn(0).getString();
        std::copy_n(bytes.begin(), std::min(bytes.size(), uuid.size()), uuid.begin());
    }
    return uuid;
}

} // namespace

std::vector<Group> expiring_groups(const Store& store, Day today, int days_ahead) {
    SQLite::Statement statement(
        store.db(), register_row::select_groups("WHERE g.state <> 'joined' AND g.expires_on <= :until"
                                                " ORDER BY g.expires_on, g.id"));
    statement.bind(":today", to_iso(today));
    statement.bind(":until", to_iso(today + std::chrono::days(days_ahead)));
    std::vector<Group> groups;
    while (statement.executeStep()) {
        groups.push_back(register_row::read_group(statement));
    }
    return groups;
}

std::int64_t purge_expired_groups(Transaction& transaction) {
    SQLite::Database& db = transaction.db();
    const auto uuids = expired_uuids(db, transaction.today());
    if (uuids.empty()) {
        return 0;
    }
    count_expired(db, transaction.today());
    for (const Uuid& uuid : uuids) {
        forget_audit_salts(transaction, uuid);
    }
    const std::int64_t gone = sql::run_once(
        db, "DELETE FROM survey_group WHERE state <> 'joined' AND expires_on <= ?", transaction.today());
    // A deleted row's words stay in the index's older segments until they are merged; secure_delete then
    // zeroes them.
    sql::run_once(db, "INSERT INTO survey_search (survey_search) VALUES ('optimize')");

    CanonicalState state;
    state.add("groups", gone).add("today", to_iso(transaction.today()));
    append_audit(transaction, AuditVerb::store_retention, office_uuid(db), state);
    return gone;
}

} // namespace hnat
