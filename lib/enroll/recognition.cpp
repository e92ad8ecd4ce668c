#include "enroll/recognition.hpp"

#include "base/error.hpp"
#include "base/hash.hpp"
#include "base/message.hpp"
#include "enroll/programme_count.hpp"
#include "enroll/record_state.hpp"
#include "store/audit.hpp"
#include "store/statement.hpp"

#include <algorithm>

namespace hnat {

namespace {

struct ReasonName {
    RecognitionReason reason;
    std::string_view vi, en;
};

constexpr std::array<ReasonName, k_enum_names<RecognitionReason>.size()> k_reason_names{{
    {RecognitionReason::safety_rules, "Xây dựng và giữ nội quy an toàn", "Rules that keep people safe"},
    {RecognitionReason::quick_warning, "Cảnh báo kịp thời", "A quick warning"},
    {RecognitionReason::helped_victims, "Giúp đỡ người bị hại", "Help for people who were harmed"},
    {RecognitionReason::account_safety, "Giữ an toàn tài khoản quản trị",
     "Safety of the moderators' accounts"},
    {RecognitionReason::steady_contact, "Giữ liên hệ thường xuyên", "Steady contact"},
    {RecognitionReason::helped_others, "Giúp đỡ các hội nhóm khác", "Help for other groups"},
}};

/// Why nothing may be done with a member's data, or nothing.
void require_processing(SQLite::Database& db, std::int64_t member) {
    SQLite::Statement query(db, "SELECT withdrawn_on, restricted_on FROM member WHERE id = ?");
    sql::bind_all(query, member);
    if (!query.executeStep()) {
        throw Error(ErrorKind::not_found,
                    say("there is no member {}; `hnat enroll list` shows the numbers", member));
    }
    if (const auto day = sql::day_at(query, 0)) {
        throw Error(ErrorKind::usage,
                    say("member {} withdrew on {}: nothing is done with that person's data (P3)", member,
                        to_iso(*day)));
    }
    if (const auto day = sql::day_at(query, 1)) {
        throw Error(ErrorKind::usage,
                    say("member {} asked on {} that processing be restricted; no recognition meanwhile",
                        member, to_iso(*day)));
    }
}

/// The last word about a consent that is not in force.
std::string not_in_force(SQLite::Database& db, std::int64_t member, const char* purpose, Day today) {
    SQLite::Statement query(
        db, "SELECT withdrawal.withdrawn_on, consent.expires_on, consent.given_on FROM consent"
            " LEFT JOIN consent_withdrawal AS withdrawal ON withdrawal.consent_id = consent.id"
            " WHERE consent.member_id = ? AND consent.purpose = ?"
            " ORDER BY consent.given_on DESC, consent.id DESC LIMIT 1");
    sql::bind_all(query, member, purpose);
    if (!query.executeStep()) {
        return say(
            "member {}: consent to '{}' was never given; a consent to another purpose does not stand in "
            "for it (P2)",
            member, purpose);
    }
    if (const auto withdrawn = sql::day_at(query, 0)) {
        return say("member {}: consent to '{}' was withdrawn on {}; a consent to another purpose does not "
                   "stand in for it (P2)",
                   member, purpose, to_iso(*withdrawn));
    }
    const Day expires = sql::required_day_at(query, 1);
    return expires <= today ? say("member {}: consent to '{}' expired on {}; a consent to another purpose "
                                  "does not stand in "
                                  "for it (P2)",
                                  member, purpose, to_iso(expires))
                            : say("member {}: consent to '{}' was given on {}, after this day; a consent to "
                                  "another purpose "
                                  "does not stand in for it (P2)",
                                  member, purpose, to_iso(sql::required_day_at(query, 2)));
}

void require_consent(SQLite::Database& db, std::int64_t member, const char* purpose, Day today) {
    const bool in_force =
        sql::integer_of(db,
                        "SELECT EXISTS (SELECT 1 FROM consent_in_force WHERE member_id = ?1 AND purpose = ?2"
                        " AND given_on <= ?3 AND expires_on > ?3)",
                        member, purpose, today) != 0;
    if (!in_force) {
        throw Error(ErrorKind::usage, not_in_force(db, member, purpose, today));
    }
}

} // namespace

std::string_view reason_name(RecognitionReason reason, std::string_view language) {
    const auto* const found = std::ranges::find(k_reason_names, reason, &ReasonName::reason);
    return language == "vi" ? found->vi : found->en;
}

std::int64_t recognise_member(Transaction& transaction, std::int64_t member, RecognitionReason reason,
                              bool publish) {
    SQLite::Database& db = transaction.db();
    require_processing(db, member);
    require_consent(db, member, "recognition", transaction.today());
    if (publish) {
        require_consent(db, member, "publication", transaction.today());
    }
    const Uuid uuid = random_uuid();
    sql::run_once(db,
                  "INSERT INTO recognition (uuid, member_id, day, reason, publish) VALUES (?, ?, ?, ?, ?)",
                  uuid, member, transaction.today(), name_of(reason), publish);
    const std::int64_t number = db.getLastInsertRowid();
    raise_count(transaction, ProgrammeEvent::recognised);
    append_audit(transaction, AuditVerb::member_recognise, uuid, record_state::of_recognition(db, number));
    return number;
}

std::vector<Recognition> list_recognitions(const Store& store, std::optional<Day> since, Day today) {
    SQLite::Statement query(
        store.db(),
        "SELECT recognition.id, recognition.member_id, recognition.day, recognition.reason, "
        "recognition.publish,"
        // The name needs every purpose that it is used for.
        " CASE WHEN recognition.publish AND member.withdrawn_on IS NULL AND member.restricted_on IS NULL"
        "     AND (SELECT count(DISTINCT purpose) FROM consent_in_force AS consent"
        "          WHERE consent.member_id = member.id AND consent.purpose IN ('recognition', 'publication')"
        "          AND consent.given_on <= ?1 AND consent.expires_on > ?1) = 2"
        "     THEN member.name END"
        " FROM recognition JOIN member ON member.id = recognition.member_id"
        " WHERE ?2 IS NULL OR recognition.day >= ?2 ORDER BY recognition.day, recognition.id");
    sql::bind_all(query, today, since);
    std::vector<Recognition> all;
    while (query.executeStep()) {
        Recognition& entry = all.emplace_back();
        entry.number = query.getColumn(0).getInt64();
        entry.member = query.getColumn(1).getInt64();
        entry.day = sql::required_day_at(query, 2);
        entry.reason = sql::required_name_at<RecognitionReason>(query, 3);
        entry.publish = query.getColumn(4).getInt() != 0;
        entry.name = sql::text_at(query, 5);
    }
    return all;
}

} // namespace hnat
