#include "enroll/consent.hpp"

#include "address/personal.hpp"
#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "enroll/member_row.hpp"
#include "enroll/programme_count.hpp"
#include "store/member_state.hpp"
#include "store/statement.hpp"

#include <algorithm>

namespace hnat {

namespace {

struct Charter {
    std::int64_t version = 0;
    std::string state;
    Digest sha256{};
    std::optional<Day> published_on;
};

[[noreturn]] void refuse(const std::string& message) {
    throw Error(ErrorKind::usage, message);
}

Charter read_charter(const SQLite::Statement& statement) {
    return {statement.getColumn(0).getInt64(), statement.getColumn(1).getString(),
            sql::digest_at(statement, 2), sql::day_at(statement, 3)};
}

/// The adopted charter, else the newest published one.
Charter present_charter(SQLite::Database& db) {
    SQLite::Statement statement(db, "SELECT id, state, sha256, published_on FROM charter_version"
                                    " WHERE state IN ('adopted', 'published')"
                                    " ORDER BY state = 'adopted' DESC, id DESC LIMIT 1");
    if (!statement.executeStep()) {
        refuse(say("there is no charter that people could have read: a consent refers to a published one; "
                   "`hnat enroll charter publish` comes first (P2)"));
    }
    return read_charter(statement);
}

Charter named_charter(SQLite::Database& db, std::int64_t version) {
    SQLite::Statement statement(db,
                                "SELECT id, state, sha256, published_on FROM charter_version WHERE id = ?");
    sql::bind_all(statement, version);
    if (!statement.executeStep()) {
        throw Error(ErrorKind::not_found,
                    say("there is no charter version {}; `hnat enroll charter list` shows them", version));
    }
    Charter charter = read_charter(statement);
    if (charter.state == "draft") {
        refuse(say(
            "charter version {} is a draft: nobody could have read it; a consent refers to a published one "
            "(P2)",
            version));
    }
    if (charter.state == "replaced") {
        refuse(say("charter version {} was replaced; a new consent refers to the one that is in force",
                   version));
    }
    return charter;
}

std::string checked_evidence(const std::string& text) {
    if (!is_utf8(text)) {
        refuse(say("the evidence is not UTF-8"));
    }
    std::string evidence = squeeze(nfc(text));
    if (evidence.empty()) {
        refuse(
            say("no evidence; say where the consent can be seen, e.g. the number of the form or recording"));
    }
    if (evidence.size() > k_longest_evidence || has_controls(evidence)) {
        refuse(say("the evidence is a short reference of at most {} bytes, without control characters",
                   k_longest_evidence));
    }
    if (const auto contact = personal_contact(evidence, AddressRules::standard())) {
        refuse(say("the evidence holds {}; it is a reference to a document, not to a person: write the "
                   "document's number",
                   tr(*contact)));
    }
    return evidence;
}

Day checked_expiry(const ConsentGiven& consent, Day today) {
    const Day expires_on = consent.expires_on.value_or(add_months(consent.given_on, k_consent_months));
    const Day latest = add_months(consent.given_on, k_most_consent_months);
    if (expires_on <= consent.given_on || expires_on > latest) {
        refuse(say("the consent of {} can't expire on {}; expected a later day, {} at most ({} months)",
                   to_iso(consent.given_on), to_iso(expires_on), to_iso(latest), k_most_consent_months));
    }
    if (expires_on <= today) {
        refuse(say("the consent of {} expired on {}; ask for a new one", to_iso(consent.given_on),
                   to_iso(expires_on)));
    }
    return expires_on;
}

/// A withdrawal is not undone by a paper of before it.
void refuse_withdrawn_consent(SQLite::Database& db, std::int64_t member, const ConsentGiven& consent) {
    SQLite::Statement statement(db, "SELECT max(withdrawn_on) FROM consent_withdrawal JOIN consent ON"
                                    " consent.id = consent_id WHERE member_id = ? AND purpose = ?");
    sql::bind_all(statement, member, name_of(consent.purpose));
    statement.executeStep();
    const auto withdrawn_on = sql::day_at(statement, 0);
    if (withdrawn_on && consent.given_on <= *withdrawn_on) {
        refuse(say(
            "member {} withdrew the consent to {} on {}; one of {} does not bring it back (P3): a new one is "
            "given on a later day",
            member, name_of(consent.purpose), to_iso(*withdrawn_on), to_iso(consent.given_on)));
    }
}

CheckedConsent check_consent(SQLite::Database& db, Day today, std::optional<std::int64_t> member,
                             const ConsentGiven& consent) {
    if (consent.given_on > today) {
        refuse(say("a consent of {} is in the future (today is {}); write the day that it was given",
                   to_iso(consent.given_on), to_iso(today)));
    }
    const Charter charter = consent.charter ? named_charter(db, *consent.charter) : present_charter(db);
    if (!charter.published_on || consent.given_on < *charter.published_on) {
        refuse(say("charter version {} was published on {}; a consent of {} can't refer to it",
                   charter.version,
                   charter.published_on ? to_iso(*charter.published_on) : std::string(tr("no day")),
                   to_iso(consent.given_on)));
    }
    CheckedConsent checked{consent, checked_expiry(consent, today), charter.version, charter.sha256};
    checked.given.evidence = checked_evidence(consent.evidence);
    checked.given.charter = charter.version;
    if (member) {
        refuse_withdrawn_consent(db, *member, consent);
        if (is_recorded(db, *member, checked.given)) {
            refuse(say("the consent of member {} to {}, given on {}, is recorded already", *member,
                       name_of(consent.purpose), to_iso(consent.given_on)));
        }
    }
    return checked;
}

} // namespace

std::vector<CheckedConsent> check_consents(SQLite::Database& db, Day today,
                                           std::optional<std::int64_t> member,
                                           const std::vector<ConsentGiven>& consents) {
    if (consents.empty()) {
        refuse(say(
            "no purpose is named; nothing is ticked beforehand: each purpose that the person agreed to is "
            "named (P2)"));
    }
    std::vector<CheckedConsent> checked;
    for (const ConsentGiven& consent : consents) {
        const bool twice = std::ranges::any_of(
            checked, [&](const CheckedConsent& before) { return before.given.purpose == consent.purpose; });
        if (twice) {
            refuse(say("the purpose {} is named twice", name_of(consent.purpose)));
        }
        checked.push_back(check_consent(db, today, member, consent));
    }
    return checked;
}

void write_consents(Transaction& transaction, std::int64_t member,
                    const std::vector<CheckedConsent>& consents) {
    SQLite::Statement insert(
        transaction.db(),
        "INSERT INTO consent (uuid, member_id, purpose, charter_version, charter_sha256, method, given_on, "
        "recorded_on,"
        " recorded_by, evidence, sensitive_notice, expires_on) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (const CheckedConsent& consent : consents) {
        const ConsentGiven& given = consent.given;
        sql::run(insert, random_uuid(), member, name_of(given.purpose), consent.charter,
                 consent.charter_sha256, name_of(given.method), given.given_on, transaction.today(),
                 transaction.actor().staff, given.evidence, given.sensitive_notice, consent.expires_on);
    }
    sql::run_once(
        transaction.db(),
        "UPDATE member SET expires_on = (SELECT max(expires_on) FROM consent_in_force WHERE member_id = ?1)"
        " WHERE id = ?1",
        member);
    raise_count(transaction, ProgrammeEvent::consented, static_cast<std::int64_t>(consents.size()));
}

void require_contact_consent(SQLite::Database& db, Day today, std::optional<std::int64_t> member,
                             const std::vector<CheckedConsent>& consents) {
    const bool given = std::ranges::any_of(
        consents, [](const CheckedConsent& consent) { return consent.given.purpose == Purpose::contact; });
    if (!given && !(member && consents_to(db, *member, Purpose::contact, today))) {
        refuse(
            say("no consent to contact; without it nobody joins: the purpose contact has to be among those "
                "that the person agreed to (P2)"));
    }
}

void give_consents(Transaction& transaction, std::int64_t member, const std::vector<ConsentGiven>& consents) {
    SQLite::Database& db = transaction.db();
    const auto row = member_row::get_member(db, member);
    member_row::refuse_withdrawn(row);
    member_row::refuse_ended(row, transaction.today(), consents);
    const auto checked = check_consents(db, transaction.today(), member, consents);
    require_contact_consent(db, transaction.today(), member, checked);
    write_consents(transaction, member, checked);
    audit_member(transaction, AuditVerb::member_consent, member);
}

bool is_recorded(SQLite::Database& db, std::int64_t member, const ConsentGiven& consent) {
    return sql::integer_of(db,
                           "SELECT 1 FROM consent WHERE member_id = ?1 AND purpose = ?2 AND given_on = ?3"
                           " AND (?4 IS NULL OR charter_version = ?4)",
                           member, name_of(consent.purpose), consent.given_on, consent.charter) != 0;
}

bool consents_to(SQLite::Database& db, std::int64_t member, Purpose purpose, Day on) {
    return sql::integer_of(db,
                           "SELECT 1 FROM consent_in_force WHERE member_id = ?1 AND purpose = ?2"
                           " AND given_on <= ?3 AND expires_on > ?3 LIMIT 1",
                           member, name_of(purpose), on) != 0;
}

} // namespace hnat
