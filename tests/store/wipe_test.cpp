#include "store_support.hpp"

#include "store/wipe.hpp"

using namespace hnat;
using namespace hnat::test;

TEST_CASE("P3: when the file can't be written anew behind a commit, it is said what is done and what is left "
          "to do") {
    const ScratchDatabase scratch;
    StoreOptions options = scratch.options();
    options.lock_timeout = std::chrono::milliseconds(1);
    Store store = Store::open(options, Access::write, day("2026-09-02"));
    Transaction transaction(store, {k_unnamed_staff, day("2026-09-02")});
    request_wipe(transaction);
    transaction.commit();
    {
        SQLite::Database other(scratch.path().string(), SQLITE_OPEN_READONLY);
        SQLite::Statement reading(other, "SELECT name FROM sqlite_schema");
        REQUIRE(reading.executeStep());
        const Error error = error_of([&] { wipe_deleted(store, "member 3 is erased"); });
        CHECK(error.kind() == ErrorKind::locked);
        const std::string said = error.what();
        CHECK(said.starts_with("member 3 is erased, but the file could not be written anew"));
        CHECK(said.ends_with("run `hnat db retention` to finish"));
        CHECK(is_wipe_pending(store));
    }
    wipe_deleted(store, "member 3 is erased");
    CHECK(!is_wipe_pending(store));
}
