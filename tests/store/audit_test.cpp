#include "store_support.hpp"

#include "store/audit_row.hpp"
#include "store/office.hpp"

#include <SQLiteCpp/Exception.h>

#include <algorithm>

using namespace hnat;
using namespace hnat::test;

namespace {

constexpr int k_rows = 6;

/// A chain of six rows that somebody with the file, but not with hnat, may work on.
struct Chain {
    ScratchDatabase scratch;

    Chain() {
        Store store = scratch.write();
        add_audit_rows(store,
                       {"2026-09-02", "2026-09-02", "2026-09-03", "2026-09-04", "2026-09-05", "2026-09-05"});
    }

    /// Runs SQL on the chain with its triggers taken off and put back, so that only the chain itself can
    /// tell.
    void tamper(const std::string& sql) const {
        SQLite::Database db(scratch.path().string(), SQLITE_OPEN_READWRITE);
        db.exec("PRAGMA foreign_keys = OFF");
        std::vector<std::string> names;
        std::vector<std::string> triggers;
        {
            SQLite::Statement statement(
                db, "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'audit'");
            while (statement.executeStep()) {
                names.push_back(statement.getColumn(0).getString());
                triggers.push_back(statement.getColumn(1).getString());
            }
        }
        for (const std::string& name : names) {
            db.exec("DROP TRIGGER " + name);
        }
        db.exec(sql);
        for (const std::string& trigger : triggers) {
            db.exec(trigger);
        }
    }

    [[nodiscard]] std::vector<std::string> verify() const { return verify_audit(scratch.read()); }
    [[nodiscard]] std::vector<AuditRow> rows() const { return audit_rows(scratch.read()); }
};

/// SQL that puts in a row whose own hash is right, as a careful forger would.
std::string forged(AuditRow row) {
    row.hash = to_hex(sha256(audit_preimage(row)));
    return "INSERT INTO audit (seq, day, staff, verb, object, outcome, commitment, previous, hash) VALUES (" +
           std::to_string(row.seq) + ", '" + row.day + "', '" + row.staff + "', '" + row.verb + "', x'" +
           row.object + "', '" + row.outcome + "', x'" + row.commitment + "', x'" + row.previous + "', x'" +
           row.hash + "');";
}

} // namespace

TEST_CASE("P9: an untouched chain is sound") {
    const Chain chain;
    CHECK(chain.verify().empty());
    const auto rows = chain.rows();
    REQUIRE(rows.size() == k_rows);
    CHECK(rows[0].seq == 1);
    CHECK(rows[0].previous == std::string(64, '0'));
    CHECK(rows[1].previous == rows[0].hash);
    CHECK(audit_rows(chain.scratch.read(), 3, 2).size() == 2);
    CHECK(audit_rows(chain.scratch.read(), 3, 2).front().seq == 3);
}

TEST_CASE("P9: the hash of a row can be recomputed from its text") {
    AuditRow row;
    row.seq = 1;
    row.day = "2026-09-02";
    row.staff = "clerk-1";
    row.verb = "staff-add";
    row.object = "000102030405060708090a0b0c0d0e0f";
    row.outcome = "done";
    row.commitment = std::string(64, 'a');
    row.previous = std::string(64, '0');
    CHECK(audit_preimage(row) ==
          "hnat.audit/1\n1\n2026-09-02\nclerk-1\nstaff-add\n000102030405060708090a0b0c0d0e0f\n"
          "done\n" +
              std::string(64, 'a') + "\n" + std::string(64, '0') + "\n");
    // By coreutils: printf '%s\n' hnat.audit/1 1 … | sha256sum
    CHECK(to_hex(sha256(audit_preimage(row))) ==
          "d871a1420788de8837e7c4acbcfae44b8293e4b13841c319036a3d23cc33c1c6");
    const Chain chain;
    for (const AuditRow& actual : chain.rows()) {
        CHECK(to_hex(sha256(audit_preimage(actual))) == actual.hash);
    }
}

TEST_CASE("P9: the commitment opens with the salt, and not any more when the salt is forgotten") {
    const ScratchDatabase scratch;
    Store store = scratch.write();
    const Uuid object = random_uuid();
    const auto state = CanonicalState().add("name", "Nhóm chợ").add("members", 12).add_null("topic");
    {
        Transaction transaction(store, {k_unnamed_staff, day("2026-09-02")});
        append_audit(transaction, AuditVerb::survey_add, object, state);
        append_audit(transaction, AuditVerb::survey_edit, object, state);
        transaction.commit();
    }
    const std::string salt = text(store.db(), "SELECT salt FROM audit_salt WHERE seq = 1");
    REQUIRE(salt.size() == 16);
    const auto rows = audit_rows(store);
    CHECK(rows[0].commitment == to_hex(sha256(salt + state.bytes())));
    CHECK(rows[0].commitment != rows[1].commitment);
    {
        Transaction transaction(store, {k_unnamed_staff, day("2026-09-02")});
        forget_audit_salts(transaction, object);
        transaction.commit();
    }
    CHECK(number(store.db(), "SELECT count(*) FROM audit_salt") == 0);
    CHECK(verify_audit(store).empty());
}

TEST_CASE("P9: two states never have the same bytes") {
    const auto bytes = [](const CanonicalState& state) { return state.bytes(); };
    const std::vector<std::string> states{
        bytes(CanonicalState().add("a", "")),
        bytes(CanonicalState().add_null("a")),
        bytes(CanonicalState().add("a", 0)),
        bytes(CanonicalState().add("a", "0")),
        bytes(CanonicalState().add("a", "b\nc null")),
        bytes(CanonicalState().add("a", "b").add_null("c")),
        bytes(CanonicalState().add("a", "b").add("c", "")),
        bytes(CanonicalState().add("a", "").add("c", "b")),
    };
    for (std::size_t i = 0; i < states.size(); ++i) {
        CHECK(std::count(states.begin(), states.end(), states[i]) == 1);
    }
}

TEST_CASE("P9: the row itself holds nothing of the record") {
    const ScratchDatabase scratch;
    {
        Store store = scratch.write();
        Transaction transaction(store, {k_unnamed_staff, day("2026-09-02")});
        append_audit(transaction, AuditVerb::survey_add, random_uuid(),
                     CanonicalState().add("name", "CANARY-7731"));
        transaction.commit();
    }
    CHECK(!holds(bytes_of(scratch.path()), "CANARY-7731"));
}

TEST_CASE("P9: audit rows can't be changed, deleted, replaced or put in through SQL") {
    const Chain chain;
    for (const char* sql : {
             "UPDATE audit SET staff = 'x' WHERE seq = 2",
             "DELETE FROM audit WHERE seq = 6",
             "DELETE FROM audit",
             "REPLACE INTO audit SELECT seq, day, 'x', verb, object, outcome, commitment, previous, "
             "zeroblob(32) "
             "FROM audit WHERE seq = 2",
             "INSERT OR REPLACE INTO audit SELECT 7, day, 'x', verb, object, outcome, commitment, hash, hash "
             "FROM audit WHERE seq = 6",
             "INSERT OR IGNORE INTO audit SELECT 9, day, 'x', verb, object, outcome, commitment, hash, "
             "zeroblob(32) "
             "FROM audit WHERE seq = 6",
             "INSERT INTO audit SELECT 7, day, 'x', verb, object, outcome, commitment, previous, "
             "zeroblob(32) "
             "FROM audit WHERE seq = 6",
             "INSERT INTO audit SELECT seq, day, 'x', verb, object, outcome, commitment, previous, hash FROM "
             "audit "
             "WHERE seq = 3 ON CONFLICT (seq) DO UPDATE SET staff = 'x'",
         }) {
        CAPTURE(sql);
        CHECK_THROWS_AS(chain.scratch.tamper(sql), SQLite::Exception); // by a shell, with none of our pragmas
        CHECK_THROWS_AS(chain.scratch.write().db().exec(sql), SQLite::Exception);
    }
    CHECK(chain.verify().empty());
    CHECK(chain.rows().size() == k_rows);
}

TEST_CASE("P9: verify detects a changed row") {
    const Chain chain;
    for (const char* change : {"day = '2026-09-02'", "staff = 'clerk'", "verb = 'survey-add'",
                               "object = zeroblob(16)", "outcome = 'refused'", "commitment = zeroblob(32)"}) {
        CAPTURE(change);
        const Chain copy;
        copy.tamper("UPDATE audit SET " + std::string(change) + " WHERE seq = 3");
        CHECK(copy.verify() ==
              std::vector<std::string>{"row 3: its fields do not give its hash: it was changed"});
    }
    chain.tamper("UPDATE audit SET hash = zeroblob(32) WHERE seq = 3");
    CHECK(chain.verify().size() == 2); // the row, and the link of the next one
}

TEST_CASE("P9: verify detects a removed row, at the beginning and inside") {
    const Chain inside;
    inside.tamper("DELETE FROM audit WHERE seq = 3");
    CHECK(inside.verify() == std::vector<std::string>{"row 4: follows row 2; the rows between were removed"});
    const Chain first;
    first.tamper("DELETE FROM audit WHERE seq = 1");
    CHECK(first.verify() == std::vector<std::string>{"row 2: follows row 0; the rows between were removed"});
}

TEST_CASE("P9: verify detects a gap in seq that was closed by renumbering") {
    const Chain chain;
    chain.tamper("DELETE FROM audit WHERE seq = 3; UPDATE audit SET seq = seq - 1 WHERE seq > 3");
    const auto findings = chain.verify();
    REQUIRE(!findings.empty());
    CHECK(findings.front() == "row 3: is not linked to row 2: one of them was changed, put in or swapped");
}

TEST_CASE("P9: verify detects an inserted row, though its own hash is right") {
    const Chain chain;
    const auto rows = chain.rows();
    AuditRow row = rows[2];
    row.staff = "forger";
    row.previous = rows[1].hash;
    chain.tamper(
        "UPDATE audit SET seq = -seq - 1 WHERE seq >= 3; UPDATE audit SET seq = -seq WHERE seq < 0;" +
        forged(row));
    const auto findings = chain.verify();
    REQUIRE(!findings.empty());
    CHECK(findings.front() == "row 4: is not linked to row 3: one of them was changed, put in or swapped");
}

TEST_CASE("P9: verify detects swapped rows") {
    const Chain chain;
    chain.tamper(
        "UPDATE audit SET seq = -seq WHERE seq IN (2, 3); UPDATE audit SET seq = 5 + seq WHERE seq < 0;");
    const auto findings = chain.verify();
    CHECK(findings.size() == 6); // two changed rows, three broken links, and a day that goes back
    CHECK(findings.front() == "row 2: is not linked to row 1: one of them was changed, put in or swapped");
}

TEST_CASE("P9: verify detects the clock going back, in a row that is right otherwise") {
    const Chain chain;
    AuditRow row = chain.rows().back();
    row.previous = row.hash;
    row.seq = k_rows + 1;
    row.day = "2026-09-04";
    chain.tamper(forged(row));
    CHECK(chain.verify() ==
          std::vector<std::string>{
              "row 7: of 2026-09-04, after a row of 2026-09-05: the clock went back, or the row was put in"});
}

TEST_CASE("P9: verify stops after twenty findings") {
    const ScratchDatabase scratch;
    {
        Store store = scratch.write();
        Transaction transaction(store, {k_unnamed_staff, day("2026-09-02")});
        for (int i = 0; i < 50; ++i) {
            append_audit(transaction, AuditVerb::survey_edit, random_uuid(), CanonicalState());
        }
        transaction.commit();
    }
    const std::string trigger =
        text(scratch.read().db(), "SELECT sql FROM sqlite_schema WHERE name = 'audit_no_update'");
    scratch.tamper("DROP TRIGGER audit_no_update; UPDATE audit SET staff = 'x';" + trigger);
    CHECK(verify_audit(scratch.read()).size() == 20);
}

TEST_CASE("P9: a write of an earlier day is refused, and a corrected clock is on record") {
    const Chain chain;
    {
        Store store = chain.scratch.write();
        Transaction transaction(store, {k_unnamed_staff, day("2026-09-01")});
        const Error error = error_of(
            [&] { append_audit(transaction, AuditVerb::survey_edit, random_uuid(), CanonicalState()); });
        CHECK(error.kind() == ErrorKind::usage);
        CHECK(std::string(error.what()) ==
              "today is 2026-09-01, but the audit chain has a row of 2026-09-05 already; nothing was "
              "written. Is --today "
              "or the computer's clock wrong? If it was wrong then, say so with `hnat db correct-clock`");
        correct_clock(transaction);
        append_audit(transaction, AuditVerb::survey_edit, random_uuid(), CanonicalState());
        CHECK(error_of([&] { correct_clock(transaction); }).kind() == ErrorKind::usage);
        transaction.commit();
    }
    CHECK(chain.verify().empty());
    CHECK(chain.rows()[k_rows].verb == "store-clock");
}

TEST_CASE("P9: a change that is not committed leaves no row") {
    const Chain chain;
    {
        Store store = chain.scratch.write();
        Transaction transaction(store, {k_unnamed_staff, day("2026-09-06")});
        append_audit(transaction, AuditVerb::survey_edit, random_uuid(), CanonicalState());
    }
    CHECK(chain.rows().size() == k_rows);
}

TEST_CASE("P9: a staff code that could break the row's lines is not taken") {
    const ScratchDatabase scratch;
    Store store = scratch.write();
    Transaction transaction(store, {"a\nb", day("2026-09-06")});
    CHECK(error_of([&] {
              append_audit(transaction, AuditVerb::survey_edit, random_uuid(), CanonicalState());
          }).kind() == ErrorKind::failed);
}

TEST_CASE("P9: the verbs of the code are those of the schema") {
    const ScratchDatabase scratch;
    const Store store = scratch.read();
    SQLite::Statement statement(store.db(), "SELECT verb FROM audit_verb ORDER BY verb");
    std::vector<std::string> in_schema;
    while (statement.executeStep()) {
        in_schema.push_back(statement.getColumn(0).getString());
    }
    std::vector<std::string> in_code;
    for (const std::string_view verb : names_of<AuditVerb>()) {
        in_code.emplace_back(verb);
    }
    std::sort(in_code.begin(), in_code.end());
    CHECK(in_code == in_schema);
}
