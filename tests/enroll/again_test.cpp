// P3 after a restore: what was erased since the backup is erased again; and an erasure that was cut short is
// finished.
#include "tests/enroll/rights_support.hpp"

#include "base/file.hpp"
#include "enroll/erase_again.hpp"
#include "enroll/erasure.hpp"
#include "enroll/withdrawal.hpp"
#include "store/backup.hpp"
#include "store/wipe.hpp"

using namespace hnat;
using namespace hnat::test;

namespace {

const BackupKey k_no_key = [](const auto&) -> KeyPair { throw Error(ErrorKind::key, "no key"); };

std::vector<std::string> erasure_findings(const Store& store) {
    for (const auto& part : check_store(store)) {
        if (part.name == "erasure") {
            return part.findings;
        }
    }
    return {"no such part"};
}

} // namespace

TEST_CASE("P3: a member who was erased after the backup is erased again after the restore, and who withdrew "
          "has withdrawn") {
    const TempDir folder;
    RightsOffice office("2026-10-05", folder.path() / "hnat.db");
    office.add_group(1);
    const auto gone = office.add_member({1}, {"contact"}, "Nguyễn Văn Mẫu", "mau1@example.org");
    const auto withdrew = office.add_member({}, {"contact", "meetings"}, "Trần Thị Mẫu", "mau2@example.org");
    const auto stays = office.add_member({}, {"contact"}, "Lê Văn Mẫu", "mau3@example.org");
    const auto long_gone = office.add_member({}, {"contact"}, "Hồ Văn Mẫu", "mau4@example.org");
    office.write([&](Transaction& transaction) { erase_member(transaction, long_gone); });
    wipe_deleted(office.store());
    write_backup(office.store(), folder.path() / "backup.db", false);

    office.write([&](Transaction& transaction) {
        withdraw_consents(transaction, withdrew, {Purpose::meetings}, WithdrawalMethod::email);
    });
    office.write([&](Transaction& transaction) { erase_member(transaction, gone); });
    const auto list = erasure_rows(office.store());
    REQUIRE(list.size() == 4); // the withdrawal with its consent

    StoreOptions options;
    options.path = folder.path() / "restored" / "hnat.db";
    restore_backup(folder.path() / "backup.db", options, {k_unnamed_staff, day("2026-10-06")}, k_no_key);
    CHECK(read_file(options.path).find("mau1@example.org") != std::string::npos); // it has come back
    Store store = Store::open(options, Access::write, day("2026-10-06"));
    AgainResult again;
    {
        Transaction transaction(store, {k_unnamed_staff, day("2026-10-06")});
        again = erase_members_again(transaction, list);
        transaction.commit();
    }
    wipe_deleted(store);
    CHECK(again.members == std::vector{gone});
    CHECK(again.groups_left == std::vector<std::int64_t>{1});
    CHECK(again.withdrew == std::vector{withdrew});
    CHECK(again.unknown.empty());
    CHECK(sql::integer_of(store.db(), "SELECT count(*) FROM consent_in_force WHERE member_id = ?",
                          withdrew) == 1);
    CHECK(read_file(options.path).find("mau1@example.org") == std::string::npos);
    CHECK(sql::integer_of(store.db(), "SELECT count(*) FROM member WHERE id = ?", stays) == 1);
    for (const auto& part : check_store(store)) {
        CAPTURE(part.name);
        CHECK(part.findings == std::vector<std::string>{});
    }
}

TEST_CASE("P3: who withdrew everything after the backup is erased by the day that was due then") {
    const TempDir folder;
    RightsOffice office("2026-10-05", folder.path() / "hnat.db");
    office.add_group(1);
    const auto left = office.add_member({1}, {"contact", "meetings"});
    write_backup(office.store(), folder.path() / "backup.db", false);
    Day due;
    office.write([&](Transaction& transaction) {
        due = withdraw_consents(transaction, left, {}, WithdrawalMethod::email).erased_by;
    });
    auto list = erasure_rows(office.store());
    REQUIRE(list.size() == 3);

    StoreOptions options;
    options.path = folder.path() / "restored" / "hnat.db";
    const Actor later{k_unnamed_staff, day("2026-10-12")};
    restore_backup(folder.path() / "backup.db", options, later, k_no_key);
    Store store = Store::open(options, Access::write, later.today);
    Transaction transaction(store, later);
    SUBCASE("by its consents") {
        const AgainResult again = erase_members_again(transaction, list);
        CHECK(again.withdrew == std::vector{left});
        CHECK(again.unknown.empty());
        CHECK(again.groups_left == std::vector<std::int64_t>{1});
        CHECK(store.db().execAndGet("SELECT expires_on FROM member").getString() == to_iso(due));
        CHECK(erase_members_again(transaction, list).withdrew.empty()); // it is done
    }
    SUBCASE("a list that does not say which consents names the member") {
        std::erase_if(list, [](const ErasureRow& row) { return row.verb == k_consent_withdrawn; });
        list.push_back({9, "2026-10-06", "member-withdraw", std::string(32, '0')}); // of nobody here
        const AgainResult again = erase_members_again(transaction, list);
        CHECK(again.withdrew.empty());
        CHECK(again.unknown == std::vector{left});
    }
}

TEST_CASE("P3: an erasure that was cut short after its commit is told by the file, and finished by the next "
          "command that "
          "may write") {
    const TempDir folder;
    StoreOptions options;
    options.path = folder.path() / "hnat.db";
    {
        RightsOffice office("2026-10-05", options.path);
        const auto member = office.add_member({});
        CHECK(!is_wipe_pending(office.store()));
        office.write([&](Transaction& transaction) { erase_member(transaction, member); });
        CHECK(is_wipe_pending(office.store()));
        CHECK(erasure_findings(office.store()) ==
              std::vector<std::string>{
                  "something was erased, and the file has not been written anew since: traces may "
                  "be left in it. Any command that may write does it, e.g. hnat db retention"});
    } // killed here
    {
        const Store reader = Store::open(options, Access::read, day("2026-10-05"));
        CHECK(is_wipe_pending(reader));
    }
    const Store store = Store::open(options, Access::write, day("2026-10-05"));
    CHECK(!is_wipe_pending(store));
    CHECK(erasure_findings(store).empty());
}

TEST_CASE("P3: where the wiping can't be done at once, work goes on and the file still says that it is due") {
    const TempDir folder;
    StoreOptions options;
    options.path = folder.path() / "hnat.db";
    options.lock_timeout = std::chrono::milliseconds(50);
    {
        RightsOffice office("2026-10-05", options.path);
        const auto member = office.add_member({});
        office.write([&](Transaction& transaction) { erase_member(transaction, member); });
    }
    const Store reader = Store::open(options, Access::read, day("2026-10-05"));
    SQLite::Statement reading(reader.db(), "SELECT seq FROM audit");
    reading.executeStep(); // holds the file against VACUUM
    const Store store = Store::open(options, Access::write, day("2026-10-05"));
    CHECK(is_wipe_pending(store));
}
