#include "store_support.hpp"

#include <SQLiteCpp/Exception.h>

using namespace hnat;
using namespace hnat::test;

namespace {

/// The umask for the length of a test.
class Umask {
  public:
    explicit Umask(mode_t mask) : m_before(::umask(mask)) {}
    ~Umask() { ::umask(m_before); }
    Umask(const Umask&) = delete;
    Umask& operator=(const Umask&) = delete;

  private:
    mode_t m_before;
};

} // namespace

TEST_CASE("S5: a new database is 0600 in new folders of 0700, whatever the umask") {
    for (const mode_t mask : {mode_t{0}, mode_t{022}, mode_t{077}}) {
        CAPTURE(mask);
        const TempDir folder;
        StoreOptions options;
        options.path = folder.path() / "a" / "b" / "hnat.db";
        {
            const Umask umask(mask);
            const Store store = Store::create(options, day("2026-09-01"));
            CHECK(store.path() == options.path);
        }
        CHECK(mode_of(options.path) == 0600);
        CHECK(mode_of(folder.path() / "a") == 0700);
        CHECK(mode_of(folder.path() / "a" / "b") == 0700);
        CHECK(trace_of(options.path).folder == std::vector<std::string>{"hnat.db"});
    }
}

TEST_CASE("a new database has its numbers, its migrations on record and an empty chain") {
    const ScratchDatabase scratch;
    const Store store = scratch.read();
    CHECK(number(store.db(), "PRAGMA application_id") == k_application_id);
    CHECK(number(store.db(), "PRAGMA user_version") == schema_version());
    CHECK(number(store.db(), "SELECT count(*) FROM schema_migration") == schema_version());
    CHECK(text(store.db(), "SELECT max(applied_on) FROM schema_migration") == "2026-09-01");
    CHECK(verify_audit(store).empty());
    const StoreInfo info = store_info(store);
    CHECK(info.schema == schema_version());
    CHECK(info.page_size == 4096);
    CHECK(info.bytes == static_cast<std::int64_t>(std::filesystem::file_size(scratch.path())));
    CHECK(info.audit_size == 0);
    CHECK(info.audit_head.empty());
}

TEST_CASE("create refuses an existing file and leaves it alone") {
    const ScratchDatabase scratch;
    const Trace before = trace_of(scratch.path());
    const Error error = error_of([&] { Store::create(scratch.options(), day("2026-09-01")); });
    CHECK(error.kind() == ErrorKind::usage);
    CHECK(error.what() ==
          scratch.path().string() + ": exists already; give another --db, or use it as it is");
    CHECK(trace_of(scratch.path()) == before);
}

TEST_CASE("create refuses to sit down beside the journal of an earlier database") {
    const TempDir folder;
    StoreOptions options;
    options.path = folder.path() / "hnat.db";
    write_bytes(options.path.string() + "-journal", "left behind");
    const Error error = error_of([&] { Store::create(options, day("2026-09-01")); });
    CHECK(error.kind() == ErrorKind::usage);
    CHECK(holds(error.what(), "hnat.db-journal: is left of an earlier database"));
    CHECK(!std::filesystem::exists(options.path));
}

TEST_CASE("create says which folder it can't make") {
    const TempDir folder;
    write_bytes(folder.path() / "file", "");
    StoreOptions options;
    options.path = folder.path() / "file" / "sub" / "hnat.db";
    const Error error = error_of([&] { Store::create(options, day("2026-09-01")); });
    CHECK(error.kind() == ErrorKind::io);
    CHECK(holds(error.what(), "/file: can't make the folder: File exists"));
}

TEST_CASE("a database in memory serves tests") {
    StoreOptions options;
    options.path = ":memory:";
    Store store = Store::create(options, day("2026-09-01"));
    add_audit_rows(store, {"2026-09-01", "2026-09-02"});
    CHECK(verify_audit(store).empty());
    CHECK(store_info(store).audit_size == 2);
    CHECK(!std::filesystem::exists(":memory:"));
}

TEST_CASE("every pragma of the design is on, for reading and for writing") {
    const ScratchDatabase scratch;
    for (const Access access : {Access::read, Access::write}) {
        const Store store = Store::open(scratch.options(), access, day("2026-09-02"));
        CHECK(text(store.db(), "PRAGMA journal_mode") == "delete");
        CHECK(number(store.db(), "PRAGMA synchronous") == 3);
        CHECK(number(store.db(), "PRAGMA secure_delete") == 1);
        CHECK(number(store.db(), "PRAGMA foreign_keys") == 1);
        CHECK(number(store.db(), "PRAGMA recursive_triggers") == 1);
        CHECK(number(store.db(), "PRAGMA trusted_schema") == 0);
        CHECK(number(store.db(), "PRAGMA cell_size_check") == 1);
        CHECK(number(store.db(), "PRAGMA temp_store") == 2);
        CHECK(number(store.db(), "PRAGMA busy_timeout") == 10'000);
        CHECK(number(store.db(), "PRAGMA query_only") == (access == Access::read ? 1 : 0));
        int defensive = 0;
        sqlite3_db_config(store.db().getHandle(), SQLITE_DBCONFIG_DEFENSIVE, -1, &defensive);
        CHECK(defensive == 1);
    }
}

TEST_CASE("a store that was opened for reading can't write") {
    const ScratchDatabase scratch;
    Store store = scratch.read();
    CHECK_THROWS_AS(store.db().exec("DELETE FROM staff"), SQLite::Exception);
    CHECK(error_of([&] {
              const Transaction transaction(store, {k_unnamed_staff, day("2026-09-02")});
          }).kind() == ErrorKind::failed);
}
