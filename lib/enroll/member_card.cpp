#include "enroll/member_card.hpp"

#include "enroll/member_row.hpp"
#include "store/snapshot.hpp"
#include "store/statement.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hnat {

namespace {

std::vector<MemberGroup> groups_of(SQLite::Database& db, std::int64_t member) {
    SQLite::Statement statement(
        db, "SELECT group_id, name, role, since FROM member_group"
            " JOIN survey_group ON survey_group.id = group_id WHERE member_id = ? ORDER BY 1");
    sql::bind_all(statement, member);
    std::vector<MemberGroup> groups;
    while (statement.executeStep()) {
        groups.push_back({statement.getColumn(0).getInt64(), statement.getColumn(1).getString(),
                          sql::required_name_at<MemberRole>(statement, 2),
                          sql::required_day_at(statement, 3)});
    }
    return groups;
}

ConsentState state_of(const MemberConsent& consent, Day today) {
    if (consent.withdrawn_on) {
        return ConsentState::withdrawn;
    }
    return consent.expires_on <= today ? ConsentState::expired : ConsentState::in_force;
}

std::vector<MemberConsent> consents_of(SQLite::Database& db, std::int64_t member, Day today) {
    SQLite::Statement statement(
        db,
        "SELECT consent.id, purpose, method, charter_version, given_on, expires_on, withdrawn_on, evidence,"
        " consent.recorded_by, sensitive_notice FROM consent LEFT JOIN consent_withdrawal ON consent_id = "
        "consent.id"
        " WHERE member_id = ? ORDER BY given_on, consent.id");
    sql::bind_all(statement, member);
    std::vector<MemberConsent> consents;
    while (statement.executeStep()) {
        MemberConsent consent;
        consent.id = statement.getColumn(0).getInt64();
        consent.purpose = sql::required_name_at<Purpose>(statement, 1);
        consent.method = sql::required_name_at<ConsentMethod>(statement, 2);
        consent.charter = statement.getColumn(3).getInt64();
        consent.given_on = sql::required_day_at(statement, 4);
        consent.expires_on = sql::required_day_at(statement, 5);
        consent.withdrawn_on = sql::day_at(statement, 6);
        consent.evidence = statement.getColumn(7).getString();
        consent.recorded_by = statement.getColumn(8).getString();
        consent.sensitive_notice = statement.getColumn(9).getInt() != 0;
        consent.state = state_of(consent, today);
        consents.push_back(std::move(consent));
    }
    return consents;
}

std::vector<MemberRequest> requests_of(SQLite::Database& db, std::int64_t member) {
    SQLite::Statement statement(
        db, "SELECT id, kind, coalesce(outcome, ''), received_on, due, done_on FROM request"
            " WHERE member_id = ? ORDER BY id");
    sql::bind_all(statement, member);
    std::vector<MemberRequest> requests;
    while (statement.executeStep()) {
        requests.push_back({statement.getColumn(0).getInt64(), statement.getColumn(1).getString(),
                            statement.getColumn(2).getString(), sql::required_day_at(statement, 3),
                            sql::required_day_at(statement, 4), sql::day_at(statement, 5)});
    }
    return requests;
}

std::vector<MemberRecognition> recognitions_of(SQLite::Database& db, std::int64_t member) {
    SQLite::Statement statement(db,
                                "SELECT day, reason FROM recognition WHERE member_id = ? ORDER BY day, id");
    sql::bind_all(statement, member);
    std::vector<MemberRecognition> recognitions;
    while (statement.executeStep()) {
        recognitions.push_back({sql::required_day_at(statement, 0), statement.getColumn(1).getString()});
    }
    return recognitions;
}

bool in_force(const std::vector<MemberConsent>& consents, std::optional<Purpose> purpose = std::nullopt) {
    return std::ranges::any_of(consents, [&](const MemberConsent& consent) {
        return consent.state == ConsentState::in_force && (!purpose || consent.purpose == *purpose);
    });
}

std::optional<std::int64_t> adopted_charter(SQLite::Database& db) {
    SQLite::Statement statement(db, "SELECT id FROM charter_version WHERE state = 'adopted'");
    return statement.executeStep() ? std::optional(statement.getColumn(0).getInt64()) : std::nullopt;
}

/// The purposes of a line, until when they hold, and whether an older charter is all that backs one of them.
void add_purposes(MemberLine& line, const std::vector<MemberConsent>& consents,
                  std::optional<std::int64_t> adopted) {
    for (const auto& entry : k_enum_names<Purpose>) {
        std::optional<Day> until;
        bool present_charter = !adopted;
        for (const MemberConsent& consent : consents) {
            if (consent.purpose == entry.value && consent.state == ConsentState::in_force) {
                until = std::max(until.value_or(consent.expires_on), consent.expires_on);
                present_charter = present_charter || consent.charter == *adopted;
            }
        }
        if (until) {
            line.purposes.push_back(entry.value);
            line.consents_until = std::min(line.consents_until.value_or(*until), *until);
            line.old_charter = line.old_charter || !present_charter;
        }
    }
}

bool passes(const MemberLine& line, const MemberFilter& filter, Day today) {
    const bool group = !filter.group || std::ranges::any_of(line.groups, [&](const MemberGroup& entry) {
        return entry.group == *filter.group;
    });
    const bool purpose =
        !filter.purpose ||
        (!line.restricted_on && std::ranges::find(line.purposes, *filter.purpose) != line.purposes.end());
    const bool expiring =
        !filter.expiring_days ||
        (line.consents_until && *line.consents_until <= today + std::chrono::days(*filter.expiring_days));
    return group && purpose && expiring && (!filter.old_charter || line.old_charter);
}

} // namespace

MemberCard member_card(const Store& store, std::int64_t id, Day today) {
    SQLite::Database& db = store.db();
    const Snapshot snapshot(db);
    const member_row::MemberRow member = member_row::get_member(db, id);
    MemberCard card;
    card.id = member.id;
    card.language = member.language;
    card.joined_on = member.joined_on;
    card.expires_on = member.expires_on;
    card.restricted_on = member.restricted_on;
    card.withdrawn_on = member.withdrawn_on;
    card.groups = groups_of(db, id);
    card.consents = consents_of(db, id, today);
    card.requests = requests_of(db, id);
    if (member.withdrawn_on) {
        return card;
    }
    if (in_force(card.consents)) {
        card.name = member.name;
    }
    if (!member.restricted_on && in_force(card.consents, Purpose::contact)) {
        card.contact = fmt::format("{}:{}", name_of(member.contact.kind), member.contact.value);
    }
    if (in_force(card.consents, Purpose::recognition)) {
        card.recognitions = recognitions_of(db, id);
    }
    return card;
}

std::vector<MemberLine> list_members(const Store& store, const MemberFilter& filter, Day today) {
    SQLite::Database& db = store.db();
    const Snapshot snapshot(db);
    const auto adopted = adopted_charter(db);
    SQLite::Statement statement(
        db, "SELECT id, name, restricted_on FROM member WHERE withdrawn_on IS NULL ORDER BY id");
    std::vector<MemberLine> lines;
    while (statement.executeStep()) {
        MemberLine line;
        line.id = statement.getColumn(0).getInt64();
        line.groups = groups_of(db, line.id);
        line.restricted_on = sql::day_at(statement, 2);
        add_purposes(line, consents_of(db, line.id, today), adopted);
        if (!line.purposes.empty() && !line.restricted_on) {
            line.name = statement.getColumn(1).getString();
        }
        if (passes(line, filter, today)) {
            lines.push_back(std::move(line));
        }
    }
    return lines;
}

} // namespace hnat
