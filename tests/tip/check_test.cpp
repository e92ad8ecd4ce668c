#include "tests/tip/sealed_support.hpp"
#include "tip/out_of_scope.hpp"
#include "tip/tip_change.hpp"
#include "tip/tip_expiry.hpp"
#include "tip/tip_row.hpp"

#include <chrono>

using namespace hnat;
using namespace hnat::test;

namespace {

/// Three tips: one that was read, referred and scrubbed, one closed, one of which the source was asked for
/// twice; one more that was purged, whose source was asked for as well.
class CheckedOffice {
  public:
    CheckedOffice() {
        for (const char* platform : {"facebook", "zalo"}) {
            NewTip tip = new_tip(Harm::ext, "2026-10-05", "tôi là hàng xóm", "chị Mẫu");
            tip.platform = platform;
            m_office.office().write(
                [&](Transaction& transaction) { add_tip(transaction, m_office.ring(), std::move(tip)); });
        }
        m_office.add(Harm::frd, "2026-10-05", "x", "anh Mẫu");
        m_office.add(Harm::slf, "2026-10-05", "x");
        m_office.reveal(4);
        close(4);
        m_office.set_today("2026-10-20");
        write([](Transaction& transaction) {
            CHECK_EQ(purge_expired_tips(transaction), 1);
            count_out_of_scope(transaction);
            record_referral(transaction, 1, Route::police);
        });
        m_unscrubbed = m_office.store().db().execAndGet("SELECT hex(body) FROM tip WHERE id = 1").getString();
        write([&](Transaction& transaction) {
            scrub_tip(transaction, m_office.ring(), m_office.open(1), secret("một người"));
        });
        close(2);
        m_office.reveal(3);
        CHECK(error_of([&] { m_office.reveal(3, "một cụm từ mật khẩu khác"); }).kind() == ErrorKind::key);
        write([&](Transaction& transaction) {
            drill_key(transaction, m_office.ring(), KeyRole::office, m_office.office().open(KeyRole::office));
        });
    }

    [[nodiscard]] std::string findings(const char* today = "2026-10-20") {
        return check_findings(m_office.store(), day(today));
    }
    /// What is found after somebody with the file and a client of SQLite did this, which is then taken back.
    [[nodiscard]] std::string findings_after(const std::string& sql) {
        SQLite::Database& db = m_office.store().db();
        const std::string trigger =
            db.execAndGet("SELECT sql FROM sqlite_schema WHERE name = 'tip_fixed'").getString();
        db.exec("PRAGMA ignore_check_constraints = ON; BEGIN; DROP TRIGGER tip_fixed");
        db.exec(sql);
        db.exec(trigger);
        std::string found = findings();
        db.exec("ROLLBACK");
        return found;
    }
    [[nodiscard]] const std::string& unscrubbed() const { return m_unscrubbed; }

  private:
    template <typename Work>
    void write(const Work& work) {
        m_office.office().write(work);
    }
    void close(std::int64_t number) {
        write([&](Transaction& transaction) {
            acknowledge_tip(transaction, number, {});
            triage_tip(transaction, number);
            close_tip(transaction, number, TipDisposition::resolved, {});
        });
    }

    TipOffice m_office;
    std::string m_unscrubbed;
};

} // namespace

TEST_CASE("P9: the check finds nothing wrong with what hnat did") {
    CHECK_EQ(CheckedOffice().findings(), "");
}

TEST_CASE("P9: the check finds every change of a tip that hnat did not make") {
    struct Change {
        const char* sql;
        const char* finding;
    };
    CheckedOffice office;
    for (const Change& change : {
             Change{"UPDATE tip SET level = 'P2' WHERE id = 1", "tips: tip 1 (EXT): is not as hnat left it"},
             {"UPDATE tip SET platform = 'zalo' WHERE id = 1", "tip 1 (EXT): is not as"},
             {"UPDATE tip SET platform = NULL WHERE id = 1", "tip 1 (EXT): is not as"},
             {"UPDATE tip SET state = 'triaged' WHERE id = 1", "tip 1 (EXT): is not as"},
             {"UPDATE tip SET route = 'victim-support' WHERE id = 1", "tip 1 (EXT): is not as"},
             {"UPDATE tip SET disposition = 'not-confirmed' WHERE id = 2", "tip 2 (EXT): is not as"},
             {"UPDATE tip SET state_on = '2026-10-19' WHERE id = 1", "tip 1 (EXT): is not as"},
             {"UPDATE tip SET expires_on = '2026-12-01' WHERE id = 1", "tip 1 (EXT): is not as"},
             {"UPDATE tip SET channel = 'email' WHERE id = 1", "tip 1 (EXT): is not as"},
             {"UPDATE tip SET receipt = randomblob(32) WHERE id = 1", "tip 1 (EXT): is not as"},
             {"UPDATE tip SET source = (SELECT source FROM tip WHERE id = 3) WHERE id = 1",
              "tip 1 (EXT): is not as"},
             {"UPDATE tip_receipt_salt SET salt = randomblob(16)", "tip 1 (EXT): is not as"},
             {"CREATE TEMP TABLE other AS SELECT uuid, receipt, body, source FROM tip WHERE id = 2;"
              "CREATE TEMP TABLE one AS SELECT uuid, receipt, body, source FROM tip WHERE id = 1;"
              "UPDATE tip SET uuid = zeroblob(16), receipt = zeroblob(32) WHERE id = 2;"
              "UPDATE tip SET (uuid, receipt, body, source) = (SELECT uuid, receipt, body, source FROM other)"
              " WHERE id = 1;"
              "UPDATE tip SET (uuid, receipt, body, source) = (SELECT uuid, receipt, body, source FROM one)"
              " WHERE id = 2",
              "tip 1 (EXT): is not as"},
             {"UPDATE tip SET state = 'hacked' WHERE id = 1", "tip 1: "},
             {"UPDATE tip SET code = 'POL' WHERE id = 1", "tip 1: "},
             {"DELETE FROM tip WHERE id = 3;"
              "UPDATE tip_count SET count = count - 1 WHERE event = 'received' AND detail = 'FRD' AND count "
              "> 1;"
              "DELETE FROM tip_count WHERE event = 'received' AND detail = 'FRD' AND count = 1",
              "a tip that was entered on 2026-10-05"},
             {"DELETE FROM audit_salt WHERE seq = (SELECT max(seq) FROM audit WHERE object ="
              " (SELECT uuid FROM tip WHERE id = 1))",
              "tip 1 (EXT): is not as"},
             {"DELETE FROM tip_reveal WHERE tip_id = 3 AND outcome = 'done'", "tip 3 (FRD): is not as"},
             {"UPDATE tip_reveal SET outcome = 'refused' WHERE tip_id = 3", "tip 3 (FRD): is not as"},
             {"UPDATE tip_reveal SET reason = NULL WHERE tip_id = 3", "tip 3 (FRD): is not as"},
             {"UPDATE tip_reveal SET tip_id = 1 WHERE tip_id = 3", "tip 1 (EXT): is not as"},
         }) {
        CAPTURE(change.sql);
        const std::string found = office.findings_after(change.sql);
        CAPTURE(found);
        CHECK(holds(found, change.finding));
    }
    CHECK(holds(office.findings_after("UPDATE tip SET body = x'" + office.unscrubbed() + "' WHERE id = 1"),
                "tip 1 (EXT): is not as"));
}

TEST_CASE("P6: the check finds requests to open a source that were taken out, also of tips that are gone") {
    CheckedOffice office;
    const std::string found = office.findings_after(
        "DELETE FROM tip_reveal WHERE outcome = 'refused'; UPDATE tip_count SET count = count + 1 WHERE "
        "event = 'revealed'; DELETE FROM tip_count WHERE event = 'reveal-refused';"
        "DELETE FROM tip_reveal WHERE tip_id IS NULL");
    CAPTURE(found);
    CHECK(holds(found,
                "reveals: requests of 2026-10-05 by office (done) to open the source of tips that are gone: "
                "1 fewer than the audit chain has\n"));
    CHECK(holds(found,
                "reveals: requests of 2026-10-20 by office (refused) to open the source of tip 3: 1 fewer "
                "than the audit chain has\n"));
    CHECK(holds(found, "tip-counts: reveal-refused of month 2026-11: 1 fewer counted than the audit "
                       "chain has\n"));
}

TEST_CASE("P9: the check finds numbers of tips that were changed") {
    CheckedOffice office;
    for (const char* sql : {
             "UPDATE tip_count SET count = count + 1 WHERE event = 'received' AND detail = 'FRD'",
             "UPDATE tip_count SET month = '2026-09' WHERE event = 'closed'",
             "DELETE FROM tip_count WHERE event = 'referred'",
             "DELETE FROM tip_count WHERE event = 'out-of-scope'",
             "DELETE FROM tip_tombstone; UPDATE tip_count SET count = count - 1 WHERE event = 'received' AND "
             "detail = 'SLF' AND count > 1; DELETE FROM tip_count WHERE event = 'received' AND detail = "
             "'SLF'",
         }) {
        CAPTURE(sql);
        CHECK(holds(office.findings_after(sql), "tip-counts: "));
    }
}

TEST_CASE("P6: the check finds keys and drills that were changed, put in or taken out") {
    CheckedOffice office;
    for (const char* sql : {
             "UPDATE key_recipient SET retired_on = '2026-10-06' WHERE id = 2",
             "UPDATE key_recipient SET since = '2026-10-06' WHERE id = 2",
             "INSERT INTO key_recipient (uuid, role, kind, public_key, since) VALUES (randomblob(16), "
             "'custodian', 'recovery', randomblob(32), '2026-10-05')",
             "DELETE FROM key_recipient WHERE id = 2",
             "UPDATE key_epoch SET destroyed_on = '2026-10-06' WHERE role = 'custodian'",
             "UPDATE key_epoch SET public_key = randomblob(32) WHERE role = 'custodian'",
             "DELETE FROM key_epoch WHERE role = 'custodian'",
             "DELETE FROM key_epoch; DELETE FROM key_recipient; DELETE FROM key_drill",
             "DELETE FROM key_drill",
             "INSERT INTO key_drill (day, role, kind) VALUES ('2026-10-20', 'custodian', 'main')",
         }) {
        CAPTURE(sql);
        const std::string found = office.findings_after(sql);
        CAPTURE(found);
        CHECK(holds(found, "keys: "));
    }
}

TEST_CASE("P7: the check finds a tip that is kept too long, and counts that do not add up") {
    CheckedOffice office;
    const std::string kept = office.findings_after("UPDATE tip SET expires_on = '2027-04-04' WHERE id = 1;"
                                                   "UPDATE tip SET expires_on = '2027-04-19' WHERE id = 2");
    CAPTURE(kept);
    CHECK(holds(kept, "tips: tip 1 (EXT): kept until 2027-04-04, but 2027-04-03 is the latest day\n"));
    CHECK(holds(kept, "tips: tip 2 (EXT): kept until 2027-04-19, but 2027-04-18 is the latest day\n"));
    CHECK(holds(office.findings_after("DELETE FROM tip WHERE id = 3"),
                "FRD of all months: 1 more counted as received than are there or were purged\n"));
}

TEST_CASE("P7: the check finds a tip that nobody removed when its day had come") {
    CheckedOffice office;
    CHECK_EQ(office.findings("2027-01-25"), "");
    CHECK_EQ(office.findings("2027-01-26"),
             "tips: tip 2 (EXT): expired on 2027-01-18 and still there; run hnat db retention\n");
}

TEST_CASE("P9: a store of many tips is checked in a time that grows as they do") {
    KeyOffice office;
    const auto add = [&](int tips) {
        office.write([&](Transaction& transaction) {
            for (int i = 0; i < tips; ++i) {
                sql::run_once(
                    transaction.db(),
                    "INSERT INTO tip (uuid, code, level, received_on, channel, state_on, expires_on, "
                    "receipt, "
                    "body, source) VALUES (randomblob(16), 'PHI', 'P2', '2026-10-05', 'phone', '2026-10-05', "
                    "'2027-04-03', randomblob(32), randomblob(1200), randomblob(500))");
                const auto number = transaction.db().getLastInsertRowid();
                for (const AuditVerb verb :
                     {AuditVerb::tip_add, AuditVerb::tip_read, AuditVerb::tip_triage}) {
                    tip_row::audit(transaction, verb, number);
                }
            }
        });
    };
    const auto check = [&] {
        const auto start = std::chrono::steady_clock::now();
        CHECK(check_tips(office.store(), day("2026-10-05")).at(0).findings.empty());
        return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
    };
    constexpr int k_few = 2'000;
    constexpr int k_times = 4;
    add(k_few);
    const double few = check();
    add(k_few * (k_times - 1));
    const double many = check();
    MESSAGE(k_few << " tips in " << few << " ms, " << k_few * k_times << " in " << many << " ms");
    CHECK(many < few * k_times * k_times / 1.5); // a pass over the chain for each would be 16 times
}
