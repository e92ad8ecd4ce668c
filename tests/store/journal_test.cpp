#include "store_support.hpp"

#include "store/check.hpp"

using namespace hnat;
using namespace hnat::test;

namespace {

constexpr int k_groups = 200;

/// A database of `k_groups` groups whose last writer died in the middle of a change: some of its pages are in
/// the file already, and the journal holds what they were.
struct Interrupted {
    ScratchDatabase scratch;
    std::filesystem::path journal;
    std::string committed;

    Interrupted() : journal(scratch.path().string() + "-journal") {
        scratch.add_groups(k_groups);
        committed = bytes_of(scratch.path());
        CHECK(in_child([this] {
                  Store store = scratch.write();
                  store.db().exec("PRAGMA cache_size = 5");
                  const Transaction transaction(store, {k_unnamed_staff, day("2026-09-02")});
                  transaction.db().exec("UPDATE survey_group SET name = name || hex(zeroblob(300))");
                  ::_exit(0); // no destructor: as kill -9
                  return 0;
              }) == 0);
        REQUIRE(std::filesystem::exists(journal));
        REQUIRE(bytes_of(scratch.path()) != committed);
    }
};

} // namespace

TEST_CASE("R1: a reader that meets an interrupted change sees the state before it") {
    const Interrupted interrupted;
    {
        const Store store = interrupted.scratch.read();
        CHECK(number(store.db(), "SELECT count(*) FROM survey_group WHERE length(name) < 50") == k_groups);
        for (const CheckResult& result : check_store(store)) {
            CAPTURE(result.name);
            CHECK(result.findings.empty());
        }
    }
    CHECK(bytes_of(interrupted.scratch.path()) == interrupted.committed);
    CHECK(!std::filesystem::exists(interrupted.journal));
}

TEST_CASE("R1: a writer that meets an interrupted change takes it back") {
    const Interrupted interrupted;
    {
        Store store = interrupted.scratch.write();
        add_audit_rows(store, {"2026-09-03"});
        CHECK(number(store.db(), "SELECT count(*) FROM survey_group WHERE length(name) < 50") == k_groups);
    }
    CHECK(verify_audit(interrupted.scratch.read()).empty());
}

TEST_CASE("a reader who may not write says what happened and who can mend it") {
    if (::geteuid() != 0) {
        MESSAGE("needs root to become somebody else: skipped");
        return;
    }
    const Interrupted interrupted;
    const auto& path = interrupted.scratch.path();
    std::filesystem::permissions(path.parent_path(), std::filesystem::perms{0755});
    std::filesystem::permissions(path, std::filesystem::perms{0644});
    std::filesystem::permissions(interrupted.journal, std::filesystem::perms{0644});
    constexpr uid_t k_nobody = 65534;
    CHECK(in_child([&] {
              if (::setuid(k_nobody) != 0) {
                  return 1;
              }
              try {
                  interrupted.scratch.read();
              } catch (const Error& error) {
                  return error.kind() == ErrorKind::io &&
                                 holds(error.what(), "the last writer was interrupted")
                             ? 0
                             : 2;
              }
              return 3;
          }) == 0);
}

TEST_CASE("a foreign file with a journal beside it is refused before the journal is touched") {
    const Interrupted interrupted;
    std::string bytes = bytes_of(interrupted.scratch.path());
    bytes[68] = 'X';
    write_bytes(interrupted.scratch.path(), bytes);
    const Trace before = trace_of(interrupted.scratch.path());
    const std::string journal = bytes_of(interrupted.journal);
    for (const Access access : {Access::read, Access::write}) {
        CHECK(error_of([&] {
                  Store::open(interrupted.scratch.options(), access, day("2026-09-03"));
              }).kind() == ErrorKind::not_ours);
        CHECK(trace_of(interrupted.scratch.path()) == before);
        CHECK(bytes_of(interrupted.journal) == journal);
    }
}
