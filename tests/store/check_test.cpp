#include "store_support.hpp"

#include "tests/joined.hpp"

#include "store/check.hpp"
#include "store/search_index.hpp"

#include <chrono>

#include <sys/stat.h>
#include <unistd.h>

using namespace hnat;
using namespace hnat::test;

namespace {

/// A recorded change: what the file knows of the day.
void change_on(const ScratchDatabase& scratch, const char* iso) {
    Store store = scratch.write();
    add_audit_rows(store, {iso});
}

/// The findings of one part; the test fails when another part has any.
std::vector<std::string> findings_of(const ScratchDatabase& scratch, std::string_view part) {
    std::vector<std::string> findings;
    bool seen = false;
    for (const CheckResult& result : check_store(scratch.read())) {
        if (result.name == part) {
            findings = result.findings;
            seen = true;
        } else {
            CAPTURE(result.name);
            CHECK(result.findings.empty());
        }
    }
    CHECK(seen);
    return findings;
}

} // namespace

TEST_CASE("a sound database has no findings, and checking leaves no trace") {
    const ScratchDatabase scratch;
    scratch.add_groups(50);
    change_on(scratch, "2026-09-02");
    {
        Store store = scratch.write();
        add_audit_rows(store, {"2026-09-02", "2026-09-03"});
    }
    const Trace before = trace_of(scratch.path());
    CHECK(findings_of(scratch, "integrity").empty());
    CHECK(trace_of(scratch.path()) == before);
    const Store store = scratch.read();
    check_store(store);
    CHECK(number(store.db(), "PRAGMA query_only") == 1); // as it was
    CHECK(number(store.db(), "SELECT count(*) FROM temp.sqlite_schema") == 0);
}

TEST_CASE("check names a row that refers to nothing") {
    const ScratchDatabase scratch;
    scratch.tamper("PRAGMA foreign_keys = OFF; INSERT INTO survey_alias (key, group_id, since) "
                   "VALUES ('facebook:group:1', 99, '2026-09-01')");
    CHECK(findings_of(scratch, "foreign-keys") ==
          std::vector<std::string>{"row of survey_alias refers to a row of survey_group that is not there"});
}

TEST_CASE("check finds a value that a CHECK rules out, and changes nothing") {
    const ScratchDatabase scratch;
    scratch.add_groups(3);
    change_on(scratch, "2026-09-02");
    scratch.tamper(
        "PRAGMA ignore_check_constraints = ON; UPDATE survey_group SET expires_on = NULL WHERE id = 2");
    const auto integrity = [&] {
        for (const CheckResult& result : check_store(scratch.read())) {
            if (result.name == "integrity") {
                return result.findings;
            }
        }
        return std::vector<std::string>{};
    };
    const std::vector<std::string> broken{"CHECK constraint failed in survey_group"};
    const Trace before = trace_of(scratch.path());
    CHECK(integrity() == broken);
    CHECK(trace_of(scratch.path()) == before);
    if (::geteuid() != 0) { // root may write whatever the mode says
        REQUIRE(::chmod(scratch.path().c_str(), 0400) == 0);
        CHECK(integrity() == broken);
    }
}

TEST_CASE("P9: check reports a broken chain") {
    const ScratchDatabase scratch;
    {
        Store store = scratch.write();
        add_audit_rows(store, {"2026-09-02", "2026-09-03"});
    }
    const std::string trigger =
        text(scratch.read().db(), "SELECT sql FROM sqlite_schema WHERE name = 'audit_no_update'");
    scratch.tamper("DROP TRIGGER audit_no_update; UPDATE audit SET day = '2026-09-01' WHERE seq = 1;" +
                   trigger);
    CHECK(findings_of(scratch, "audit-chain").size() == 1);
}

TEST_CASE("check tells a search index that says something else than its table") {
    for (const char* sql : {
             "INSERT INTO survey_search (survey_search, rowid, search_key) VALUES ('delete', 3, 'cho dong hy "
             "so 3')",
             "INSERT INTO survey_search (survey_search, rowid, search_key) VALUES ('delete', 3, 'cho dong hy "
             "so 3');"
             "INSERT INTO survey_search (rowid, search_key) VALUES (3, 'cho dong hy so 4')",
             "INSERT INTO survey_search (survey_search, rowid, search_key) VALUES ('delete', 3, 'cho dong hy "
             "so 3');"
             "INSERT INTO survey_search (rowid, search_key) VALUES (3, 'dong cho hy so 3')", // same words,
                                                                                             // other order
             "INSERT INTO survey_search (rowid, search_key) VALUES (999, 'cho ma')",
             "INSERT INTO survey_search (survey_search) VALUES ('delete-all')",
         }) {
        CAPTURE(sql);
        const ScratchDatabase scratch;
        scratch.add_groups(20);
        change_on(scratch, "2026-09-02");
        scratch.tamper(sql);
        CHECK(!findings_of(scratch, "search-index").empty());
        scratch.tamper(
            "INSERT INTO survey_search (survey_search) VALUES ('rebuild')"); // what the finding advises
        CHECK(findings_of(scratch, "search-index").empty());
    }
}

TEST_CASE("P7: check finds groups that are kept too long") {
    const ScratchDatabase scratch;
    scratch.add_groups(4);
    change_on(scratch, "2026-09-02");
    CHECK(findings_of(scratch, "expiry").empty());
    scratch.tamper("UPDATE survey_group SET expires_on = '2027-09-02' WHERE id = 2");
    CHECK(findings_of(scratch, "expiry") ==
          std::vector<std::string>{
              "since 2026-09-01 of 1 group (e.g. 2): not joined and kept until 2027-09-02, more "
              "than 12 months"});
    scratch.tamper(
        "PRAGMA ignore_check_constraints = ON; UPDATE survey_group SET expires_on = NULL WHERE id IN (2, 3)");
    std::vector<std::string> findings;
    for (const CheckResult& result : check_store(scratch.read())) {
        if (result.name == "expiry") {
            findings = result.findings;
        } else if (result.name == "integrity") {
            CHECK(result.findings.at(0) == "CHECK constraint failed in survey_group");
        }
    }
    CHECK(findings == std::vector<std::string>{
                          "since 2026-09-01 of 2 groups (e.g. 2): not joined and without an expiry day"});
}

TEST_CASE(
    "P7: check finds groups that a clock set ahead would keep for years, and those that retention forgot") {
    const ScratchDatabase scratch;
    scratch.add_groups(1);
    change_on(scratch, "2026-09-02");
    scratch.tamper("UPDATE survey_group SET surveyed_on = '2099-01-01', expires_on = '2100-01-01'");
    CHECK(
        findings_of(scratch, "expiry") ==
        std::vector<std::string>{"since 2099-01-01 of 1 group (e.g. 1): later than the last recorded change "
                                 "(2026-09-02); the clock was ahead when this was written"});
    scratch.tamper("UPDATE survey_group SET surveyed_on = '2025-01-10', expires_on = '2026-01-10'");
    CHECK(findings_of(scratch, "expiry") ==
          std::vector<std::string>{
              "since 2025-01-10 of 1 group (e.g. 1): expired on 2026-01-10 and still there; "
              "run hnat db retention"});
}

TEST_CASE("P7: a year from the leap day ends on 28 February") {
    const ScratchDatabase scratch;
    scratch.add_groups(1);
    change_on(scratch, "2028-03-01");
    scratch.tamper("UPDATE survey_group SET surveyed_on = '2028-02-29', expires_on = '2029-02-28'");
    CHECK(findings_of(scratch, "expiry").empty());
    scratch.tamper("UPDATE survey_group SET expires_on = '2029-03-01'");
    CHECK(findings_of(scratch, "expiry").size() == 1);
}

TEST_CASE("P7: joined groups need no expiry day, and those that left are kept a year from then") {
    const ScratchDatabase scratch;
    scratch.add_groups(2);
    change_on(scratch, "2026-12-01");
    {
        SQLite::Database db(scratch.path().string(), SQLITE_OPEN_READWRITE);
        let_join(db, 1);
    }
    scratch.tamper("UPDATE survey_group SET state = 'left', state_on = '2026-12-01', expires_on = "
                   "'2027-12-01' WHERE id = 2");
    CHECK(findings_of(scratch, "expiry").empty());
}

TEST_CASE("P7: a group that left and was asked again, on a day before, is kept a year from when it left") {
    const ScratchDatabase scratch;
    scratch.add_groups(1);
    change_on(scratch, "2026-12-02");
    scratch.tamper(
        "INSERT INTO survey_event (group_id, day, kind, detail) VALUES (1, '2026-12-01', 'state', 'left')");
    scratch.tamper("INSERT INTO approach (group_id, day) VALUES (1, '2026-11-20')");
    scratch.tamper("UPDATE survey_group SET state = 'approached', state_on = '2026-12-01', expires_on = "
                   "'2027-12-01'");
    CHECK(findings_of(scratch, "expiry").empty());
    scratch.tamper("UPDATE survey_group SET expires_on = '2027-12-02'");
    CHECK(findings_of(scratch, "expiry").size() == 1);
}

TEST_CASE("S5: check finds a file that others may read") {
    const ScratchDatabase scratch;
    std::filesystem::permissions(scratch.path(), std::filesystem::perms{0644});
    CHECK(findings_of(scratch, "file-mode") ==
          std::vector<std::string>{scratch.path().string() +
                                   ": has mode 0644, others may get at it; put it right with chmod 600"});
}

TEST_CASE("check finds rows that an index has lost") {
    const ScratchDatabase scratch;
    scratch.add_groups(20);
    change_on(scratch, "2026-09-02");
    // A row comes in while the index is out of sight, as after a write that never reached the disk.
    const std::string index =
        text(scratch.read().db(), "SELECT printf('%s'', ''%s'', %d, ''%s', name, tbl_name, rootpage, "
                                  "sql) FROM sqlite_schema WHERE name = 'survey_group_expiry'");
    scratch.tamper(
        "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE name = 'survey_group_expiry'");
    scratch.tamper("UPDATE survey_group SET expires_on = '2027-08-01' WHERE id = 5");
    scratch.tamper("PRAGMA writable_schema = ON; INSERT INTO sqlite_schema VALUES ('index', '" + index +
                   "')");
    const auto findings = findings_of(scratch, "integrity");
    REQUIRE(!findings.empty());
    CHECK(holds(findings.front(), "missing from index survey_group_expiry"));
}

TEST_CASE("the search index of 20,000 groups is checked in moments") {
    const ScratchDatabase scratch;
    scratch.add_groups(20'000);
    change_on(scratch, "2026-09-02");
    const Store store = scratch.read();
    const auto start = std::chrono::steady_clock::now();
    CHECK(check_search_index(store.db()).empty());
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
    MESSAGE("search index of 20,000 groups checked in ", took.count(), " ms");
}
