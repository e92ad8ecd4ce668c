#include "store_support.hpp"

#include "store/office.hpp"

using namespace hnat;
using namespace hnat::test;

namespace {

Actor nobody() {
    return {k_unnamed_staff, day("2026-09-02")};
}

Store in_memory() {
    StoreOptions options;
    options.path = ":memory:";
    return Store::create(options, day("2026-09-01"));
}

Office some_office() {
    return {"Trung tâm A", "TTA", "Sở B", "19", "Thái Nguyên", day("2026-09-01")};
}

} // namespace

TEST_CASE("the office is written once and read back") {
    Store store = in_memory();
    CHECK(error_of([&] { read_office(store); }).kind() == ErrorKind::failed);
    Transaction transaction(store, nobody());
    write_office(transaction, some_office());
    CHECK(read_office(store) == some_office());
    CHECK(audit_rows(store).back().verb == "store-init");
    CHECK(error_of([&] { write_office(transaction, some_office()); }).kind() == ErrorKind::usage);
    transaction.commit();
    CHECK(verify_audit(store).empty());
}

TEST_CASE("staff are added, listed, found and retired, with an audit row each") {
    Store store = in_memory();
    {
        Transaction transaction(store, nobody());
        add_staff(transaction, "lien-1", "  Liaison One ", StaffRole::liaison);
        add_staff(transaction, "clerk", "Clerk", StaffRole::clerk);
        transaction.commit();
    }
    const auto all = list_staff(store);
    REQUIRE(all.size() == 2);
    CHECK(all[0].code == "clerk");
    CHECK(all[1].role == StaffRole::liaison);
    CHECK(all[1].added == day("2026-09-02"));
    CHECK(!all[1].retired);
    CHECK(find_staff(store, "clerk").name == "Clerk");
    {
        Transaction transaction(store, {"clerk", day("2026-10-01")});
        retire_staff(transaction, "lien-1");
        CHECK(error_of([&] { retire_staff(transaction, "lien-1"); }).what() ==
              std::string("staff member 'lien-1' was retired on 2026-10-01 already"));
        CHECK(error_of([&] { retire_staff(transaction, "nobody"); }).kind() == ErrorKind::not_found);
        transaction.commit();
    }
    CHECK(list_staff(store)[1].retired == day("2026-10-01"));
    const Error error = error_of([&] { find_staff(store, "lien-1"); });
    CHECK(error.kind() == ErrorKind::not_found);
    CHECK(error.what() == std::string("no active staff member has the code 'lien-1'; active codes: clerk"));

    const auto rows = audit_rows(store);
    REQUIRE(rows.size() == 3);
    CHECK(rows[0].verb == "staff-add");
    CHECK(rows[2].verb == "staff-retire");
    CHECK(rows[2].staff == "clerk");
    CHECK(rows[2].object == rows[0].object);
}

TEST_CASE("malformed staff codes are refused") {
    Store store = in_memory();
    Transaction transaction(store, nobody());
    for (const char* code : {"", "1a", "A", "a b", "a.b", "-a", "a\n", "đ", "abcdefghijklmnopq", "office"}) {
        CAPTURE(code);
        CHECK(!is_staff_code(code));
        CHECK(error_of([&] { add_staff(transaction, code, "Name", StaffRole::clerk); }).kind() ==
              ErrorKind::usage);
    }
    CHECK(is_staff_code("abcdefghijklmnop"));
    CHECK(is_staff_code("a-2_b"));
    CHECK(error_of([&] { add_staff(transaction, "a", "   ", StaffRole::clerk); }).kind() == ErrorKind::usage);
}

TEST_CASE("a staff code means one person for ever") {
    Store store = in_memory();
    Transaction transaction(store, nobody());
    add_staff(transaction, "a", "One", StaffRole::clerk);
    CHECK(error_of([&] { add_staff(transaction, "a", "Two", StaffRole::clerk); }).kind() == ErrorKind::usage);
    retire_staff(transaction, "a");
    CHECK(error_of([&] { add_staff(transaction, "a", "Two", StaffRole::clerk); }).kind() == ErrorKind::usage);
}
