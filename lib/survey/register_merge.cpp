#include "base/error.hpp"
#include "base/message.hpp"
#include "store/audit.hpp"
#include "store/register_state.hpp"
#include "store/statement.hpp"
#include "survey/import_plan.hpp"
#include "survey/register.hpp"
#include "survey/register_row.hpp"

#include <algorithm>

namespace hnat {

namespace {

using register_row::group_label;

/// How far a group is in the programme. A rest counts as further than an approach and a leaving, so that no
/// merge ends it early.
int progress(GroupState state) {
    switch (state) {
    case GroupState::surveyed:
    case GroupState::expired:
        return 0;
    case GroupState::shortlisted:
        return 1;
    case GroupState::approached:
        return 2;
    case GroupState::left:
        return 3;
    case GroupState::resting:
        return 4;
    case GroupState::joined:
        break;
    }
    return 5;
}

void refuse_expired(const Group& group) {
    if (group.state == GroupState::expired) {
        throw Error(ErrorKind::usage,
                    say("group {} expired on {} and can't be merged; `hnat db retention` removes it",
                        group_label(group.id, group.facts.name), to_iso(group.state_on)));
    }
}

void check_merge(const Group& into, const Group& from) {
    if (into.id == from.id) {
        throw Error(ErrorKind::usage, say("group {} can't be merged with itself", into.id));
    }
    refuse_expired(into);
    refuse_expired(from);
    if (into.state == GroupState::joined && from.state == GroupState::joined) {
        throw Error(ErrorKind::usage, say("groups {} and {} have both joined; one has to leave before they "
                                          "can be merged",
                                          into.id, from.id));
    }
    if (progress(from.state) > progress(into.state)) {
        throw Error(ErrorKind::usage,
                    say("group {} is {}, further in the programme than {} ({}); merge the other way round: "
                        "`hnat survey merge {} {}`",
                        from.id, name_of(from.state), into.id, name_of(into.state), from.id, into.id));
    }
}

/// What `into` lacks, and the newer of two counts.
GroupFacts merged_facts(const GroupFacts& into, const GroupFacts& from) {
    GroupFacts facts = facts_after(into, from, ImportMode::fill);
    const bool newer =
        from.members && from.members_on && (!into.members_on || *into.members_on < *from.members_on);
    if (newer) {
        facts.members = from.members;
        facts.members_on = from.members_on;
    }
    return facts;
}

bool was_asked(const Group& group) {
    return progress(group.state) >= progress(GroupState::approached);
}

/// Two groups that were asked, declined or left are in one state since the later of two days, and rest until
/// the later one (P2).
void keep_later_days(SQLite::Database& db, const Group& into, const Group& from) {
    if (into.state == from.state && was_asked(into)) {
        sql::run_once(db, "UPDATE survey_group SET state_on = ?, rest_until = ? WHERE id = ?",
                      std::max(into.state_on, from.state_on), std::max(into.rest_until, from.rest_until),
                      into.id);
    }
}

/// The two were one group all the time, so the earlier survey's expiry day counts (P7). What the programme
/// has set it to is not shortened: a refusal, a leaving or an approach would be forgotten before its time
/// (P2).
std::optional<Day> merged_expiry(SQLite::Database& db, const Group& into, const Group& from) {
    if (!into.expires_on || !from.expires_on) {
        return into.expires_on;
    }
    Day expires_on = *into.expires_on;
    if (!was_asked(into)) {
        expires_on = std::min(expires_on, *from.expires_on);
    } else if (was_asked(from)) {
        expires_on = std::max(expires_on, *from.expires_on);
    }
    SQLite::Statement approaches(db, "SELECT max(day) FROM approach WHERE group_id = ?");
    sql::bind_all(approaches, into.id);
    approaches.executeStep();
    const auto last_approach = sql::day_at(approaches, 0);
    return last_approach ? std::max(expires_on, add_months(*last_approach, k_group_expiry_months))
                         : expires_on;
}

void write_merged(Transaction& transaction, const Group& into, const Group& from) {
    SQLite::Database& db = transaction.db();
    register_row::update_by_hand(db, into.id, merged_facts(into.facts, from.facts));
    sql::run_once(db, "UPDATE survey_group SET liaison = ?, surveyed_on = ?, expires_on = ? WHERE id = ?",
                  into.liaison ? into.liaison : from.liaison, std::min(into.surveyed_on, from.surveyed_on),
                  merged_expiry(db, into, from), into.id);
    keep_later_days(db, into, from);
}

/// `into` stands for `from` in every batch that brought or changed `from`. Touched by hand, it keeps those
/// batches from being taken back: what they did can't be told apart any more.
void move_batches(SQLite::Database& db, const Group& into, const Group& from) {
    constexpr const char* k_note =
        "INSERT OR IGNORE INTO survey_change (batch_id, group_id, before)"
        " SELECT id, ?1, '{}' FROM survey_batch WHERE reverted_on IS NULL"
        " AND (id = ?3 OR id IN (SELECT batch_id FROM survey_change WHERE group_id = ?2))";
    sql::run_once(db, k_note, into.id, from.id, from.first_batch);
}

/// P2: approaches would go with the row and could be made again.
void require_no_programme(SQLite::Database& db, std::int64_t from) {
    if (sql::integer_of(db,
                        "SELECT (SELECT count(*) FROM approach WHERE group_id = ?1) + (SELECT count(*) FROM "
                        "member_group WHERE group_id = ?1)",
                        from) != 0) {
        throw Error(ErrorKind::failed,
                    say("group {} still has records of the programme; they move before the merge", from));
    }
}

} // namespace

void merge_groups(Transaction& transaction, std::int64_t into_id, std::int64_t from_id) {
    SQLite::Database& db = transaction.db();
    const Group into = register_row::get_group(db, into_id, transaction.today());
    const Group from = register_row::get_group(db, from_id, transaction.today());
    check_merge(into, from);
    require_no_programme(db, from.id);

    write_merged(transaction, into, from);
    move_batches(db, into, from);
    sql::run_once(db, "UPDATE survey_event SET group_id = ? WHERE group_id = ?", into.id, from.id);
    sql::run_once(db, "UPDATE survey_alias SET group_id = ? WHERE group_id = ?", into.id, from.id);
    forget_audit_salts(transaction, register_row::uuid_of_group(db, from.id));
    sql::run_once(db, "DELETE FROM survey_group WHERE id = ?", from.id);
    sql::run_once(db, "INSERT INTO survey_alias (key, group_id, since) VALUES (?, ?, ?)", from.address.key(),
                  into.id, transaction.today());
    register_row::add_event(transaction, into.id, "merged", from.address.key());

    append_audit(transaction, AuditVerb::survey_merge, register_row::uuid_of_group(db, into.id),
                 register_state(db, into.id));
}

} // namespace hnat
