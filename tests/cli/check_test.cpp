// P9: what somebody does to the database with a client of SQLite is found, one sentence for each kind of
// record.
#include "base/hash.hpp"
#include "store/audit.hpp"
#include "store/migrate.hpp"
#include "store/open.hpp"
#include "tests/cli/check_support.hpp"

#include <SQLiteCpp/Database.h>

#include <fstream>
#include <iterator>

using namespace hnat;
using namespace hnat::test;

namespace {

/// An office with a charter in two versions; groups 1 and 2 added by hand and joined, 3 approached, 4 to 7
/// from a list, of which 7 was changed by a second one after somebody had edited it and 6 went into 3;
/// members 1 and 2; a request, a commendation, an assessment; a meeting with a question and an action.
class CheckedOffice {
  public:
    CheckedOffice() {
        write([](Transaction& t) {
            draft_charter(t, "# Quy chế\n\nĐiều 1.\n", std::nullopt);
            publish_charter(t);
        });
        for (const char* slug : {"aaaaa", "bbbbb", "ccccc"}) {
            const auto id = m_reg.add(slug, slug, 100);
            write([&](Transaction& t) {
                shortlist_group(t, id);
                approach_group(t, id, m_reg.today(), std::string("lan"));
            });
        }
        m_reg.import({row("ddddd", "10"), row("eeeee", "20"), row("fffff", "30"), row("ggggg", "40")});
        GroupEdit edit;
        edit.topic = std::optional<std::string>("food");
        write([&](Transaction& t) { edit_group(t, 7, edit); });
        m_reg.import({row("ggggg", "44")});
        for (const std::int64_t number : {1, 2}) {
            write([&](Transaction& t) {
                JoinRequest request{
                    number, MemberRole::admin, person_of(static_cast<std::uint64_t>(number)), "vi", {}};
                request.consents = {consent_of(Purpose::contact, m_reg.today()),
                                    consent_of(Purpose::recognition, m_reg.today())};
                join_group(t, request);
            });
        }
        write([&](Transaction& t) {
            withdraw_consents(t, 2, {Purpose::recognition}, WithdrawalMethod::sms);
            merge(t, 3, 6);
            add_request(t, 1, RequestKind::see, m_reg.today());
            answer_request(t, 1, m_reg.today());
            recognise_member(t, 1, RecognitionReason::quick_warning, false);
            assess_group(t, 1, {{practices().front().code, PracticeAnswer::yes}}, true);
            comment_on_charter(t, 1, "Một góp ý", {});
            answer_charter_comment(t, 1, "Đã sửa");
            adopt_charter(t);
            draft_charter(t, "# Quy chế\n\nĐiều 2.\n", std::nullopt);
            publish_charter(t);
            adopt_charter(t);
            MeetingPlan plan;
            plan.at = {m_reg.today(), 14 * 60};
            plan.place = "Nhà văn hóa";
            plan.materials = {{"Quy chế", "bản 1"}};
            plan.groups = {1, 2};
            plan_meeting(t, plan);
        });
        const Meeting meeting = find_meeting(m_reg.store(), "1", m_reg.today());
        write([&](Transaction& t) {
            record_attendance(t, meeting, {{1}, {2}, {}});
            add_question(t, meeting, "Một câu hỏi", 1);
            answer_question(t, 1, "Có");
            add_task(t, meeting, "Gửi biên bản", "lan", m_reg.today());
        });
    }

    [[nodiscard]] std::string findings() { return findings_of(m_reg.store(), m_reg.today()); }
    /// What is found after somebody did this without the triggers of the schema; it is then taken back.
    [[nodiscard]] std::string findings_after(const std::string& sql) {
        SQLite::Database& db = m_reg.db();
        db.exec("PRAGMA foreign_keys = ON; PRAGMA ignore_check_constraints = ON; PRAGMA trusted_schema = ON; "
                "BEGIN");
        for (const char* trigger :
             {"consent_no_update", "consent_withdrawal_no_delete", "consent_no_delete",
              "consent_needs_charter", "charter_text_fixed", "charter_kept", "consent_withdrawal_no_update",
              "survey_group_joined_insert", "survey_group_joins"}) {
            db.exec(std::string("DROP TRIGGER ") + trigger);
        }
        db.exec(sql);
        std::string found = findings();
        db.exec("ROLLBACK");
        return found;
    }
    template <typename Work>
    void write(const Work& work) {
        m_reg.write(work);
    }
    [[nodiscard]] Register& reg() { return m_reg; }

  private:
    static FakeList::Cells row(const char* slug, const char* members) {
        return {slug, group_url(slug), members, "2026-03-01", "", "danh sách"};
    }

    Register m_reg;
};

struct Change {
    const char* sql;
    const char* finding;
};

bool holds(const std::string& text, const char* part) {
    return text.find(part) != std::string::npos;
}

void check_found(std::initializer_list<Change> changes) {
    CheckedOffice office;
    REQUIRE_EQ(office.findings(), "");
    for (const Change& change : changes) {
        CAPTURE(change.sql);
        const std::string found = office.findings_after(change.sql);
        CAPTURE(found);
        CHECK(holds(found, change.finding));
    }
    CHECK_EQ(office.findings(), "");
}

} // namespace

TEST_CASE("P9: the check finds a group that was changed") {
    check_found({
        {"UPDATE survey_group SET name = 'x' WHERE id = 1", "groups: group 1: is not as hnat left it"},
        {"UPDATE survey_group SET members = 5 WHERE id = 2", "group 2: is not as"},
        {"UPDATE survey_group SET topic = 'food' WHERE id = 1", "group 1: is not as"},
        {"UPDATE survey_group SET url = 'https://www.facebook.com/groups/x' WHERE id = 1",
         "group 1: is not as"},
        {"UPDATE survey_group SET liaison = 'minh' WHERE id = 3", "group 3: is not as"},
        {"UPDATE survey_group SET expires_on = '2027-12-01' WHERE id = 3", "group 3: is not as"},
        {"UPDATE survey_group SET state = 'left', expires_on = '2027-01-01' WHERE id = 1",
         "group 1: is not as"},
        {"UPDATE survey_group SET state = 'joined', expires_on = NULL WHERE id = 3", "group 3: is not as"},
        {"UPDATE survey_group SET last_batch = 2 WHERE id = 1", "group 1: is not as"},
        {"UPDATE survey_group SET uuid = randomblob(16) WHERE id = 3", "group 3: is not in the audit chain"},
    });
}

TEST_CASE("P9: the check finds approaches, addresses and history of a group that were changed") {
    check_found({
        {"DELETE FROM approach WHERE group_id = 3", "group 3: is not as"},
        {"UPDATE approach SET day = '2025-03-02' WHERE group_id = 1", "group 1: is not as"},
        {"INSERT INTO approach (group_id, day) VALUES (1, '2026-03-01')", "group 1: is not as"},
        {"DELETE FROM survey_alias", "group 3: is not as"},
        {"INSERT INTO survey_alias (key, group_id, since) VALUES ('x', 1, '2026-03-02')",
         "group 1: is not as"},
        {"DELETE FROM survey_event WHERE group_id = 2 AND detail = 'joined'", "group 2: is not as"},
    });
}

TEST_CASE("P9: the check finds a group that a list brought and somebody made one of the programme") {
    check_found({
        {"UPDATE survey_group SET state = 'shortlisted' WHERE id = 4", "group 4: is not as"},
        {"UPDATE survey_group SET liaison = 'lan' WHERE id = 5", "group 5: is not as"},
        {"UPDATE survey_group SET rest_until = '2027-01-01' WHERE id = 5", "group 5: is not as"},
        {"UPDATE survey_group SET last_batch = NULL WHERE id = 4; UPDATE survey_group SET first_batch = NULL "
         "WHERE id = 4",
         "group 4: is not in the audit chain"},
    });
}

TEST_CASE("P9: the check finds what somebody did to a group that a list changed after the office had") {
    check_found({
        {"UPDATE survey_change SET before = json_set(before, '$.topic', 'trade') WHERE group_id = 7",
         "group 7: is not as"},
        {"DELETE FROM survey_change WHERE group_id = 7", "group 7: is not as"},
        {"UPDATE survey_group SET expires_on = '2026-12-01' WHERE id = 7", "group 7: is not as"},
        {"UPDATE survey_group SET last_batch = 1 WHERE id = 7", "a group that was changed on 2026-03-02 "},
    });
}

TEST_CASE("P9: the check finds groups that were put in, taken out or put back") {
    const char* const put_in =
        "INSERT INTO survey_group (uuid, key, name, search_key, platform, entity, url, resolved, state_on,"
        " surveyed_on, expires_on) SELECT randomblob(16), 'facebook:group:x', name, search_key, platform, "
        "entity,"
        " 'x', 1, surveyed_on, surveyed_on, expires_on FROM survey_group WHERE id = 4";
    check_found({
        {put_in, "group 8: is not in the audit chain: somebody put it into the database"},
        {put_in, "groups: the register has 7 groups, but 6 came and did not go"},
        {"DELETE FROM survey_group WHERE id = 3", "a group that was changed on 2026-03-02"},
        {"DELETE FROM survey_group WHERE id = 4", "the register has 5 groups, but 6 came and did not go"},
        {"DELETE FROM audit_salt WHERE object = (SELECT uuid FROM survey_group WHERE id = 3);"
         "DELETE FROM survey_group WHERE id = 3",
         "the register has 5 groups, but 6 came"},
        {"INSERT INTO survey_expired (surveyed_on, day, platform, topic, locality, resolved, groups, "
         "members, "
         "members_known) VALUES ('2026-03-02', '2027-03-02', 'facebook', '', '', 1, 1, 0, 0);"
         "DELETE FROM survey_group WHERE id = 4",
         "1 groups are counted as expired, but 0 were by the last purge"},
        {"UPDATE survey_group SET state = 'shortlisted', liaison = NULL WHERE id = 3", "group 3: is not as"},
        {"UPDATE survey_batch SET reverted_on = '2026-03-02' WHERE id = 2", "batch 2: is not as"},
        {"DELETE FROM survey_change; UPDATE survey_group SET last_batch = NULL, first_batch = NULL WHERE "
         "first_batch"
         " IS NOT NULL; DELETE FROM survey_batch",
         "a batch of 2026-03-02"},
    });
}

TEST_CASE("P9: the check finds a member that was changed, and groups, consents and withdrawals of one") {
    check_found({
        {"UPDATE member SET name = 'x' WHERE id = 1", "members: member 1: is not as hnat left it"},
        {"UPDATE member SET contact = 'x@example.org' WHERE id = 1", "member 1: is not as"},
        {"UPDATE member SET expires_on = '2026-12-01' WHERE id = 1", "member 1: is not as"},
        {"UPDATE member SET restricted_on = '2026-03-02' WHERE id = 1", "member 1: is not as"},
        {"UPDATE member SET withdrawn_on = '2026-03-02' WHERE id = 1", "member 1: is not as"},
        {"UPDATE member_group SET role = 'owner' WHERE member_id = 1", "member 1: is not as"},
        {"INSERT INTO member_group (member_id, group_id, role, since) VALUES (1, 2, 'admin', '2026-03-02')",
         "member 1: is not as"},
        {"DELETE FROM member_group WHERE member_id = 2", "member 2: is not as"},
        {"UPDATE consent SET expires_on = '2028-01-01' WHERE member_id = 1", "member 1: is not as"},
        {"UPDATE consent SET evidence = 'phiếu 8' WHERE member_id = 1", "member 1: is not as"},
        {"DELETE FROM consent_withdrawal", "member 2: is not as"},
        {"INSERT INTO consent_withdrawal (consent_id, withdrawn_on, recorded_by, how) VALUES (1, "
         "'2026-03-02', "
         "'office', 'sms')",
         "member 1: is not as"},
        {"INSERT INTO consent SELECT 99, randomblob(16), member_id, 'publication', charter_version, "
         "charter_sha256, method, given_on, recorded_on, recorded_by, evidence, sensitive_notice, expires_on "
         "FROM consent WHERE id = 1",
         "member 1: is not as"},
        {"UPDATE member SET uuid = randomblob(16) WHERE id = 1", "member 1: is not in the audit chain"},
        {"DELETE FROM member WHERE id = 1", "a member of 2026-03-02"},
        {"DELETE FROM audit_salt WHERE object = (SELECT uuid FROM member WHERE id = 1)",
         "member 1: is not as"},
    });
}

TEST_CASE("P9: the check finds commendations that were changed, put in or taken out") {
    check_found({
        {"UPDATE recognition SET reason = 'steady-contact'", "members: commendation 1: is not as"},
        {"UPDATE recognition SET publish = 1", "commendation 1: is not as"},
        {"INSERT INTO recognition (uuid, member_id, day, reason, publish) VALUES (randomblob(16), 2, "
         "'2026-03-02', 'quick-warning', 0)",
         "commendation 2: is not in the audit chain"},
        {"DELETE FROM recognition", "a commendation of 2026-03-02"},
        {"DELETE FROM audit_salt WHERE object = (SELECT uuid FROM recognition); DELETE FROM recognition",
         "a commendation of 2026-03-02"},
    });
}

TEST_CASE("P9: the check finds requests under the law that were changed, put in or taken out") {
    check_found({
        {"UPDATE request SET due = '2026-09-01'", "requests: request 1: is not as"},
        {"UPDATE request SET answered_on = NULL", "request 1: is not as"},
        {"UPDATE request SET member_id = NULL", "request 1: is not as"},
        {"UPDATE request SET done_on = '2026-03-02', outcome = 'done'", "request 1: is not as"},
        {"DELETE FROM audit_salt WHERE object = (SELECT uuid FROM request); UPDATE request SET member_id = "
         "NULL",
         "request 1: is not as"},
        {"INSERT INTO request (uuid, kind, received_on, answer_due, due) VALUES (randomblob(16), 'see', "
         "'2026-03-02', '2026-03-04', '2026-03-12')",
         "request 2: is not in the audit chain"},
        {"DELETE FROM request", "a request of 2026-03-02"},
    });
}

TEST_CASE("P9: the check finds versions of the charter and comments that were changed, put in or taken out") {
    check_found({
        {"UPDATE charter_version SET text = 'x' WHERE id = 2",
         "charter: version 2 of the charter: is not as"},
        {"UPDATE charter_version SET title = 'x' WHERE id = 2", "version 2 of the charter: is not as"},
        {"UPDATE charter_version SET adopted_on = '2026-03-01' WHERE id = 1",
         "version 1 of the charter: is not as"},
        {"UPDATE charter_version SET replaced_on = '2026-03-03' WHERE id = 1",
         "version 1 of the charter: is not as"},
        {"UPDATE charter_version SET state = 'published' WHERE id = 2; UPDATE charter_version SET state = "
         "'adopted', replaced_on = NULL WHERE id = 1",
         "version 1 of the charter: is not as"},
        {"INSERT INTO charter_version (uuid, title, text, sha256, state, drafted_on) VALUES (randomblob(16), "
         "'x', 'x', zeroblob(32), 'draft', '2026-03-02')",
         "version 3 of the charter: is not in the audit chain"},
        {"UPDATE charter_comment SET answer = 'x'", "comment 1 on the charter: is not as"},
        {"DELETE FROM charter_comment", "a comment on the charter of 2026-03-02"},
        {"DELETE FROM charter_version WHERE id = 2", "a version of the charter of 2026-03-02"},
    });
}

TEST_CASE("P9: the check finds assessments that were changed, put in or taken out") {
    check_found({
        {"UPDATE assessment_answer SET answer = 'no'", "assessments: assessment 1: is not as"},
        {"DELETE FROM assessment_answer", "assessment 1: is not as"},
        {"UPDATE assessment SET group_id = 2", "assessment 1: is not as"},
        {"UPDATE assessment SET group_id = NULL", "assessment 1: is not as"},
        {"UPDATE assessment SET day = '2026-01-01'", "assessment 1: is not as"},
        {"INSERT INTO assessment (uuid, group_id, day) VALUES (randomblob(16), 2, '2026-03-02')",
         "assessment 2: is not in the audit chain"},
        {"DELETE FROM assessment", "an assessment of 2026-03-02"},
    });
}

TEST_CASE("P9: the check finds meetings, questions and actions that were changed, put in or taken out") {
    check_found({
        {"UPDATE meeting SET place = 'x'", "meetings: meeting 1: is not as"},
        {"UPDATE meeting SET state = 'held', closed_on = '2026-03-02'", "meeting 1: is not as"},
        {"UPDATE meeting SET starts_at = '2026-03-01T14:00'", "meeting 1: is not as"},
        {"UPDATE meeting_material SET reference = 'x'", "meeting 1: is not as"},
        {"UPDATE meeting_group SET attendance = 'present'", "meeting 1: is not as"},
        {"DELETE FROM meeting_group WHERE group_id = 2", "meeting 1: is not as"},
        {"INSERT INTO meeting_group (meeting_id, group_id, group_uuid) SELECT 1, id, uuid FROM survey_group "
         "WHERE "
         "id = 3",
         "meeting 1: is not as"},
        {"INSERT INTO meeting (uuid, kind, starts_at, minutes, place, planned_on, changed_on) VALUES "
         "(randomblob(16), 'launch', '2026-03-01T14:00', 60, 'x', '2026-03-01', '2026-03-01')",
         "meeting 2: is not in the audit chain"},
        {"UPDATE meeting_question SET text = 'x'", "question 1: is not as"},
        {"UPDATE meeting_question SET group_id = NULL", "question 1: is not as"},
        {"UPDATE meeting_question SET answer = NULL, answered_on = NULL", "question 1: is not as"},
        {"DELETE FROM meeting_question", "a question of 2026-03-02"},
        {"UPDATE meeting_action SET done_on = '2026-03-02'", "action 1: is not as"},
        {"DELETE FROM meeting_action", "an action of 2026-03-02"},
        {"DELETE FROM meeting", "a meeting of 2026-03-02"},
    });
}

TEST_CASE("P9: the check finds what was changed in a record whose group has gone") {
    CheckedOffice office;
    office.write([&](Transaction& t) {
        erase_member(t, 1);
        erase_member(t, 2);
    });
    office.reg().set_today("2027-06-01");
    office.write([](Transaction& t) { CHECK(purge_expired_groups(t) == 6); });
    CHECK_EQ(office.findings(), "");
    CHECK(
        holds(office.findings_after("UPDATE assessment SET day = '2026-01-01'"), "assessment 1: is not as"));
    CHECK(holds(office.findings_after("UPDATE meeting_question SET text = 'x'"), "question 1: is not as"));
    CHECK(holds(office.findings_after("UPDATE survey_expired SET groups = groups + 1"),
                "groups are counted as expired, but 6 were by the last purge"));
    CHECK(holds(office.findings_after("DELETE FROM survey_expired"),
                "0 groups are counted as expired, but 6 were by the last purge"));
}

TEST_CASE("P9: a store of an earlier version raises no alarm, and what can be compared in it is") {
    for (const int version : {1, 2}) {
        CAPTURE(version);
        TempDir folder;
        const StoreOptions options{folder.path() / "hnat.db"};
        create_database(options, day("2026-08-03"),
                        embedded_migrations().first(static_cast<std::size_t>(version)));
        std::ifstream rows(std::string(HNAT_SOURCE_DIR) + "/tests/fixtures/schema-" +
                           std::to_string(version) + ".sql");
        SQLite::Database(options.path.string(), SQLite::OPEN_READWRITE)
            .exec(std::string(std::istreambuf_iterator<char>(rows), {}));
        const Store store = Store::open(options, Access::write, day("2026-09-01"));
        CHECK_EQ(findings_of(store, day("2026-09-01")), "");
        store.db().exec("BEGIN; UPDATE survey_group SET liaison = NULL, state_on = '2026-01-01'"
                        " WHERE first_batch IS NULL OR state <> 'surveyed'");
        CHECK(holds(findings_of(store, day("2026-09-01")), ": is not as hnat left it"));
        store.db().exec("ROLLBACK");
    }
}
