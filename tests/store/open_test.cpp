#include "store_support.hpp"

#include "store/filesystem.hpp"

using namespace hnat;
using namespace hnat::test;

namespace {

/// Opening must end in `kind` both ways, with `part` in the message, and leave no trace.
void refuses(const ScratchDatabase& scratch, ErrorKind kind, std::string_view part) {
    const Trace before = trace_of(scratch.path());
    for (const Access access : {Access::read, Access::write}) {
        const Error error = error_of([&] { Store::open(scratch.options(), access, day("2026-09-02")); });
        CHECK(error.kind() == kind);
        CHECK_MESSAGE(holds(error.what(), part), error.what());
        CHECK(holds(error.what(), scratch.path().string()));
        CHECK(trace_of(scratch.path()) == before);
    }
}

} // namespace

TEST_CASE("a file that is not there is told apart, with what to do") {
    const TempDir folder;
    StoreOptions options;
    options.path = folder.path() / "hnat.db";
    for (const Access access : {Access::read, Access::write}) {
        const Error error = error_of([&] { Store::open(options, access, day("2026-09-02")); });
        CHECK(error.kind() == ErrorKind::no_database);
        CHECK(error.what() ==
              options.path.string() + ": no such file; make a database with `hnat init`, or give --db");
        CHECK(!std::filesystem::exists(options.path));
    }
}

TEST_CASE("a folder, a device and a pipe are not databases") {
    const TempDir folder;
    const auto pipe = folder.path() / "pipe";
    REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
    for (const std::filesystem::path& path : {folder.path(), std::filesystem::path("/dev/null"), pipe}) {
        StoreOptions options;
        options.path = path;
        CHECK(error_of([&] { Store::open(options, Access::read, day("2026-09-02")); }).kind() ==
              ErrorKind::not_ours);
    }
}

TEST_CASE("reading leaves no trace") {
    const ScratchDatabase scratch;
    const Trace before = trace_of(scratch.path());
    {
        const Store store = scratch.read();
        CHECK(number(store.db(), "SELECT count(*) FROM staff") == 0);
    }
    CHECK(trace_of(scratch.path()) == before);
}

TEST_CASE("opening for writing writes nothing by itself") {
    const ScratchDatabase scratch;
    const Trace before = trace_of(scratch.path());
    { const Store store = scratch.write(); }
    CHECK(trace_of(scratch.path()) == before);
}

TEST_CASE("R7: foreign files are refused without a byte written") {
    const ScratchDatabase scratch;
    SUBCASE("empty") {
        write_bytes(scratch.path(), "");
        refuses(scratch, ErrorKind::not_ours, "not a database");
    }
    SUBCASE("shorter than a header") {
        write_bytes(scratch.path(), bytes_of(scratch.path()).substr(0, 99));
        refuses(scratch, ErrorKind::not_ours, "not a database");
    }
    SUBCASE("text") {
        write_bytes(scratch.path(), std::string(10'000, 'x'));
        refuses(scratch, ErrorKind::not_ours, "not a database");
    }
    SUBCASE("another program's database") {
        scratch.tamper("PRAGMA application_id = 0x12345678");
        refuses(scratch, ErrorKind::not_ours, "application id 12345678, hnat's is 686e6174");
    }
    SUBCASE("newer schema") {
        scratch.tamper("PRAGMA user_version = 77");
        refuses(scratch, ErrorKind::not_ours,
                "has schema 77, this hnat knows schemas up to " + std::to_string(schema_version()));
    }
    SUBCASE("negative schema") {
        scratch.tamper("PRAGMA user_version = -1");
        refuses(scratch, ErrorKind::not_ours, "has schema 4294967295");
    }
    SUBCASE("no schema") {
        scratch.tamper("PRAGMA user_version = 0");
        refuses(scratch, ErrorKind::not_ours, "has no schema version");
    }
    SUBCASE("huge pages") {
        scratch.tamper("PRAGMA page_size = 65536; VACUUM");
        refuses(scratch, ErrorKind::not_ours, "has pages of 65536 bytes, hnat makes 4096");
    }
    SUBCASE("WAL") {
        scratch.tamper("PRAGMA journal_mode = WAL");
        refuses(scratch, ErrorKind::not_ours, "in WAL mode");
    }
}

TEST_CASE("R7: a schema that somebody changed is refused, with the object named") {
    const ScratchDatabase scratch;
    struct Hostile {
        const char* sql;
        const char* message;
    };
    const Hostile hostile[] = {
        {"CREATE TRIGGER spy AFTER INSERT ON staff BEGIN DELETE FROM office; END",
         "trigger 'spy' is not of hnat"},
        {"CREATE VIEW spy AS SELECT 1", "view 'spy' is not of hnat"},
        {"CREATE TABLE spy (x)", "table 'spy' is not of hnat"},
        {"CREATE INDEX spy ON staff (name)", "index 'spy' is not of hnat"},
        {"CREATE VIRTUAL TABLE spy USING fts5 (x)", "table 'spy' is not of hnat"},
        {"DROP TRIGGER audit_no_delete", "trigger 'audit_no_delete' is missing"},
        {"DROP TRIGGER audit_no_update; CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT "
         "1; END",
         "trigger 'audit_no_update' is not as hnat made it"},
        {"ALTER TABLE office ADD COLUMN secret TEXT", "table 'office' is not as hnat made it"},
        {"DROP TABLE survey_alias; CREATE VIEW survey_alias AS SELECT 1",
         "view 'survey_alias' is not of hnat"},
        {"PRAGMA writable_schema = ON; INSERT INTO sqlite_schema SELECT * FROM sqlite_schema WHERE name = "
         "'audit'",
         ""}, // SQLite may refuse to load it; hnat must, one way or the other
    };
    const std::string clean = bytes_of(scratch.path());
    for (const Hostile& entry : hostile) {
        CAPTURE(entry.sql);
        write_bytes(scratch.path(), clean);
        scratch.tamper(entry.sql);
        const bool ours_to_name = *entry.message != '\0';
        if (ours_to_name) {
            refuses(scratch, ErrorKind::not_ours, entry.message);
        } else {
            CHECK_THROWS_AS(scratch.read(), Error);
        }
    }
}

TEST_CASE("the statistics of ANALYZE are no reason to refuse") {
    const ScratchDatabase scratch;
    scratch.tamper(
        "INSERT INTO staff (code, uuid, name, role, added_on) VALUES ('a', zeroblob(16), 'A', 'clerk', "
        "'2026-09-01'); ANALYZE");
    CHECK(number(scratch.read().db(), "SELECT count(*) FROM staff") == 1);
}

TEST_CASE("what only looks like the statistics of ANALYZE is a reason to refuse") {
    for (const char* change :
         {"sql = CAST(sql AS BLOB)", "name = CAST(name AS BLOB)", "sql = sql || ' '", "sql = lower(sql)"}) {
        CAPTURE(change);
        const ScratchDatabase scratch;
        scratch.tamper(
            "INSERT INTO staff (code, uuid, name, role, added_on) VALUES ('a', zeroblob(16), 'A', "
            "'clerk', '2026-09-01'); ANALYZE; PRAGMA writable_schema = ON; UPDATE sqlite_schema SET " +
            std::string(change) + " WHERE name = 'sqlite_stat1'");
        CHECK(error_of([&] { scratch.read(); }).kind() == ErrorKind::not_ours);
    }
}

TEST_CASE("network file systems are told by their number") {
    CHECK(network_file_system(0x6969) == "NFS");
    CHECK(network_file_system(0xff534d42) == "CIFS");
    CHECK(network_file_system(static_cast<int>(0xff534d42)) == "CIFS"); // f_type is signed on some systems
    CHECK(network_file_system(0xfe534d42) == "SMB2");
    CHECK(network_file_system(0x65735546) == "FUSE");
    CHECK(!network_file_system(0xef53));     // ext4
    CHECK(!network_file_system(0x01021994)); // tmpfs
    CHECK(!network_file_system(0x794c7630)); // overlay
}

TEST_CASE("a file that this user may not write is refused for writing and read all the same") {
    if (::geteuid() != 0) {
        MESSAGE("needs root to become somebody else: skipped");
        return;
    }
    const ScratchDatabase scratch;
    std::filesystem::permissions(scratch.path().parent_path(), std::filesystem::perms{0755});
    std::filesystem::permissions(scratch.path(), std::filesystem::perms{0644});
    constexpr uid_t k_nobody = 65534;
    CHECK(in_child([&] {
              if (::setuid(k_nobody) != 0) {
                  return 1;
              }
              scratch.read();
              try {
                  scratch.write();
              } catch (const Error& error) {
                  return error.kind() == ErrorKind::io && holds(error.what(), "may be read but not written")
                             ? 0
                             : 2;
              }
              return 3;
          }) == 0);
}
