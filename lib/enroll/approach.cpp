#include "enroll/approach.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "enroll/group_row.hpp"
#include "enroll/member_row.hpp"
#include "enroll/programme_count.hpp"
#include "enroll/record_state.hpp"
#include "store/member_state.hpp"
#include "store/statement.hpp"

#include <algorithm>

namespace hnat {

namespace {

using group_row::GroupRow;
using group_row::Standing;

constexpr std::chrono::days k_window{k_approach_days};

void refuse_future(Transaction& transaction, Day on) {
    if (on > transaction.today()) {
        throw Error(ErrorKind::usage, say("{} is in the future (today is {}); write the day that it happened",
                                          to_iso(on), to_iso(transaction.today())));
    }
}

std::vector<Day> approaches_of(SQLite::Database& db, std::int64_t group) {
    SQLite::Statement statement(db, "SELECT day FROM approach WHERE group_id = ? ORDER BY day, id");
    sql::bind_all(statement, group);
    std::vector<Day> days;
    while (statement.executeStep()) {
        days.push_back(sql::required_day_at(statement, 0));
    }
    return days;
}

/// P2. An approach that is entered late counts on its own day, so the year is looked at on both sides of it.
void refuse_third(SQLite::Database& db, const GroupRow& group, Day on) {
    std::vector<Day> days = approaches_of(db, group.id);
    const auto place = days.insert(std::ranges::upper_bound(days, on), on);
    const auto position = place - days.begin();
    const auto count = static_cast<std::ptrdiff_t>(days.size());
    for (auto first = std::max<std::ptrdiff_t>(0, position - k_most_approaches);
         first <= position && first + k_most_approaches < count; ++first) {
        const auto at = days.begin() + first;
        if (at[k_most_approaches] - at[0] >= k_window) {
            continue;
        }
        days.erase(days.begin() + position);
        throw Error(ErrorKind::usage,
                    say("{} was approached on {} and {}; two within a year are the most (P2), and {} "
                        "would be a third: it may be asked again from {} on",
                        group.label(), to_iso(days[static_cast<std::size_t>(first)]),
                        to_iso(days[static_cast<std::size_t>(first) + 1]), to_iso(on),
                        to_iso(days[days.size() - k_most_approaches] + k_window)));
    }
}

void refuse_approach(const GroupRow& group) {
    group_row::refuse_expired(group);
    switch (group.standing) {
    case Standing::shortlisted:
    case Standing::approached:
    case Standing::left:
        return;
    case Standing::resting:
        throw Error(ErrorKind::usage, say("{} declined and rests until {}; it is not asked before",
                                          group.label(), to_iso(group.rest_until.value_or(group.since))));
    case Standing::joined:
        throw Error(ErrorKind::usage,
                    say("{} joined on {}; there is nothing to ask", group.label(), to_iso(group.since)));
    case Standing::surveyed:
    case Standing::expired:
        break;
    }
    throw Error(ErrorKind::usage, say("{} is not shortlisted; choose it first: `hnat survey shortlist {}`",
                                      group.label(), group.id));
}

std::vector<std::int64_t> members_without_another(SQLite::Database& db, std::int64_t group) {
    SQLite::Statement statement(
        db, "SELECT member.id FROM member_group JOIN member ON member.id = member_group.member_id"
            " WHERE member_group.group_id = ?1 AND member.withdrawn_on IS NULL"
            " AND NOT EXISTS (SELECT 1 FROM member_group AS other JOIN survey_group ON survey_group.id = "
            "other.group_id"
            " WHERE other.member_id = member.id AND other.group_id <> ?1 AND survey_group.state = 'joined')"
            " ORDER BY member.id");
    sql::bind_all(statement, group);
    std::vector<std::int64_t> members;
    while (statement.executeStep()) {
        members.push_back(statement.getColumn(0).getInt64());
    }
    return members;
}

} // namespace

void approach_group(Transaction& transaction, std::int64_t id, Day on,
                    const std::optional<std::string>& liaison) {
    SQLite::Database& db = transaction.db();
    const GroupRow before = group_row::get_group(db, id, transaction.today());
    refuse_approach(before);
    refuse_future(transaction, on);
    GroupRow after = before;
    after.liaison = liaison ? liaison : before.liaison;
    if (!after.liaison) {
        throw Error(ErrorKind::usage,
                    say("{} has no liaison; say who keeps contact with it: --liaison CODE", before.label()));
    }
    refuse_third(db, before, on);
    after.standing = Standing::approached;
    // The group is kept for as long as this approach counts (P2), or a purge and a new list would forget it.
    after.expires_on = std::max(before.expires_on.value_or(on), add_months(on, k_approach_months));
    after.since = std::max(before.since, on);
    sql::run_once(db, "INSERT INTO approach (group_id, day, liaison) VALUES (?, ?, ?)", id, on,
                  after.liaison);
    group_row::write_group(transaction, before, after);
    raise_count(transaction, ProgrammeEvent::approached);
    group_row::audit_group(transaction, AuditVerb::group_approach, after);
}

Day decline_group(Transaction& transaction, std::int64_t id, int rest_days) {
    const GroupRow before = group_row::get_group(transaction.db(), id, transaction.today());
    group_row::refuse_expired(before);
    if (before.standing != Standing::shortlisted && before.standing != Standing::approached) {
        throw Error(ErrorKind::usage,
                    say("{} is {} since {}; only a group that was shortlisted or approached can "
                        "decline",
                        before.label(), name_of(before.standing), to_iso(before.since)));
    }
    if (rest_days < k_least_rest_days || rest_days > k_most_rest_days) {
        throw Error(ErrorKind::usage, say("a rest of {} days; expected {} to {}", rest_days,
                                          k_least_rest_days, k_most_rest_days));
    }
    GroupRow after = before;
    after.standing = Standing::resting;
    after.since = transaction.today();
    after.rest_until = transaction.today() + std::chrono::days(rest_days);
    after.expires_on = std::max(before.expires_on.value_or(*after.rest_until), *after.rest_until);
    group_row::write_group(transaction, before, after);
    raise_count(transaction, ProgrammeEvent::declined);
    group_row::audit_group(transaction, AuditVerb::group_decline, after);
    return *after.rest_until;
}

std::vector<std::int64_t> leave_group(Transaction& transaction, std::int64_t id, Day on) {
    const GroupRow before = group_row::get_group(transaction.db(), id, transaction.today());
    if (before.standing != Standing::joined) {
        throw Error(ErrorKind::usage, say("{} is {} since {}; only a group that joined can leave",
                                          before.label(), name_of(before.standing), to_iso(before.since)));
    }
    refuse_future(transaction, on);
    if (on < before.since) {
        throw Error(ErrorKind::usage, say("{} joined on {}; it can't have left before, on {}", before.label(),
                                          to_iso(before.since), to_iso(on)));
    }
    GroupRow after = before;
    after.standing = Standing::left;
    after.since = on;
    after.expires_on = add_months(on, k_left_expiry_months);
    group_row::write_group(transaction, before, after);
    raise_count(transaction, ProgrammeEvent::left);
    group_row::audit_group(transaction, AuditVerb::group_left, after);
    return members_without_another(transaction.db(), id);
}

void move_enroll_records(Transaction& transaction, std::int64_t from, std::int64_t into) {
    SQLite::Database& db = transaction.db();
    sql::run_once(db, "UPDATE approach SET group_id = ? WHERE group_id = ?", into, from);
    sql::run_once(db,
                  "INSERT OR IGNORE INTO member_group (member_id, group_id, role, since)"
                  " SELECT member_id, ?, role, since FROM member_group WHERE group_id = ?",
                  into, from);
    sql::run_once(db, "DELETE FROM member_group WHERE group_id = ?", from);
    sql::run_once(db, "UPDATE charter_comment SET group_id = ? WHERE group_id = ?", into, from);
    sql::run_once(db, "UPDATE assessment SET group_id = ? WHERE group_id = ?", into, from);
}

void audit_moved_enroll_records(Transaction& transaction, std::int64_t into) {
    SQLite::Database& db = transaction.db();
    SQLite::Statement members(db, "SELECT member_id FROM member_group WHERE group_id = ? ORDER BY member_id");
    sql::bind_all(members, into);
    while (members.executeStep()) {
        audit_member(transaction, AuditVerb::member_edit, members.getColumn(0).getInt64());
    }
    SQLite::Statement assessments(db, "SELECT id, uuid FROM assessment WHERE group_id = ? ORDER BY id");
    sql::bind_all(assessments, into);
    while (assessments.executeStep()) {
        append_audit(transaction, AuditVerb::group_assess, sql::uuid_at(assessments, 1),
                     record_state::of_assessment(db, assessments.getColumn(0).getInt64()));
    }
}

} // namespace hnat
