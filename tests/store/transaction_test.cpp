#include "store_support.hpp"

#include "store/office.hpp"

#include <SQLiteCpp/Exception.h>

using namespace hnat;
using namespace hnat::test;

namespace {

Actor office_actor() {
    return {k_unnamed_staff, day("2026-09-02")};
}

} // namespace

TEST_CASE("a transaction that is not committed changes nothing") {
    const ScratchDatabase scratch;
    Store store = scratch.write();
    {
        Transaction transaction(store, office_actor());
        add_staff(transaction, "a", "A", StaffRole::clerk);
        CHECK(list_staff(store).size() == 1);
    }
    CHECK(list_staff(store).empty());
}

TEST_CASE("a committed transaction can be followed by another") {
    const ScratchDatabase scratch;
    Store store = scratch.write();
    for (const char* code : {"a", "b"}) {
        Transaction transaction(store, office_actor());
        add_staff(transaction, code, "Name", StaffRole::clerk);
        transaction.commit();
    }
    CHECK(list_staff(scratch.read()).size() == 2);
}

TEST_CASE("R7: the schema is trusted only inside a transaction") {
    const ScratchDatabase scratch;
    Store store = scratch.write();
    CHECK_THROWS_AS(add_group(store.db(), 1, "cho"), SQLite::Exception); // the trigger feeds FTS5
    {
        Transaction transaction(store, office_actor());
        CHECK(number(store.db(), "PRAGMA trusted_schema") == 1);
        add_group(transaction.db(), 1, "cho");
        transaction.commit();
        CHECK(number(store.db(), "PRAGMA trusted_schema") == 0);
    }
    { const Transaction transaction(store, office_actor()); }
    CHECK(number(store.db(), "PRAGMA trusted_schema") == 0);
}

TEST_CASE("R7: a schema that is changed while the store is open stops the next writer") {
    const ScratchDatabase scratch;
    Store store = scratch.write();
    scratch.tamper("CREATE TRIGGER spy AFTER INSERT ON staff BEGIN DELETE FROM office; END");
    const Error error = error_of([&] { const Transaction transaction(store, office_actor()); });
    CHECK(error.kind() == ErrorKind::not_ours);
    CHECK(holds(error.what(), "trigger 'spy' is not of hnat"));
    scratch.tamper("DROP TRIGGER spy");
    const Transaction transaction(store, office_actor()); // and the lock was given back
}

TEST_CASE("a database that a newer hnat migrates while the store is open is not written to") {
    const ScratchDatabase scratch;
    Store store = scratch.write();
    scratch.tamper("CREATE TABLE later (x); PRAGMA user_version = 99");
    const Error error = error_of([&] { const Transaction transaction(store, office_actor()); });
    CHECK(error.kind() == ErrorKind::not_ours);
    CHECK(holds(error.what(), "was migrated by another hnat meanwhile"));
}

TEST_CASE("VACUUM by another process stops nobody") {
    const ScratchDatabase scratch;
    Store store = scratch.write();
    scratch.tamper("VACUUM");
    const Transaction transaction(store, office_actor());
}

TEST_CASE("errors of the database library become errors of hnat with the path") {
    const ScratchDatabase scratch;
    Store store = scratch.write();
    const auto error_from = [&](const char* sql) {
        return error_of([&] {
            try {
                store.db().exec(sql);
            } catch (const SQLite::Exception& exception) {
                rethrow_as_error(exception, scratch.path());
            }
        });
    };
    CHECK(error_from(
              "INSERT INTO survey_event (group_id, day, kind, detail) VALUES (1, '2026-09-01', 'state', '')")
              .kind() == ErrorKind::failed);
    store.db().exec("PRAGMA max_page_count = 10");
    const Error full = error_from("INSERT INTO locality_successor (old_code, new_code, relation) "
                                  "VALUES (hex(zeroblob(200000)), 'a', 'whole')");
    CHECK(full.kind() == ErrorKind::io);
    CHECK(
        holds(full.what(), scratch.path().string() + ": no space is left; nothing of this change was kept"));
    CHECK(error_of([&] { rethrow_as_error(Error(ErrorKind::key, "as it is"), scratch.path()); }).kind() ==
          ErrorKind::key);
}
