#include "store_support.hpp"

#include "base/base64.hpp"
#include "store/audit_row.hpp"
#include "store/checkpoint.hpp"
#include "store/office.hpp"

#include <SQLiteCpp/Exception.h>

using namespace hnat;
using namespace hnat::test;

namespace {

using Findings = std::vector<std::string>;

/// An office with a chain of four rows and two checkpoints: the row of the key, rows of work between them.
///
///     1 store-init   2 work   3 key-init   4 audit-checkpoint   5 work   6 work   7 audit-checkpoint   8
///     work
struct Scene {
    ScratchDatabase scratch;
    SigningKey key = make_signing_key();
    Checkpoint first, second;

    Scene() {
        Store store = scratch.write();
        {
            Transaction transaction(store, {k_unnamed_staff, day("2026-09-02")});
            write_office(transaction,
                         {"Office", "VP-ĐX 1", "Parent", "19", "Thái Nguyên", day("2026-09-01")});
            transaction.commit();
        }
        add_audit_rows(store, {"2026-09-02"});
        first = checkpoint(store, "2026-09-03");
        add_audit_rows(store, {"2026-09-03", "2026-09-04"});
        second = checkpoint(store, "2026-09-05");
        add_audit_rows(store, {"2026-09-06"});
    }

    Checkpoint checkpoint(Store& store, const char* iso) const {
        Transaction transaction(store, {k_unnamed_staff, day(iso)});
        Checkpoint made = make_checkpoint(transaction, key);
        transaction.commit();
        return made;
    }

    /// Works on the tables of the chain as somebody would who has the file: triggers off, SQL, triggers on.
    void tamper(const std::string& sql) const {
        SQLite::Database db(scratch.path().string(), SQLITE_OPEN_READWRITE);
        tamper(db, sql);
    }
    static void tamper(SQLite::Database& db, const std::string& sql) {
        db.exec("PRAGMA foreign_keys = OFF");
        std::vector<std::pair<std::string, std::string>> triggers;
        {
            SQLite::Statement statement(
                db, "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name "
                    "IN ('audit', 'audit_checkpoint')");
            while (statement.executeStep()) {
                triggers.emplace_back(statement.getColumn(0).getString(), statement.getColumn(1).getString());
            }
        }
        for (const auto& trigger : triggers) {
            db.exec("DROP TRIGGER " + trigger.first);
        }
        db.exec(sql);
        for (const auto& trigger : triggers) {
            db.exec(trigger.second);
        }
    }

    /// Changes the staff code of a row and gives it and every row after it the hashes that fit: what a
    /// careful forger does.
    void chain_anew(std::int64_t from, const std::string& change) const {
        const auto rows = audit_rows(scratch.read());
        SQLite::Database db(scratch.path().string(), SQLITE_OPEN_READWRITE);
        std::string sql = change;
        std::string previous = rows[static_cast<std::size_t>(from) - 2].hash;
        for (AuditRow row : rows) {
            if (row.seq < from) {
                continue;
            }
            row.previous = previous;
            row.staff = row.seq == from ? "forger" : row.staff;
            row.hash = to_hex(sha256(audit_preimage(row)));
            sql += "UPDATE audit SET staff = '" + row.staff + "', previous = x'" + row.previous +
                   "', hash = x'" + row.hash + "' WHERE seq = " + std::to_string(row.seq) + ";";
            previous = row.hash;
        }
        tamper(db, sql);
    }

    [[nodiscard]] Findings chain() const { return verify_audit(scratch.read()); }
    [[nodiscard]] Findings stored() const { return verify_checkpoints(scratch.read()); }
    [[nodiscard]] Findings against(const std::string& note,
                                   const std::optional<Verifier>& trusted = {}) const {
        const std::vector<WitnessNote> notes{{"note", note}};
        const auto keys = trusted ? std::vector{*trusted} : std::vector<Verifier>{};
        return verify_against(scratch.read(), notes, keys);
    }
    [[nodiscard]] std::string origin() const { return checkpoint_origin(scratch.read()); }
};

} // namespace

TEST_CASE("P9: a checkpoint is a signed note of office, number of rows and hash of the last row") {
    const Scene office;
    const Store store = office.scratch.read();
    CHECK(office.first.size == 4);
    CHECK(office.second.size == 7);
    const auto rows = audit_rows(store);
    CHECK(rows[2].verb == "key-init");
    CHECK(rows[3].verb == "audit-checkpoint");
    CHECK(rows[6].verb == "audit-checkpoint");
    CHECK(to_hex(office.second.root) == rows[6].hash);

    const auto note = read_note(office.second.note);
    REQUIRE(note);
    CHECK(note->text == office.origin() + "\n7\n" + to_base64(office.second.root) + "\n");
    CHECK(check_note(*note, {office.origin(), office.key.public_key}) == NoteVerdict::good);
    CHECK(office.second.note == sign_note(note->text, office.origin(), office.key));

    CHECK(holds(office.origin(), "hnat-vp-dx-1/"));
    CHECK(office.origin().size() == std::string("hnat-vp-dx-1/").size() + 16);
    REQUIRE(checkpoints(store).size() == 2);
    CHECK(newest_checkpoint(store)->note == office.second.note);
    REQUIRE(checkpoint_keys(store).size() == 1);
    CHECK(checkpoint_keys(store).front().since == day("2026-09-03"));
}

TEST_CASE("P9: an honest database agrees with every checkpoint of it, and looking leaves no trace") {
    const Scene office;
    const Trace before = trace_of(office.scratch.path());
    CHECK(office.chain().empty());
    CHECK(office.stored().empty());
    CHECK(office.against(office.first.note).empty());
    CHECK(office.against(office.second.note).empty());
    CHECK(office.against(office.second.note, Verifier{office.origin(), office.key.public_key}).empty());
    CHECK(trace_of(office.scratch.path()) == before);
}

TEST_CASE("P9: a chain that was made anew from a changed row on is found by the stored checkpoints") {
    const Scene office;
    office.chain_anew(5, "");
    CHECK(office.chain().empty()); // every link fits
    CHECK(office.stored() ==
          Findings{"checkpoint of 7 rows: covers 7 rows, but row 7 has another hash now: what "
                   "it covers was changed and chained anew"});
    CHECK(office.against(office.first.note).empty()); // what it covers was left alone
}

TEST_CASE("P9: a chain that was made anew and whose checkpoints were removed is found with a note") {
    const Scene office;
    office.chain_anew(
        2, "DELETE FROM audit_checkpoint; UPDATE audit SET verb = 'survey-edit' WHERE seq IN (4, 7);");
    // chain_anew hashed the rows with their old verbs: do it again over the new ones.
    office.chain_anew(2, "");
    CHECK(office.chain().empty());
    CHECK(office.stored().empty());
    CHECK(office.against(office.second.note) ==
          Findings{
              "note: covers 7 rows, but row 7 has another hash now: what it covers was changed and chained "
              "anew"});
}

TEST_CASE("P9: a chain that was cut at its end is found by the stored checkpoints, or with a note") {
    const Scene office;
    office.tamper("DELETE FROM audit WHERE seq > 5");
    CHECK(office.chain().empty());
    CHECK(office.stored() ==
          Findings{"checkpoint of 7 rows: covers 7 rows, but the chain has 5: its end was cut "
                   "off, or an older copy of the database was put in its place"});
    office.tamper("DELETE FROM audit_checkpoint WHERE size = 7");
    CHECK(office.stored().empty());
    CHECK(office.against(office.first.note).empty());
    CHECK(
        office.against(office.second.note) ==
        Findings{
            "note: covers 7 rows, but the chain has 5: its end was cut off, or an older copy of the database "
            "was put in its place"});
}

TEST_CASE("P9: a chain that was cut and has grown again is found with a note") {
    const Scene office;
    office.tamper("DELETE FROM audit_salt WHERE seq > 5; DELETE FROM audit WHERE seq > 5; DELETE FROM "
                  "audit_checkpoint WHERE size = 7");
    {
        Store store = office.scratch.write();
        add_audit_rows(store, {"2026-09-06", "2026-09-06", "2026-09-07", "2026-09-08"});
    }
    CHECK(office.chain().empty());
    CHECK(office.stored().empty());
    CHECK(office.against(office.second.note) ==
          Findings{
              "note: covers 7 rows, but row 7 has another hash now: what it covers was changed and chained "
              "anew"});
}

TEST_CASE("P9: two checkpoints of one size that say different things prove that two histories were told") {
    const Scene office;
    const std::string other_text = office.origin() + "\n7\n" + to_base64(sha256("another history")) + "\n";
    const std::string other = sign_note(other_text, office.origin(), office.key);
    const auto findings = office.against(other);
    REQUIRE(findings.size() == 2);
    CHECK(findings[0] ==
          "note: and the one in the database are two checkpoints of 7 rows with different hashes, "
          "both signed: two histories were told; keep both, they prove it");
    CHECK(holds(findings[1], "note: covers 7 rows, but row 7 has another hash now"));

    const std::vector<WitnessNote> notes{{"a", office.second.note}, {"b", office.second.note}};
    CHECK(verify_against(office.scratch.read(), notes).empty());
    // Two moderators compare theirs, where the database has neither.
    office.tamper("DELETE FROM audit_checkpoint WHERE size = 7");
    const std::vector<WitnessNote> two{{"a", office.second.note}, {"b", other}};
    const auto both = verify_against(office.scratch.read(), two);
    REQUIRE(both.size() == 2);
    CHECK(holds(both[0], "b: and a are two checkpoints of 7 rows"));
}

TEST_CASE("P9: a stored checkpoint that was changed, removed or put in is found") {
    const auto after = [](const std::string& sql) {
        const Scene office;
        office.tamper(sql);
        return office.stored();
    };
    CHECK(
        after("UPDATE audit_checkpoint SET note = replace(note, char(10) || '7' || char(10), char(10) || '6' "
              "|| "
              "char(10)) WHERE size = 7") ==
        Findings{"checkpoint of 7 rows: its note says something else than its row: one of them was changed"});
    CHECK(
        after("UPDATE audit_checkpoint SET root = zeroblob(32) WHERE size = 7") ==
        Findings{"checkpoint of 7 rows: its note says something else than its row: one of them was changed"});
    CHECK(
        after("UPDATE audit_checkpoint SET note = 'gone' WHERE size = 7") ==
        Findings{"checkpoint of 7 rows: its note says something else than its row: one of them was changed"});
    CHECK(after("DELETE FROM audit_checkpoint WHERE size = 4") ==
          Findings{"row 4: says that a checkpoint was made, but it is not there: it was removed"});
    CHECK(
        after("UPDATE signing_key SET public_key = zeroblob(32)") ==
        Findings{
            "checkpoint of 4 rows: is not signed by a key of this database: the note or the key was changed",
            "checkpoint of 7 rows: is not signed by a key of this database: the note or the key was "
            "changed"});
    CHECK(after("INSERT INTO audit_checkpoint SELECT 5, day, root, note FROM audit_checkpoint WHERE size = 4")
              .front() ==
          "checkpoint of 5 rows: row 5 does not say that one was made: one of them was put in");
}

TEST_CASE("P9: a checkpoint can't be changed or deleted through SQL") {
    const Scene office;
    for (const char* sql : {"UPDATE audit_checkpoint SET note = 'x'", "DELETE FROM audit_checkpoint"}) {
        CHECK_THROWS_AS(office.scratch.tamper(sql), SQLite::Exception);
    }
}

TEST_CASE("P9: a note that is forged, changed, or of another chain is told apart") {
    const Scene office;
    const SigningKey stranger = make_signing_key();
    const auto text = read_note(office.second.note)->text;
    CHECK(holds(office.against(sign_note(text, office.origin(), stranger)).front(),
                "note: is not signed by a key that this database knows"));
    std::string changed = office.second.note;
    changed.replace(changed.find("\n7\n"), 3, "\n6\n");
    CHECK(office.against(changed) ==
          Findings{"note: its signature does not fit its text: the note was changed, or not copied exactly"});
    const Scene other;
    CHECK(office.against(other.second.note) ==
          Findings{"note: is a checkpoint of " + other.origin() + ", this chain is " + office.origin() +
                   ": it is of another database"});
    CHECK(office.against(office.second.note, Verifier{office.origin(), stranger.public_key}) ==
          Findings{"note: is not signed by the key of --key"});
}

TEST_CASE("P9: a database that was made anew as a whole is found with the key that was handed out") {
    // The forger has no key of the office: own key, own signatures, everything fits.
    const Scene office;
    const Verifier handed_out{office.origin(), office.key.public_key};
    office.chain_anew(
        2, "DELETE FROM audit_checkpoint; DELETE FROM signing_key; UPDATE audit SET verb = 'survey-edit' "
           "WHERE seq IN (4, 7);");
    office.chain_anew(2, "");
    Store store = office.scratch.write();
    std::string forged;
    {
        Transaction transaction(store, {k_unnamed_staff, day("2026-09-07")});
        forged = make_checkpoint(transaction, make_signing_key()).note;
        transaction.commit();
    }
    CHECK(office.chain().empty());
    CHECK(office.stored().empty());
    CHECK(office.against(forged).empty());
    CHECK(office.against(forged, handed_out) == Findings{"note: is not signed by the key of --key"});
    CHECK(
        holds(office.against(office.first.note).front(), "is not signed by a key that this database knows"));
    CHECK(holds(office.against(office.first.note, handed_out).front(), "row 4 has another hash now"));
}

TEST_CASE("P9: a backup of before the key of a checkpoint is called older, and the note not forged") {
    const Scene office;
    // Two rows, as before the key was made; then the restore of it, and work of after that.
    const ScratchDatabase backup;
    std::filesystem::copy_file(office.scratch.path(), backup.path(),
                               std::filesystem::copy_options::overwrite_existing);
    SQLite::Database db(backup.path().string(), SQLITE_OPEN_READWRITE);
    Scene::tamper(
        db, "DELETE FROM audit_checkpoint; DELETE FROM signing_key; DELETE FROM audit_salt WHERE seq > 2;"
            "DELETE FROM audit WHERE seq > 2");
    const auto against = [&](const std::vector<Verifier>& keys = {}) {
        return verify_against(backup.read(), std::vector<WitnessNote>{{"note", office.second.note}}, keys);
    };
    const Verifier handed_out{office.origin(), office.key.public_key};
    const std::string unknown =
        "note: is signed with the key " + key_id(handed_out) + ", which this database does not know; ";
    const std::string what_to_do = " Compare the key with the one that was handed out, and check with it: "
                                   "`hnat audit verify --against FILE --key KEY`";
    CHECK(against() == Findings{unknown +
                                "the note covers 7 rows, the chain has 2: it is older than the note, and "
                                "perhaps than the key." +
                                what_to_do});
    CHECK(holds(against({handed_out}).front(),
                "note: covers 7 rows, but the chain has 2: its end was cut off"));

    Store store = backup.write();
    {
        Transaction transaction(store, {k_unnamed_staff, day("2026-09-07")});
        append_audit(transaction, AuditVerb::store_restore, office_uuid(transaction.db()), CanonicalState());
        transaction.commit();
    }
    add_audit_rows(store, {"2026-09-08", "2026-09-08", "2026-09-08", "2026-09-08", "2026-09-08"});
    CHECK(against() == Findings{unknown +
                                "a backup was restored on 2026-09-07 (row 3) that is older than the note, "
                                "and perhaps than the key." +
                                what_to_do});
    CHECK(against({handed_out}) ==
          Findings{"note: covers 7 rows, but row 7 has another hash now: a backup was restored on 2026-09-07 "
                   "(row 3), "
                   "and what was in the chain after that is lost, or it was chained anew"});
}

TEST_CASE("a file that is no checkpoint is refused with what a checkpoint looks like") {
    const Scene office;
    const Error none = error_of([&] { (void)office.against("hello\n"); });
    CHECK(none.kind() == ErrorKind::usage);
    CHECK(none.what() ==
          std::string("note: is not a signed note; give the file that `hnat audit checkpoint` wrote: "
                      "three lines, an empty one, and the line of the signature"));
    for (const char* text :
         {"a\nb\n", "a\n7\nnot base64\n", "a\n07\nSBNJTRN+FjG7owHVrKtue7eqdM4RhdRWVl71HXN2d7I=\n",
          "a\n-7\nSBNJTRN+FjG7owHVrKtue7eqdM4RhdRWVl71HXN2d7I=\n", "a\n7\nZm9v\n"}) {
        CAPTURE(text);
        const Error error =
            error_of([&] { (void)office.against(sign_note(text, office.origin(), office.key)); });
        CHECK(error.kind() == ErrorKind::usage);
        CHECK(holds(error.what(), "is a signed note, but not a checkpoint"));
    }
}

TEST_CASE("a second key takes over, and what the first one signed stays good") {
    const Scene office;
    Store store = office.scratch.write();
    {
        Transaction transaction(store, {k_unnamed_staff, day("2026-09-08")});
        make_checkpoint(transaction, make_signing_key());
        transaction.commit();
    }
    CHECK(checkpoint_keys(store).size() == 2);
    CHECK(verify_checkpoints(store).empty());
    CHECK(office.against(office.first.note).empty());
    CHECK(verify_audit(store).empty());
}
