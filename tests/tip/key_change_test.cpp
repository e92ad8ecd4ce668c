#include "key_support.hpp"
#include "tests/seed.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <random>

using namespace hnat;
using namespace hnat::test;

namespace {

constexpr std::string_view k_new = "năm từ hoàn toàn khác";

NewKey rotate(KeyOffice& office, KeyRole role, const KeyPair& key) {
    return office.write([&](Transaction& transaction) {
        return rotate_key(transaction, office.ring(), role, key, secret(k_new), {});
    });
}

NewKey add_recovery(KeyOffice& office, const KeyPair& main, std::string_view file, bool replace = false) {
    return office.write([&](Transaction& transaction) {
        return add_recovery_key(transaction, office.ring(), KeyRole::office, main, office.path(file),
                                secret(k_new), replace);
    });
}

std::vector<std::string> recipients_of(KeyOffice& office, std::size_t epoch = 0) {
    return read_epoch_header(office.ring().epoch_path(list_epochs(office.db()).at(epoch))).recipients;
}

bool opens(KeyOffice& office, const char* received_on, const KeyPair& key, KeyRole role = KeyRole::office) {
    try {
        static_cast<void>(office.ring().open_epoch(office.store(), role, day(received_on), key));
        return true;
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::key);
        return false;
    }
}

} // namespace

TEST_CASE("a new key opens what was sealed before, and the old key nothing any more") {
    KeyOffice office;
    office.make_keys();
    office.epoch_key("2026-07-01");
    office.epoch_key("2026-10-05");
    const KeyPair old_key = office.open(KeyRole::office);
    const auto old_file = office.ring().key_path(KeyRole::office, old_key.public_key);
    const auto link = office.path("hard-link");
    std::filesystem::create_hard_link(old_file, link);

    office.set_today("2026-10-06");
    const NewKey made = rotate(office, KeyRole::office, old_key);
    const KeyPair key = open_key_file(made.file, secret(k_new));
    const Settled settled = office.settle(KeyRole::office, key);
    CHECK(settled.sound == 2);
    CHECK(settled.troubles.empty());
    CHECK(settled.old_keys == std::vector{old_file.filename().string()});
    CHECK(!std::filesystem::exists(old_file));
    CHECK(bytes_of(link).find_first_not_of('\0') == std::string::npos);
    CHECK(opens(office, "2026-07-01", key));
    CHECK(opens(office, "2026-10-05", key));
    CHECK(!opens(office, "2026-07-01", old_key));
    CHECK(recipients_of(office) == std::vector{key_fingerprint(key.public_key)});
    // What comes later is sealed to the new key.
    office.epoch_key("2027-01-01");
    CHECK(opens(office, "2027-01-01", key));
    CHECK(!opens(office, "2027-01-01", old_key));
    const auto recipients = list_recipients(office.db());
    REQUIRE(recipients.size() == 3);
    CHECK(recipients[0].public_key == key.public_key);
    CHECK(recipients[1].retired_on == day("2026-10-06"));
    CHECK(office.count("SELECT count(*) FROM audit WHERE verb = 'key-rotate'") == 1);
    CHECK(check_store(office.store()).size() > 3);
    CHECK(error_of([&] { rotate(office, KeyRole::office, old_key); }).kind() == ErrorKind::key);
}

TEST_CASE("the recovery key opens what was sealed before and after it was made") {
    KeyOffice office;
    office.make_keys();
    office.epoch_key("2026-07-01");
    const KeyPair main = office.open(KeyRole::office);
    const NewKey made = add_recovery(office, main, "recovery.key");
    office.settle(KeyRole::office, main);
    CHECK(made.recipient.kind == KeyKind::recovery);
    CHECK(mode_of(made.file) == 0600);
    office.epoch_key("2026-10-05");
    const KeyPair recovery = open_key_file(made.file, secret(k_new));
    for (const char* on : {"2026-07-01", "2026-10-05"}) {
        CHECK(opens(office, on, recovery));
        CHECK(opens(office, on, main));
    }
    CHECK(office.files().size() == 4); // the recovery key is not among them

    SUBCASE("a second one is made only in its place") {
        CHECK(error_of([&] { add_recovery(office, main, "another.key"); }).kind() == ErrorKind::usage);
        CHECK(!std::filesystem::exists(office.path("another.key")));
        const NewKey second = add_recovery(office, main, "another.key", true);
        office.settle(KeyRole::office, main);
        CHECK(!opens(office, "2026-07-01", recovery));
        CHECK(opens(office, "2026-10-05", open_key_file(second.file, secret(k_new))));
    }
    SUBCASE("when the main key is lost, the recovery key makes another") {
        std::filesystem::remove(office.ring().key_path(KeyRole::office, main.public_key));
        const NewKey next = rotate(office, KeyRole::office, recovery);
        const KeyPair key = open_key_file(next.file, secret(k_new));
        CHECK(office.settle(KeyRole::office, key).troubles.empty());
        CHECK(opens(office, "2026-07-01", key));
        CHECK(opens(office, "2026-07-01", recovery));
        CHECK(!opens(office, "2026-07-01", main));
    }
    SUBCASE("the recovery key makes no recovery key") {
        CHECK(error_of([&] { add_recovery(office, recovery, "another.key"); }).kind() == ErrorKind::key);
    }
    SUBCASE("a drill of it is kept apart from the main key's") {
        const Drill drill = office.write([&](Transaction& transaction) {
            return drill_key(transaction, office.ring(), KeyRole::office, recovery);
        });
        CHECK(drill.passed());
        CHECK(drill.epochs.sound == 2);
        CHECK(last_drill(office.db(), KeyRole::office, KeyKind::recovery) == day("2026-10-05"));
        CHECK(!last_drill(office.db(), KeyRole::office, KeyKind::main));
    }
}

TEST_CASE("nobody can make a recovery key with the key of the other role") {
    KeyOffice office;
    office.make_keys();
    const KeyPair custodian = office.open(KeyRole::custodian);
    CHECK(error_of([&] { add_recovery(office, custodian, "r.key"); }).kind() == ErrorKind::key);
    CHECK(!std::filesystem::exists(office.path("r.key")));
}

TEST_CASE("a rotation that was taken back leaves the old key in force; the next drill tidies up") {
    KeyOffice office;
    office.make_keys();
    office.epoch_key("2026-10-05");
    const KeyPair key = office.open(KeyRole::office);
    {
        Transaction transaction(office.store(), {k_unnamed_staff, day("2026-10-05")});
        rotate_key(transaction, office.ring(), KeyRole::office, key, secret(k_new), {});
    }
    CHECK(recipients_of(office).size() == 2);
    CHECK(opens(office, "2026-10-05", key));
    const Drill drill = office.write([&](Transaction& transaction) {
        return drill_key(transaction, office.ring(), KeyRole::office, key);
    });
    CHECK(drill.passed());
    CHECK(recipients_of(office) == std::vector{key_fingerprint(key.public_key)});
    // The new key's file stays: nobody but its owner knows whether another database has it.
    CHECK(office.files().size() == 4);
}

TEST_CASE("a rotation that was cut short after its commit is brought to its end by the next drill") {
    KeyOffice office;
    office.make_keys();
    office.epoch_key("2026-10-05");
    const KeyPair old_key = office.open(KeyRole::office);
    const NewKey made = rotate(office, KeyRole::office, old_key);
    CHECK(opens(office, "2026-10-05", old_key)); // settle_epochs did not run
    const KeyPair key = open_key_file(made.file, secret(k_new));
    CHECK(opens(office, "2026-10-05", key));
    const Drill drill = office.write([&](Transaction& transaction) {
        return drill_key(transaction, office.ring(), KeyRole::office, key);
    });
    CHECK(drill.passed());
    CHECK(drill.epochs.old_keys.size() == 1);
    CHECK(!opens(office, "2026-10-05", old_key));
}

/// Kills the process between any two of its writes; so many epochs make most of its time be spent there.
TEST_CASE("a rotation killed at any moment leaves a key that opens every epoch, and can be run again") {
    constexpr int k_epochs = 12;
    constexpr int k_kills = 10;
    const std::uint32_t seed = test::seed();
    std::mt19937 random(seed);
    const TempDir folder;
    const auto database = folder.path() / "hnat.db";
    KeyOffice office("2026-10-05", database);
    office.make_keys();
    const Secret passphrase = secret(KeyOffice::k_office);
    std::vector<Day> days;
    for (int i = 0; i < k_epochs; ++i) {
        days.push_back(add_months(day("2020-01-15"), 3 * i));
        office.epoch_key(to_iso(days.back()).c_str());
    }
    KeyPair key = office.open(KeyRole::office);
    // Runs it whole, or kills it so long after the new key's file is there: the sealing begins then.
    const auto rotate_for = [&](std::optional<std::chrono::microseconds> life) {
        const auto files = office.files().size();
        const pid_t child = ::fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            Store store = Store::open({database}, Access::write, day("2026-10-05"));
            Transaction transaction(store, {k_unnamed_staff, day("2026-10-05")});
            const NewKey made = rotate_key(transaction, office.ring(), KeyRole::office, key, passphrase, {});
            transaction.commit();
            Transaction settling(store, {k_unnamed_staff, day("2026-10-05")});
            settle_epochs(settling, office.ring(), KeyRole::office, open_key_file(made.file, passphrase));
            ::_exit(0);
        }
        while (office.files().size() == files && ::waitpid(child, nullptr, WNOHANG) == 0) {
            ::usleep(200);
        }
        const auto start = std::chrono::steady_clock::now();
        if (life) {
            ::usleep(static_cast<useconds_t>(life->count()));
            ::kill(child, SIGKILL);
        }
        ::waitpid(child, nullptr, 0);
        return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() -
                                                                     start);
    };
    const auto whole = rotate_for(std::nullopt);
    int before = 0;
    int after = 0;
    for (int run = 0; run <= k_kills; ++run) {
        Store store = Store::open({database}, Access::write, day("2026-10-05"));
        KeyPair present = office.ring().open_recipient(store, KeyRole::office, passphrase);
        for (const Day on : days) {
            REQUIRE_NOTHROW(static_cast<void>(office.ring().open_epoch(store, KeyRole::office, on, present)));
        }
        (present.public_key == key.public_key ? before : after) += 1;
        key = std::move(present);
        if (run < k_kills) {
            rotate_for(whole * (random() % 1000) / 1000);
        }
    }
    MESSAGE("seed " << seed << ": killed " << k_kills << " times within " << whole.count() / 1000
                    << " ms: before its commit " << before << ", after it " << after - 1);
    Store store = Store::open({database}, Access::write, day("2026-10-05"));
    Transaction transaction(store, {k_unnamed_staff, day("2026-10-05")});
    const Drill drill = drill_key(transaction, office.ring(), KeyRole::office, key);
    CHECK(drill.passed());
    CHECK(drill.epochs.sound == k_epochs);
    for (const KeyEpoch& epoch : list_epochs(store.db())) {
        CHECK(read_epoch_header(office.ring().epoch_path(epoch)).recipients ==
              std::vector{key_fingerprint(key.public_key)});
    }
}

TEST_CASE("a drill that finds an epoch missing or damaged says which, and is not counted") {
    KeyOffice office;
    office.make_keys();
    office.epoch_key("2026-04-01");
    office.epoch_key("2026-07-01");
    office.epoch_key("2026-10-05");
    const auto epochs = list_epochs(office.db());
    std::filesystem::remove(office.ring().epoch_path(epochs[0]));
    std::filesystem::copy_file(office.ring().epoch_path(epochs[2]), office.ring().epoch_path(epochs[1]),
                               std::filesystem::copy_options::overwrite_existing);
    const KeyPair key = office.open(KeyRole::office);
    const auto drill = [&] {
        return office.write([&](Transaction& transaction) {
            return drill_key(transaction, office.ring(), KeyRole::office, key);
        });
    };
    const Drill first = drill();
    CHECK(!first.passed());
    CHECK(first.epochs.sound == 1);
    REQUIRE(first.epochs.troubles.size() == 2);
    CHECK(first.epochs.troubles[0].epoch.quarter == "2026Q2");
    CHECK(first.epochs.troubles[1].epoch.quarter == "2026Q3");
    CHECK(!last_drill(office.db(), KeyRole::office, KeyKind::main));
    CHECK(office.count("SELECT count(*) FROM audit WHERE verb = 'key-drill' AND outcome = 'refused'") == 1);

    // A key that others know must not stay in force because of it; but it is not destroyed either.
    const NewKey made = rotate(office, KeyRole::office, key);
    const Settled settled = office.settle(KeyRole::office, open_key_file(made.file, secret(k_new)));
    CHECK(settled.sound == 1);
    CHECK(settled.troubles.size() == 2);
    CHECK(settled.old_keys.empty());
    CHECK(std::filesystem::exists(office.ring().key_path(KeyRole::office, key.public_key)));
}

TEST_CASE("a drill is kept by its day, once") {
    KeyOffice office;
    office.make_keys();
    const KeyPair key = office.open(KeyRole::custodian);
    for (int i = 0; i < 2; ++i) {
        CHECK(office
                  .write([&](Transaction& transaction) {
                      return drill_key(transaction, office.ring(), KeyRole::custodian, key);
                  })
                  .passed());
    }
    CHECK(office.count("SELECT count(*) FROM key_drill") == 1);
    CHECK(office.count("SELECT count(*) FROM audit WHERE verb = 'key-drill'") == 2);
    const KeyPair stranger = make_key_pair();
    CHECK(error_of([&] {
              office.write([&](Transaction& transaction) {
                  drill_key(transaction, office.ring(), KeyRole::custodian, stranger);
              });
          }).kind() == ErrorKind::key);
}

TEST_CASE("a main key is due for a drill when it is new and every quarter, a recovery key once") {
    const KeyRecipient main{KeyRole::office, KeyKind::main, {}, day("2026-08-15"), {}};
    CHECK(is_drill_due(main, std::nullopt, day("2026-08-15")));
    CHECK(is_drill_due(main, day("2026-08-14"), day("2026-08-15"))); // that was the key before
    CHECK(!is_drill_due(main, day("2026-08-15"), day("2026-09-30")));
    CHECK(is_drill_due(main, day("2026-09-30"), day("2026-10-01")));
    CHECK(!is_drill_due(main, day("2026-10-01"), day("2026-12-31")));
    const KeyRecipient recovery{KeyRole::office, KeyKind::recovery, {}, day("2026-08-15"), {}};
    CHECK(is_drill_due(recovery, std::nullopt, day("2026-08-15")));
    CHECK(!is_drill_due(recovery, day("2026-08-20"), day("2028-01-01")));
}

TEST_CASE("a quarter whose file is lost gets a new key, and only then") {
    KeyOffice office;
    office.make_keys();
    const PublicKey lost = office.epoch_key("2026-10-05");
    const auto renew = [&](std::string_view quarter) {
        return office.write([&](Transaction& transaction) {
            return renew_epoch(transaction, office.ring(), KeyRole::office, quarter);
        });
    };
    CHECK(error_of([&] { renew("2026Q3"); }).kind() == ErrorKind::not_found);
    CHECK(error_of([&] { renew("2026Q4"); }).kind() == ErrorKind::usage);
    std::filesystem::remove(office.ring().epoch_path(list_epochs(office.db()).front()));
    CHECK(error_of([&] { office.epoch_key("2026-10-06"); }).kind() == ErrorKind::key);
    const KeyEpoch epoch = renew("2026Q4");
    CHECK(epoch.public_key != lost);
    CHECK(office.epoch_key("2026-10-06") == epoch.public_key);
    CHECK(opens(office, "2026-10-06", office.open(KeyRole::office)));
    CHECK(office.count("SELECT count(*) FROM audit WHERE verb = 'key-epoch'") == 2);
}
