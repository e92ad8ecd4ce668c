#include "enroll/enroll_check.hpp"

#include "base/hash.hpp"
#include "base/message.hpp"
#include "enroll/charter_row.hpp"
#include "enroll/record_state.hpp"
#include "store/group_purge.hpp"
#include "store/member_state.hpp"
#include "store/record_check.hpp"
#include "store/snapshot.hpp"
#include "store/statement.hpp"

namespace hnat {

namespace {

using Findings = std::vector<std::string>;

bool is_true(SQLite::Database& db, const char* query, std::int64_t number, std::int64_t seq) {
    return sql::integer_of(db, query, number, seq) != 0;
}

/// Purges, merges and restores of earlier versions wrote no row of the members that they touched.
bool may_have_changed_without_row(SQLite::Database& db, std::int64_t member, std::int64_t seq) {
    return is_true(db,
                   "SELECT EXISTS (SELECT 1 FROM member_group JOIN survey_group ON survey_group.id = group_id"
                   " JOIN audit ON audit.object = survey_group.uuid AND audit.verb = 'survey-merge'"
                   " WHERE member_id = ?1 AND audit.seq > ?2)",
                   member, seq) ||
           is_true(db,
                   "SELECT EXISTS (SELECT 1 FROM audit JOIN audit AS restore ON restore.day = audit.day"
                   " AND restore.verb = 'store-restore' AND restore.seq < audit.seq"
                   " JOIN member ON member.id = ?1 AND member.withdrawn_on = audit.day"
                   " WHERE audit.seq = ?2 AND audit.verb = 'member-withdraw')",
                   member, seq);
}

Findings check_members(SQLite::Database& db) {
    Findings findings;
    const std::int64_t purged_without_rows = read_purges(db).last_of_earlier;
    check_records(db,
                  {"SELECT id, uuid FROM member ORDER BY id",
                   "SELECT min(seq), day FROM audit AS entry WHERE verb = 'member-join'"
                   " AND object NOT IN (SELECT uuid FROM member) AND NOT EXISTS (SELECT 1 FROM audit"
                   " WHERE object = entry.object AND verb = 'member-erase') GROUP BY object ORDER BY 1",
                   [](std::int64_t number) { return say("member {}", number); },
                   [] { return std::string(tr("a member")); },
                   [&db, purged_without_rows](std::int64_t number, const Witness::Row& newest) {
                       return newest.tells(member_state(db, number)) || newest.seq < purged_without_rows ||
                              may_have_changed_without_row(db, number, newest.seq);
                   }},
                  findings);
    // With a member goes the salt of every commendation; before that, neither does.
    check_records(
        db,
        {"SELECT id, uuid FROM recognition ORDER BY id",
         "SELECT seq, day FROM audit AS entry WHERE verb = 'member-recognise'"
         " AND object NOT IN (SELECT uuid FROM recognition)"
         " AND (EXISTS (SELECT 1 FROM audit_salt WHERE seq = entry.seq) OR NOT EXISTS (SELECT 1 FROM audit"
         " WHERE verb = 'member-erase' AND seq > entry.seq)) ORDER BY seq",
         [](std::int64_t number) { return say("commendation {}", number); },
         [] { return std::string(tr("a commendation")); },
         [&db](std::int64_t number, const Witness::Row& newest) {
             return newest.tells(record_state::of_recognition(db, number));
         }},
        findings);
    return findings;
}

Findings check_requests(SQLite::Database& db) {
    Findings findings;
    check_records(
        db,
        {"SELECT id, uuid FROM request ORDER BY id",
         "SELECT seq, day FROM audit WHERE verb = 'request-add' AND object NOT IN (SELECT uuid FROM request)"
         " ORDER BY seq",
         [](std::int64_t number) { return say("request {}", number); },
         [] { return std::string(tr("a request")); },
         [&db](std::int64_t number, const Witness::Row& newest) {
             // An erasure takes the member out of the request, and the salt away.
             return newest.salt
                        ? newest.tells(record_state::of_request(db, number))
                        : is_true(db,
                                  "SELECT member_id IS NULL AND extension_reason IS NULL AND EXISTS (SELECT 1"
                                  " FROM audit WHERE verb = 'member-erase' AND seq > ?2)"
                                  " FROM request WHERE id = ?1",
                                  number, newest.seq);
         }},
        findings);
    return findings;
}

/// The adoption of a version replaces those before it and writes a row of the adopted one only.
bool fits_charter(SQLite::Database& db, std::int64_t number, const Witness::Row& newest) {
    const auto row = charter_row::find_charter(db, number);
    SQLite::Statement text(db, "SELECT text FROM charter_version WHERE id = ?");
    sql::bind_all(text, number);
    if (!text.executeStep() || sha256(text.getColumn(0).getString()) != row.version.hash) {
        return false;
    }
    SQLite::Statement later(db, "SELECT day FROM audit WHERE verb = 'charter-adopt' AND object <> ?"
                                " AND seq > ? ORDER BY seq LIMIT 1");
    sql::bind_all(later, row.uuid, newest.seq);
    const auto replaced_on = later.executeStep() ? sql::day_at(later, 0) : std::nullopt;
    if (row.version.state == CharterState::draft || !replaced_on) {
        return newest.tells(record_state::of_charter(db, number));
    }
    return row.version.state == CharterState::replaced && row.version.replaced_on == replaced_on &&
           newest.tells(record_state::of_charter_before_replacement(db, number));
}

Findings check_charter(SQLite::Database& db) {
    Findings findings;
    check_records(
        db,
        {"SELECT id, uuid FROM charter_version ORDER BY id",
         "SELECT min(seq), day FROM audit WHERE verb = 'charter-draft'"
         " AND object NOT IN (SELECT uuid FROM charter_version) GROUP BY object ORDER BY 1",
         [](std::int64_t number) { return say("version {} of the charter", number); },
         [] { return std::string(tr("a version of the charter")); },
         [&db](std::int64_t number, const Witness::Row& newest) { return fits_charter(db, number, newest); }},
        findings);
    check_records(db,
                  {"SELECT id, uuid FROM charter_comment ORDER BY id",
                   "SELECT seq, day FROM audit WHERE verb = 'charter-comment'"
                   " AND object NOT IN (SELECT uuid FROM charter_comment) ORDER BY seq",
                   [](std::int64_t number) { return say("comment {} on the charter", number); },
                   [] { return std::string(tr("a comment on the charter")); },
                   [&db](std::int64_t number, const Witness::Row& newest) {
                       return newest.tells(record_state::of_comment(db, number));
                   }},
                  findings);
    return findings;
}

/// Looks at one assessment after another.
class AssessmentChecker {
  public:
    explicit AssessmentChecker(SQLite::Database& db) : m_db(db), m_gone(db) {}

    bool fits(std::int64_t number, const Witness::Row& newest) {
        if (newest.tells(record_state::of_assessment(m_db, number))) {
            return true;
        }
        const bool group_went =
            is_true(m_db,
                    "SELECT group_id IS NULL OR EXISTS (SELECT 1 FROM survey_group JOIN audit"
                    " ON audit.object = survey_group.uuid AND audit.verb = 'survey-merge'"
                    " WHERE survey_group.id = group_id AND audit.seq > ?2)"
                    " FROM assessment WHERE id = ?1",
                    number, newest.seq);
        const CanonicalState after_group = record_state::of_assessment_after_group(m_db, number);
        return group_went && m_gone.any([&](std::int64_t group) {
            return newest.tells(record_state::of_assessment(group, after_group));
        });
    }

  private:
    SQLite::Database& m_db;
    GoneGroups m_gone;
};

Findings check_assessments(SQLite::Database& db) {
    Findings findings;
    AssessmentChecker checker(db);
    check_records(db,
                  {"SELECT id, uuid FROM assessment ORDER BY id",
                   "SELECT min(seq), day FROM audit WHERE verb = 'group-assess'"
                   " AND object NOT IN (SELECT uuid FROM assessment) GROUP BY object ORDER BY 1",
                   [](std::int64_t number) { return say("assessment {}", number); },
                   [] { return std::string(tr("an assessment")); },
                   [&checker](std::int64_t number, const Witness::Row& newest) {
                       return checker.fits(number, newest);
                   }},
                  findings);
    return findings;
}

} // namespace

std::vector<CheckResult> check_enroll(const Store& store) {
    SQLite::Database& db = store.db();
    const Snapshot snapshot(db);
    return {run_check(store, "members", [&] { return check_members(db); }),
            run_check(store, "requests", [&] { return check_requests(db); }),
            run_check(store, "charter", [&] { return check_charter(db); }),
            run_check(store, "assessments", [&] { return check_assessments(db); })};
}

} // namespace hnat
