#include "enroll/join.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "enroll/group_row.hpp"
#include "enroll/member_row.hpp"
#include "enroll/programme_count.hpp"
#include "store/member_state.hpp"
#include "store/statement.hpp"

#include <algorithm>

namespace hnat {

namespace {

using group_row::GroupRow;
using group_row::Standing;

[[noreturn]] void refuse(const std::string& message) {
    throw Error(ErrorKind::usage, message);
}

void refuse_group(const GroupRow& group) {
    group_row::refuse_expired(group);
    switch (group.standing) {
    case Standing::approached:
    case Standing::joined:
        return;
    case Standing::resting:
        refuse(say("{} declined and rests until {}", group.label(),
                   to_iso(group.rest_until.value_or(group.since))));
    case Standing::surveyed:
    case Standing::shortlisted:
    case Standing::left:
    case Standing::expired:
        break;
    }
    refuse(say("{} is {}; record first that it was asked: `hnat enroll approach {}`", group.label(),
               name_of(group.standing), group.id));
}

/// The member with this contact, who must be this person and moderate the group not yet.
std::optional<std::int64_t> known_member(SQLite::Database& db, Day today, const GroupRow& group,
                                         const JoinRequest& request) {
    const Person& person = request.person;
    const auto id = member_row::id_of_contact(db, person.contact);
    if (!id) {
        return std::nullopt;
    }
    const member_row::MemberRow member = member_row::get_member(db, *id);
    member_row::refuse_withdrawn(member);
    member_row::refuse_ended(member, today, request.consents);
    if (name_key(member.name) != name_key(person.name)) {
        refuse(say(
            "member {0} has this contact under another name; correct one of the two: `hnat enroll edit {0}`",
            *id));
    }
    if (group.standing == Standing::joined &&
        sql::integer_of(db, "SELECT 1 FROM member_group WHERE member_id = ? AND group_id = ?", *id,
                        group.id) != 0) {
        refuse(say("member {0} moderates {1} already; `hnat enroll consent {0}` adds consents", *id,
                   group.label()));
    }
    return id;
}

/// P2: a paper of before a refusal or a leaving does not undo it.
void refuse_stale(SQLite::Database& db, const GroupRow& group, const std::vector<CheckedConsent>& consents) {
    if (group.standing == Standing::joined) {
        return;
    }
    SQLite::Statement statement(db, "SELECT max(day) FROM survey_event WHERE group_id = ? AND kind = 'state'"
                                    " AND detail IN ('resting', 'left')");
    sql::bind_all(statement, group.id);
    statement.executeStep();
    const auto ended = sql::day_at(statement, 0);
    if (ended && consents.empty()) {
        refuse(say("{} declined or left on {}; it joins with a consent of after that", group.label(),
                   to_iso(*ended)));
    }
    const auto stale = std::ranges::find_if(
        consents, [&](const CheckedConsent& consent) { return ended && consent.given.given_on < *ended; });
    if (stale != consents.end()) {
        refuse(say("{} declined or left on {}; a consent of {}, before that, does not let it join",
                   group.label(), to_iso(*ended), to_iso(stale->given.given_on)));
    }
}

/// Without those that the same paper brought already, for another group of the person.
std::vector<CheckedConsent> fresh_consents(SQLite::Database& db, Day today,
                                           std::optional<std::int64_t> member,
                                           std::vector<ConsentGiven> consents) {
    if (member) {
        std::erase_if(consents,
                      [&](const ConsentGiven& consent) { return is_recorded(db, *member, consent); });
    }
    return member && consents.empty() ? std::vector<CheckedConsent>()
                                      : check_consents(db, today, member, consents);
}

std::int64_t insert_member(Transaction& transaction, const JoinRequest& request, Day joined_on) {
    const Person& person = request.person;
    // Until the consents are written, which set it.
    const Day expires_on = transaction.today();
    sql::run_once(
        transaction.db(),
        "INSERT INTO member (uuid, name, search_key, contact_kind, contact, language, joined_on, expires_on)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        random_uuid(), person.name, search_key(person.name), name_of(person.contact.kind),
        person.contact.value, request.language, joined_on, expires_on);
    return transaction.db().getLastInsertRowid();
}

} // namespace

JoinResult join_group(Transaction& transaction, const JoinRequest& request) {
    SQLite::Database& db = transaction.db();
    const GroupRow before = group_row::get_group(db, request.group, transaction.today());
    refuse_group(before);
    member_row::require_language(request.language);
    const auto known = known_member(db, transaction.today(), before, request);
    const auto consents = fresh_consents(db, transaction.today(), known, request.consents);
    require_contact_consent(db, transaction.today(), known, consents);
    refuse_stale(db, before, consents);

    Day given_on = transaction.today();
    for (const CheckedConsent& consent : consents) {
        given_on = std::min(given_on, consent.given.given_on);
    }
    JoinResult result{known.value_or(0), !known, before.standing != Standing::joined, consents.size()};
    if (!known) {
        result.member = insert_member(transaction, request, given_on);
    }
    sql::run_once(db,
                  "INSERT INTO member_group (member_id, group_id, role, since) VALUES (?, ?, ?, ?)"
                  " ON CONFLICT DO UPDATE SET role = excluded.role, since = excluded.since",
                  result.member, before.id, name_of(request.role), given_on);
    if (!consents.empty()) {
        write_consents(transaction, result.member, consents);
    }
    if (result.group_joined) {
        GroupRow after = before;
        after.standing = Standing::joined;
        after.since = std::max(before.since, given_on);
        after.expires_on.reset();
        group_row::write_group(transaction, before, after);
        raise_count(transaction, ProgrammeEvent::joined);
    }
    audit_member(transaction, AuditVerb::member_join, result.member);
    if (result.group_joined) {
        group_row::audit_group(transaction, AuditVerb::survey_edit, before);
    }
    return result;
}

} // namespace hnat
