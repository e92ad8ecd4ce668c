#include "survey/register_state_before.hpp"

#include "store/statement.hpp"
#include "survey/register_row.hpp"

#include <SQLiteCpp/Statement.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <vector>

namespace hnat {

namespace {

/// The facts that the first list after that row found.
GroupFacts facts_of_the_hand(SQLite::Database& db, std::int64_t group, std::int64_t seq) {
    SQLite::Statement row(
        db,
        fmt::format(
            "SELECT {} FROM survey_change WHERE group_id = ? AND json_extract(before, '$.name') IS NOT NULL"
            " AND json_extract(before, '$.last_batch') IS NULL AND (SELECT max(audit.seq) FROM survey_batch"
            " JOIN audit ON audit.object = uuid AND verb = 'survey-import' WHERE survey_batch.id = batch_id) "
            "> ?"
            " ORDER BY batch_id LIMIT 1",
            facts_sql([](std::string_view column) {
                return fmt::format("json_extract(before, '$.{}')", column);
            })));
    sql::bind_all(row, group, seq);
    return row.executeStep() ? register_row::read_facts(row, 0) : GroupFacts();
}

CanonicalState state_with_facts(const Group& group) {
    CanonicalState state;
    state.add("number", group.id).add("key", group.address.key()).add("url", group.address.url);
    register_row::add_facts(state, group.facts);
    state.add("state", name_of(group.state)).add("state_on", group.state_on);
    state.add_optional("rest_until", group.rest_until).add("surveyed_on", group.surveyed_on);
    state.add_optional("expires_on", group.expires_on).add_optional("liaison", group.liaison);
    return state;
}

CanonicalState state_in_programme(const Group& group) {
    CanonicalState state;
    state.add("number", group.id).add("state", name_of(group.state)).add("state_on", group.state_on);
    state.add_optional("rest_until", group.rest_until).add_optional("expires_on", group.expires_on);
    return state.add_optional("liaison", group.liaison);
}

/// How a row of that verb has a group.
using Form = std::function<CanonicalState(const Group& group)>;

Form form_of(SQLite::Database& db, const Witness::Row& newest, std::int64_t group) {
    const auto with_newest = [&](const char* query) {
        SQLite::Statement row(db, query);
        sql::bind_all(row, group);
        return row.executeStep() ? row.getColumn(0).getString() : std::string();
    };
    const auto verb = enum_from<AuditVerb>(newest.verb);
    if (verb == AuditVerb::group_approach) {
        return [day = with_newest("SELECT day FROM approach WHERE group_id = ? ORDER BY id DESC LIMIT 1")](
                   const Group& now) { return state_in_programme(now).add("approached", day); };
    }
    if (verb == AuditVerb::group_decline || verb == AuditVerb::group_left) {
        return state_in_programme;
    }
    if (verb == AuditVerb::survey_merge) {
        return [key = with_newest("SELECT detail FROM survey_event WHERE group_id = ? AND kind = 'merged'"
                                  " ORDER BY id DESC LIMIT 1")](const Group& now) {
            return state_with_facts(now).add("merged", key);
        };
    }
    return state_with_facts;
}

/// Whether somebody joined on the day on which the group did, after that row.
bool may_have_joined(SQLite::Database& db, std::int64_t group, std::int64_t seq) {
    return sql::integer_of(db,
                           "SELECT EXISTS (SELECT 1 FROM survey_group JOIN survey_event AS event"
                           " ON event.group_id = survey_group.id AND event.kind = 'state'"
                           " AND event.detail = 'joined' JOIN audit ON audit.day = event.day"
                           " AND audit.verb = 'member-join' AND audit.seq > ?2"
                           " WHERE survey_group.id = ?1 AND survey_group.state = 'joined'"
                           " AND survey_group.expires_on IS NULL)",
                           group, seq) != 0;
}

using TellsDays = std::function<bool(Day since, Day expires_on)>;

bool any_pair(const std::vector<Day>& since, const std::vector<Day>& begin,
              const std::optional<Day>& rest_until, const TellsDays& tells) {
    return std::ranges::any_of(begin, [&](Day from) {
        const Day expires_on = add_months(from, k_group_expiry_months);
        return std::ranges::any_of(since, [&](Day day) {
            return tells(day, expires_on) || (rest_until && tells(day, *rest_until));
        });
    });
}

/// The days that the group's history knows.
std::vector<Day> days_of(SQLite::Database& db, std::int64_t group) {
    SQLite::Statement row(db,
                          "SELECT day FROM approach WHERE group_id = ?1 UNION SELECT day FROM survey_event"
                          " WHERE group_id = ?1 UNION SELECT surveyed_on FROM survey_group WHERE id = ?1");
    sql::bind_all(row, group);
    std::vector<Day> days;
    while (row.executeStep()) {
        days.push_back(sql::required_day_at(row, 0));
    }
    return days;
}

/// Whether `tells` is true of any pair of days since when a group was approached and until when it was kept
/// then: joining overwrote both, and no row says so. Those of its history first, then all of three years.
bool any_days_before_joining(SQLite::Database& db, const Group& group, Day row_day, const TellsDays& tells) {
    constexpr std::chrono::days k_back{3 * 366};
    const auto likely = days_of(db, group.id);
    std::vector<Day> all;
    for (Day day = row_day; day >= row_day - k_back; day -= std::chrono::days(1)) {
        all.push_back(day);
    }
    return any_pair(likely, all, group.rest_until, tells) || any_pair(all, likely, group.rest_until, tells) ||
           any_pair(all, all, group.rest_until, tells);
}

} // namespace

bool tells_as_before(SQLite::Database& db, std::int64_t number, const Witness::Row& newest, FactsOf facts) {
    // Rows of the programme have the state as it is stored, which is that of a day before all.
    const bool of_programme = newest.verb.starts_with("group-");
    Group group = register_row::get_group(db, number, of_programme ? Day() : newest.day);
    Group before_lists = group;
    before_lists.facts = facts_of_the_hand(db, number, newest.seq);
    const Form form = form_of(db, newest, number);
    if (newest.tells(form(facts == FactsOf::the_hand ? before_lists : group))) {
        return true;
    }
    // A list may have come between that row and the joining, which made it look as if it had not.
    return may_have_joined(db, number, newest.seq) &&
           any_days_before_joining(db, group, newest.day, [&](Day since, Day expires_on) {
               return std::ranges::any_of(std::array{&group, &before_lists}, [&](Group* before) {
                   before->state = GroupState::approached;
                   before->state_on = since;
                   before->expires_on = expires_on;
                   return newest.tells(form(*before));
               });
           });
}

} // namespace hnat
