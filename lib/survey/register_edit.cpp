#include "base/error.hpp"
#include "base/message.hpp"
#include "store/audit.hpp"
#include "store/register_state.hpp"
#include "store/statement.hpp"
#include "survey/import_plan.hpp"
#include "survey/register.hpp"
#include "survey/register_row.hpp"

#include <fmt/format.h>

namespace hnat {

namespace {

using register_row::group_label;

/// The end of every change of one group by hand: no batch may be taken back over it, and the chain knows its
/// state.
void finish(Transaction& transaction, AuditVerb verb, std::int64_t id) {
    register_row::touch_by_hand(transaction.db(), id);
    append_audit(transaction, verb, register_row::uuid_of_group(transaction.db(), id),
                 register_state(transaction.db(), id));
}

template <typename Value>
void set(Value& field, const std::optional<Value>& value) {
    if (value) {
        field = *value;
    }
}

GroupFacts edited(const GroupFacts& before, const GroupEdit& edit) {
    GroupFacts facts = before;
    set(facts.name, edit.name);
    set(facts.members, edit.members);
    set(facts.members_on, edit.members_on);
    set(facts.topic, edit.topic);
    set(facts.locality, edit.locality);
    set(facts.language, edit.language);
    set(facts.source, edit.source);
    set(facts.visibility, edit.visibility);
    if (!facts.members && edit.members_on && *edit.members_on) {
        throw Error(ErrorKind::usage,
                    say("the day of a count without the count says nothing; give the number of members too"));
    }
    if (!facts.members) {
        facts.members_on.reset();
    }
    return facts;
}

void refuse_address_of_another(SQLite::Database& db, std::int64_t id, const GroupAddress& address) {
    const auto owner = register_row::id_of_key(db, address.key());
    if (owner && *owner != id) {
        throw Error(ErrorKind::usage,
                    say("{} is the address of group {} already; `hnat survey merge {} {}` makes the two one",
                        address.url, *owner, *owner, id));
    }
}

/// The old key stays an alias, so that a list that still has the old link finds the group.
void move_to_address(Transaction& transaction, const Group& group, const GroupAddress& address) {
    SQLite::Database& db = transaction.db();
    sql::run_once(db, "DELETE FROM survey_alias WHERE key = ?", address.key());
    sql::run_once(
        db, "UPDATE survey_group SET key = ?, platform = ?, entity = ?, url = ?, resolved = ? WHERE id = ?",
        address.key(), address.platform, name_of(address.entity), address.url,
        std::int64_t{address.resolved ? 1 : 0}, group.id);
    if (address.key() != group.address.key()) {
        sql::run_once(db, "INSERT INTO survey_alias (key, group_id, since) VALUES (?, ?, ?)",
                      group.address.key(), group.id, transaction.today());
    }
}

[[noreturn]] void refuse_shortlist(const Group& group) {
    const std::string label = group_label(group.id, group.facts.name);
    switch (group.state) {
    case GroupState::expired:
        throw Error(ErrorKind::usage,
                    say("group {} expired on {}: it did not join within {} months of its survey; `hnat db "
                        "retention` removes it, and a later survey may bring it again",
                        label, to_iso(group.state_on), k_group_expiry_months));
    case GroupState::resting:
        throw Error(
            ErrorKind::usage,
            group.rest_until
                ? say("group {} rests until {}; it can be shortlisted again from that day on", label,
                      to_iso(*group.rest_until))
                : say("group {} rests until a day that is not known; it can be shortlisted again from "
                      "that day on",
                      label));
    default:
        throw Error(ErrorKind::usage, say("group {} is {} since {}; only a surveyed group can be shortlisted",
                                          label, name_of(group.state), to_iso(group.state_on)));
    }
}

} // namespace

std::int64_t add_group(Transaction& transaction, const GroupAddress& address, const GroupFacts& facts) {
    SQLite::Database& db = transaction.db();
    if (const auto id = register_row::id_of_key(db, address.key())) {
        const Group present = register_row::get_group(db, *id, transaction.today());
        if (present.state == GroupState::expired) {
            throw Error(ErrorKind::usage,
                        say("{} is that of group {}, which expired on {}; `hnat db retention` removes "
                            "it, and then it can be added anew",
                            address.url, *id, to_iso(present.state_on)));
        }
        throw Error(ErrorKind::usage,
                    say("{} is in the register already, as group {}; `hnat survey edit {}` changes it",
                        address.url, *id, *id));
    }
    if (facts.name.empty()) {
        throw Error(ErrorKind::usage, say("a group needs a name"));
    }
    const std::int64_t id =
        register_row::GroupInsert(db).run(address, facts, transaction.today(), std::nullopt, random_uuid());
    finish(transaction, AuditVerb::survey_add, id);
    return id;
}

std::vector<std::string> edit_group(Transaction& transaction, std::int64_t id, const GroupEdit& edit) {
    SQLite::Database& db = transaction.db();
    const Group before = register_row::get_group(db, id, transaction.today());
    const GroupFacts facts = edited(before.facts, edit);
    if (facts.name.empty()) {
        throw Error(ErrorKind::usage, say("a group's name can't be empty"));
    }
    std::vector<std::string> fields;
    for (const auto& difference : differences(before.facts, facts)) {
        fields.emplace_back(difference.field);
    }
    const bool moves = edit.address && *edit.address != before.address;
    if (moves) {
        refuse_address_of_another(db, id, *edit.address);
        fields.emplace_back("url");
    }
    if (fields.empty()) {
        return fields;
    }
    register_row::update_by_hand(db, id, facts);
    if (facts.name != before.facts.name) {
        // The words of the old name, which may be a person's (P3), stay in the index's older segments
        // otherwise.
        sql::run_once(db, "INSERT INTO survey_search (survey_search) VALUES ('optimize')");
    }
    if (moves) {
        move_to_address(transaction, before, *edit.address);
    }
    register_row::add_event(transaction, id, "edited", fmt::format("{}", fmt::join(fields, ", ")));
    finish(transaction, AuditVerb::survey_edit, id);
    return fields;
}

void shortlist_group(Transaction& transaction, std::int64_t id) {
    const Group group = register_row::get_group(transaction.db(), id, transaction.today());
    if (group.state != GroupState::surveyed) {
        refuse_shortlist(group);
    }
    const std::string_view state = name_of(GroupState::shortlisted);
    sql::run_once(transaction.db(),
                  "UPDATE survey_group SET state = ?, state_on = ?, rest_until = NULL WHERE id = ?", state,
                  transaction.today(), id);
    register_row::add_event(transaction, id, "state", state);
    finish(transaction, AuditVerb::survey_shortlist, id);
}

void assign_liaison(Transaction& transaction, std::int64_t id, std::string_view staff) {
    const Group group = register_row::get_group(transaction.db(), id, transaction.today());
    if (group.liaison == staff) {
        return;
    }
    sql::run_once(transaction.db(), "UPDATE survey_group SET liaison = ? WHERE id = ?", staff, id);
    register_row::add_event(transaction, id, "liaison", staff);
    finish(transaction, AuditVerb::survey_assign, id);
}

} // namespace hnat
