#include "store_support.hpp"

#include "store/audit_row.hpp"
#include "store/migrate.hpp"
#include "store/office.hpp"
#include "store/open.hpp"

using namespace hnat;
using namespace hnat::test;

namespace {

/// The real migrations and one more that a later version could bring.
std::vector<Migration> with(std::string_view sql) {
    const auto embedded = embedded_migrations();
    std::vector<Migration> migrations(embedded.begin(), embedded.end());
    migrations.push_back({schema_version() + 1, sql});
    return migrations;
}

constexpr std::string_view k_sound = "CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT;"
                                     "INSERT INTO later (id) SELECT 7;"
                                     "ALTER TABLE office ADD COLUMN phone TEXT;";

void fill(const ScratchDatabase& scratch) {
    Store store = scratch.write();
    Transaction transaction(store, {k_unnamed_staff, day("2026-09-02")});
    write_office(transaction, {"Office", "OFF", "Parent", "19", "Thái Nguyên", day("2026-09-01")});
    transaction.commit();
}

std::filesystem::path copy_of(const ScratchDatabase& scratch) {
    return scratch.path().string() + ".schema-" + std::to_string(schema_version()) + ".bak";
}

} // namespace

TEST_CASE("the embedded migrations begin at 1 and have no gap") {
    int expected = 1;
    for (const Migration& migration : embedded_migrations()) {
        CHECK(migration.version == expected++);
        CHECK(!migration.sql.empty());
    }
    CHECK(schema_version() == expected - 1);
}

TEST_CASE("R8: an older database opened for writing is copied, migrated and audited") {
    const ScratchDatabase scratch;
    fill(scratch);
    const std::string head = store_info(scratch.read()).audit_head;
    const auto migrations = with(k_sound);

    const auto db = open_database(scratch.options(), Access::write, day("2026-10-01"), migrations);
    CHECK(number(*db, "PRAGMA user_version") == schema_version() + 1);
    CHECK(number(*db, "SELECT id FROM later") == 7);
    CHECK(text(*db, "SELECT applied_on FROM schema_migration ORDER BY version DESC") == "2026-10-01");
    CHECK(text(*db, "SELECT verb FROM audit ORDER BY seq DESC") == "store-migrate");
    CHECK(text(*db, "SELECT staff FROM audit ORDER BY seq DESC") == "office");
    CHECK(verify_chain(*db).empty());
    CHECK(number(*db, "PRAGMA foreign_keys") == 1);

    StoreOptions copy;
    copy.path = copy_of(scratch);
    CHECK(mode_of(copy.path) == 0600);
    CHECK(store_info(Store::open(copy, Access::read, day("2026-10-01"))).audit_head == head);
}

TEST_CASE("a migrated database opens as it is and is not copied again") {
    const ScratchDatabase scratch;
    const auto migrations = with(k_sound);
    open_database(scratch.options(), Access::write, day("2026-10-01"), migrations);
    const Trace before = trace_of(scratch.path());
    open_database(scratch.options(), Access::write, day("2026-10-02"), migrations);
    open_database(scratch.options(), Access::read, day("2026-10-02"), migrations);
    CHECK(trace_of(scratch.path()) == before);
}

TEST_CASE("an older copy is never overwritten by a newer one") {
    const ScratchDatabase scratch;
    write_bytes(copy_of(scratch), "precious");
    open_database(scratch.options(), Access::write, day("2026-10-01"), with(k_sound));
    CHECK(bytes_of(copy_of(scratch)) == "precious");
    CHECK(std::filesystem::exists(scratch.path().string() + ".schema-" + std::to_string(schema_version()) +
                                  ".2.bak"));
}

TEST_CASE("a reader of an older database is told which command to run") {
    const ScratchDatabase scratch;
    const auto migrations = with(k_sound);
    const Trace before = trace_of(scratch.path());
    const Error error =
        error_of([&] { open_database(scratch.options(), Access::read, day("2026-10-01"), migrations); });
    CHECK(error.kind() == ErrorKind::not_ours);
    CHECK(error.what() == scratch.path().string() + ": has schema " + std::to_string(schema_version()) +
                              ", this hnat needs " + std::to_string(schema_version() + 1) +
                              "; `hnat db migrate` brings it there (after a backup)");
    CHECK(trace_of(scratch.path()) == before);
}

TEST_CASE("R8: a migration that fails leaves the file and its folder as they were") {
    const ScratchDatabase scratch;
    fill(scratch);
    const Trace before = trace_of(scratch.path());
    for (const char* sql : {
             "CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT; INSERT INTO nowhere VALUES (1);",
             "CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT; DELETE FROM audit;",
             "CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT; DELETE FROM audit_verb WHERE verb = "
             "'store-init';",
             "CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT; this is no SQL;",
         }) {
        CAPTURE(sql);
        const Error error =
            error_of([&] { open_database(scratch.options(), Access::write, day("2026-10-01"), with(sql)); });
        CHECK(error.kind() == ErrorKind::failed);
        CHECK(trace_of(scratch.path()) == before);
    }
    CHECK(verify_audit(scratch.read()).empty());
}

TEST_CASE("a database with a hostile schema is not migrated") {
    const ScratchDatabase scratch;
    scratch.tamper("CREATE TRIGGER spy AFTER INSERT ON staff BEGIN DELETE FROM office; END");
    const Trace before = trace_of(scratch.path());
    const Error error =
        error_of([&] { open_database(scratch.options(), Access::write, day("2026-10-01"), with(k_sound)); });
    CHECK(error.kind() == ErrorKind::not_ours);
    CHECK(holds(error.what(), "trigger 'spy'"));
    CHECK(trace_of(scratch.path()) == before);
}

TEST_CASE("a migration may rebuild a table that others refer to") {
    const ScratchDatabase scratch;
    {
        Store store = scratch.write();
        add_staff(*std::make_unique<Transaction>(store, Actor{k_unnamed_staff, day("2026-09-02")}), "a", "A",
                  StaffRole::clerk);
    }
    fill(scratch);
    const auto migrations = with("CREATE TABLE verb_new (verb TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;"
                                 "INSERT INTO verb_new (verb) SELECT verb FROM audit_verb;"
                                 "DROP TABLE audit_verb; ALTER TABLE verb_new RENAME TO audit_verb;");
    const auto db = open_database(scratch.options(), Access::write, day("2026-10-01"), migrations);
    CHECK(number(*db, "SELECT count(*) FROM audit") == 2);
    CHECK(verify_chain(*db).empty());
}
