#include "enroll/group_row.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "store/register_state.hpp"
#include "store/statement.hpp"

namespace hnat::group_row {

namespace {

void add_event(Transaction& transaction, std::int64_t group, const char* kind, std::string_view detail) {
    sql::run_once(transaction.db(),
                  "INSERT INTO survey_event (group_id, day, kind, detail) VALUES (?, ?, ?, ?)", group,
                  transaction.today(), kind, detail);
}

} // namespace

std::string GroupRow::label() const {
    return say("group {} \"{}\"", id, name);
}

GroupRow get_group(SQLite::Database& db, std::int64_t id, Day today) {
    SQLite::Statement statement(db, "SELECT uuid, name, state, state_on, rest_until, expires_on, liaison"
                                    " FROM survey_group WHERE id = ?");
    sql::bind_all(statement, id);
    if (!statement.executeStep()) {
        throw Error(ErrorKind::not_found,
                    say("there is no group {}; `hnat survey list` shows the numbers", id));
    }
    GroupRow group;
    group.id = id;
    group.uuid = sql::uuid_at(statement, 0);
    group.name = statement.getColumn(1).getString();
    group.standing = sql::required_name_at<Standing>(statement, 2);
    group.since = sql::required_day_at(statement, 3);
    group.rest_until = sql::day_at(statement, 4);
    group.expires_on = sql::day_at(statement, 5);
    group.liaison = sql::text_at(statement, 6);
    if (group.standing != Standing::joined && group.expires_on && *group.expires_on <= today) {
        group.standing = Standing::expired;
        group.since = *group.expires_on;
    } else if (group.standing == Standing::resting && group.rest_until && *group.rest_until <= today) {
        group.standing = Standing::surveyed;
        group.since = *group.rest_until;
    }
    return group;
}

void refuse_expired(const GroupRow& group) {
    if (group.standing == Standing::expired) {
        throw Error(
            ErrorKind::usage,
            say("{} expired on {}: it did not join in time; `hnat db retention` removes it, and a new "
                "survey may bring it back",
                group.label(), to_iso(group.since)));
    }
}

void write_group(Transaction& transaction, const GroupRow& before, const GroupRow& after) {
    sql::run_once(
        transaction.db(),
        "UPDATE survey_group SET state = ?, state_on = ?, rest_until = ?, expires_on = ?, liaison = ?,"
        " last_batch = NULL WHERE id = ?",
        name_of(after.standing), after.since, after.rest_until, after.expires_on, after.liaison, after.id);
    if (after.liaison && before.liaison != after.liaison) {
        add_event(transaction, after.id, "liaison", *after.liaison);
    }
    if (before.standing != after.standing) {
        add_event(transaction, after.id, "state", name_of(after.standing));
    }
}

void audit_group(Transaction& transaction, AuditVerb verb, const GroupRow& group) {
    append_audit(transaction, verb, group.uuid, register_state(transaction.db(), group.id));
}

} // namespace hnat::group_row
