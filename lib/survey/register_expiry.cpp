#include "store/audit.hpp"
#include "store/group_purge.hpp"
#include "store/member_state.hpp"
#include "store/statement.hpp"
#include "survey/register.hpp"
#include "survey/register_count.hpp"
#include "survey/register_row.hpp"

namespace hnat {

namespace {

std::vector<Uuid> expired_uuids(SQLite::Database& db, Day today) {
    SQLite::Statement statement(db,
                                "SELECT uuid FROM survey_group WHERE state <> 'joined' AND expires_on <= ?");
    sql::bind_all(statement, today);
    std::vector<Uuid> uuids;
    while (statement.executeStep()) {
        uuids.push_back(sql::uuid_at(statement, 0));
    }
    return uuids;
}

/// Members who moderate what expires: their records change with it.
std::vector<std::int64_t> moderators_of_expired(SQLite::Database& db, Day today) {
    SQLite::Statement statement(db,
                                "SELECT DISTINCT member_id FROM member_group JOIN survey_group"
                                " ON survey_group.id = group_id WHERE state <> 'joined' AND expires_on <= ?"
                                " ORDER BY member_id");
    sql::bind_all(statement, today);
    std::vector<std::int64_t> members;
    while (statement.executeStep()) {
        members.push_back(statement.getColumn(0).getInt64());
    }
    return members;
}

/// The tombstones of a purge: what figures of any period need, so that a report says the same whenever
/// retention ran.
void count_expired(SQLite::Database& db, Day today) {
    sql::run_once(
        db,
        "INSERT INTO survey_expired (surveyed_on, day, platform, topic, locality, resolved, groups, members,"
        " members_known) SELECT surveyed_on, expires_on, platform, coalesce(topic, ''), coalesce(locality, "
        "''),"
        " resolved, count(*), coalesce(sum(members), 0), count(members) FROM survey_group"
        " WHERE state <> 'joined' AND expires_on <= ? GROUP BY 1, 2, 3, 4, 5, 6"
        " ON CONFLICT DO UPDATE SET groups = groups + excluded.groups, members = members + excluded.members,"
        " members_known = members_known + excluded.members_known",
        today);
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
    const auto moderators = moderators_of_expired(db, transaction.today());
    count_expired(db, transaction.today());
    for (const Uuid& uuid : uuids) {
        forget_audit_salts(transaction, uuid);
    }
    pause_counting(db); // their sums stay: figures of earlier periods count them
    const std::int64_t gone = sql::run_once(
        db, "DELETE FROM survey_group WHERE state <> 'joined' AND expires_on <= ?", transaction.today());
    resume_counting(db);
    // A deleted row's words stay in the index's older segments until they are merged; secure_delete then
    // zeroes them.
    sql::run_once(db, "INSERT INTO survey_search (survey_search) VALUES ('optimize')");

    for (const auto member : moderators) {
        audit_member(transaction, AuditVerb::member_edit, member);
    }
    audit_group_purge(transaction);
    return gone;
}

} // namespace hnat
