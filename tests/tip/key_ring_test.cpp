#include "key_support.hpp"

using namespace hnat;
using namespace hnat::test;

TEST_CASE("an office without keys is told how to make them") {
    KeyOffice office;
    CHECK(!office.ring().is_set_up(office.store()));
    const auto check = [](const Error& error) {
        CHECK(error.kind() == ErrorKind::key);
        CHECK(std::string(error.what()) == "no keys are set up; `hnat key init` makes them");
    };
    check(error_of([&] { office.epoch_key("2026-10-05"); }));
    check(error_of([&] { static_cast<void>(office.open(KeyRole::office)); }));
    CHECK(office.count("SELECT count(*) FROM key_epoch") == 0);
}

TEST_CASE("keys are made once, in a folder for nobody else") {
    KeyOffice office;
    const mode_t before = ::umask(0);
    office.make_keys();
    office.epoch_key("2026-10-05");
    ::umask(before);
    CHECK(office.ring().is_set_up(office.store()));
    CHECK(mode_of(office.ring().folder()) == 0700);
    CHECK(mode_of(office.ring().folder().parent_path()) == 0700);
    for (const auto& name : office.files()) {
        CHECK(mode_of(office.ring().folder() / name) == 0600);
    }
    const auto recipients = list_recipients(office.db());
    REQUIRE(recipients.size() == 2);
    CHECK(recipients[0].role == KeyRole::office);
    CHECK(recipients[1].role == KeyRole::custodian);
    CHECK(office.open(KeyRole::office).public_key == recipients[0].public_key);
    CHECK(office.open(KeyRole::custodian).public_key == recipients[1].public_key);
    CHECK(office.count("SELECT count(*) FROM audit WHERE verb = 'key-init'") == 2);

    const auto files = office.files();
    const Error error = error_of([&] { office.make_keys(); });
    CHECK(error.kind() == ErrorKind::usage);
    CHECK(std::string(error.what()).find("has its keys already") != std::string::npos);
    CHECK(office.files() == files);
}

TEST_CASE(
    "keys are not made with one passphrase, nor among those of another database, nor where others enter") {
    KeyOffice office;
    const auto make = [&](const KeyRing& ring, std::string_view one, std::string_view other) {
        return error_of([&] {
            office.write([&](Transaction& transaction) {
                create_keys(transaction, ring, secret(one), secret(other));
            });
        });
    };
    const Error same = make(office.ring(), KeyOffice::k_office, KeyOffice::k_office);
    CHECK(same.kind() == ErrorKind::usage);
    CHECK(std::string(same.what()).find("they are two people") != std::string::npos);
    CHECK(make(office.ring(), KeyOffice::k_office, "ngắn").kind() == ErrorKind::usage);
    CHECK(list_recipients(office.db()).empty());

    KeyOffice other;
    other.make_keys();
    const Error taken = make(other.ring(), KeyOffice::k_office, KeyOffice::k_custodian);
    CHECK(taken.kind() == ErrorKind::usage);
    CHECK(std::string(taken.what()).find("a key of another database") != std::string::npos);

    std::filesystem::create_directory(office.path("open"));
    REQUIRE(::chmod(office.path("open").c_str(), 0755) == 0);
    CHECK(make(KeyRing(office.path("open")), KeyOffice::k_office, KeyOffice::k_custodian).kind() ==
          ErrorKind::key);
    CHECK(std::filesystem::is_empty(office.path("open")));
}

TEST_CASE("an epoch is a civil quarter of the day of receipt, made once for each role") {
    KeyOffice office;
    office.make_keys();
    const PublicKey autumn = office.epoch_key("2026-10-01");
    CHECK(office.epoch_key("2026-12-31") == autumn);
    CHECK(office.epoch_key("2027-01-01") != autumn);
    CHECK(office.epoch_key("2026-09-30") != autumn);
    CHECK(office.epoch_key("2026-11-11", KeyRole::custodian) != autumn);
    CHECK(office.count("SELECT count(*) FROM audit WHERE verb = 'key-epoch'") == 4);
    const auto epochs = list_epochs(office.db());
    REQUIRE(epochs.size() == 4);
    CHECK(epochs[0].quarter == "2026Q3");
    CHECK(epochs[1].quarter == "2026Q4");
    CHECK(epochs[1].role == KeyRole::office);
    CHECK(epochs[3].quarter == "2027Q1");
    CHECK(office.ring().epoch_path(epochs[1]).filename() ==
          "2026Q4-office-" + key_fingerprint(autumn) + ".epoch");
}

TEST_CASE("what is sealed to an epoch opens with the recipient's key and passphrase, and with no other") {
    KeyOffice office;
    office.make_keys();
    const PublicKey key = office.epoch_key("2026-10-05");
    const Uuid record = random_uuid();
    const std::string box = seal_box(key, BoxPurpose::body, record, "nội dung");
    const auto open = [&](KeyRole role, const char* on, std::string_view passphrase) {
        return office.ring().open_epoch(office.store(), role, day(on), secret(passphrase));
    };
    CHECK(open_box(open(KeyRole::office, "2026-12-31", KeyOffice::k_office), BoxPurpose::body, record, box)
              .text() == "nội dung");
    CHECK(error_of([&] { open(KeyRole::office, "2026-10-05", KeyOffice::k_custodian); }).kind() ==
          ErrorKind::key);
    // The custodian's key opens no body.
    office.epoch_key("2026-10-05", KeyRole::custodian);
    const KeyPair custodian = open(KeyRole::custodian, "2026-10-05", KeyOffice::k_custodian);
    CHECK(error_of([&] { static_cast<void>(open_box(custodian, BoxPurpose::body, record, box)); }).kind() ==
          ErrorKind::key);
    const Error never = error_of([&] { open(KeyRole::office, "2025-01-01", KeyOffice::k_office); });
    CHECK(never.kind() == ErrorKind::key);
    CHECK(std::string(never.what()).find("no key of that quarter") != std::string::npos);
}

TEST_CASE("a key may lie elsewhere, and the other person's key is refused") {
    KeyOffice office;
    office.make_keys();
    office.epoch_key("2026-10-05", KeyRole::custodian);
    const auto custodian = present_recipient(office.db(), KeyRole::custodian, KeyKind::main).value();
    const auto stick = office.path("stick.key");
    std::filesystem::rename(office.ring().key_path(KeyRole::custodian, custodian.public_key), stick);
    const Error gone = error_of([&] { static_cast<void>(office.open(KeyRole::custodian)); });
    CHECK(gone.kind() == ErrorKind::key);
    CHECK(std::string(gone.what()).find("say where it is: --key FILE") != std::string::npos);
    CHECK_NOTHROW(static_cast<void>(office.ring().open_epoch(
        office.store(), KeyRole::custodian, day("2026-10-05"), secret(KeyOffice::k_custodian), stick)));
    const Error wrong = error_of([&] { static_cast<void>(office.open(KeyRole::office, stick)); });
    CHECK(wrong.kind() == ErrorKind::key);
    CHECK(std::string(wrong.what()) ==
          "'" + stick.string() + "' is a key of the custodian; expected one of the office");
}

TEST_CASE("nothing is sealed to an epoch whose file is missing") {
    KeyOffice office;
    office.make_keys();
    office.epoch_key("2026-10-05");
    const KeyEpoch epoch = list_epochs(office.db()).front();
    std::filesystem::rename(office.ring().epoch_path(epoch), office.path("away"));
    const Error error = error_of([&] { office.epoch_key("2026-10-06"); });
    CHECK(error.kind() == ErrorKind::key);
    CHECK(std::string(error.what()).find("check --key-dir") != std::string::npos);
    std::filesystem::rename(office.path("away"), office.ring().epoch_path(epoch));
    CHECK(office.epoch_key("2026-10-06") == epoch.public_key);
}

TEST_CASE("a transaction that is taken back leaves no row of its epoch, and its file is in nobody's way") {
    KeyOffice office;
    office.make_keys();
    {
        Transaction transaction(office.store(), {k_unnamed_staff, day("2026-10-05")});
        office.ring().epoch_key(transaction, KeyRole::office, day("2026-10-05"));
    }
    CHECK(list_epochs(office.db()).empty());
    const PublicKey key = office.epoch_key("2026-10-05");
    CHECK(list_epochs(office.db()).front().public_key == key);
    CHECK(office.files().size() == 4); // two keys, two epochs
}

TEST_CASE("P7: the epochs of a quarter go when it ended 31 days ago and has no tip left") {
    KeyOffice office("2026-12-30");
    office.make_keys();
    for (const KeyRole role : {KeyRole::office, KeyRole::custodian}) {
        office.epoch_key("2026-12-31", role);
    }
    office.add_tip("2026-12-31");
    const auto retire = [&](const char* today) {
        office.set_today(today);
        return office
            .write([&](Transaction& transaction) { return office.ring().retire_epochs(transaction); })
            .size();
    };
    CHECK(retire("2027-03-01") == 0); // the tip is there
    office.db().exec("DELETE FROM tip");
    CHECK(retire("2027-03-01") == 2);
    CHECK(retire("2027-03-01") == 0);
    CHECK(office.count("SELECT count(*) FROM audit WHERE verb = 'key-destroy'") == 2);
    CHECK(office.files().size() == 4);
    CHECK(office.ring().remove_destroyed(office.store()) == 2);
    CHECK(office.ring().remove_destroyed(office.store()) == 0);
    CHECK(office.files().size() == 2);

    const Error sealed = error_of([&] { office.epoch_key("2026-12-31"); });
    CHECK(sealed.kind() == ErrorKind::key);
    CHECK(std::string(sealed.what()).find("the keys of 2026Q4 were destroyed on 2027-03-01") !=
          std::string::npos);
    CHECK(error_of([&] {
              static_cast<void>(office.ring().open_epoch(office.store(), KeyRole::office, day("2026-12-31"),
                                                         secret(KeyOffice::k_office)));
          }).kind() == ErrorKind::key);
}

TEST_CASE("P7: late entries have 31 days after a quarter, to the day") {
    KeyOffice office("2026-12-31");
    office.make_keys();
    office.epoch_key("2026-12-31");
    office.set_today("2027-01-31");
    CHECK(office.write([&](Transaction& t) { return office.ring().retire_epochs(t); }).empty());
    office.set_today("2027-02-01");
    CHECK(office.write([&](Transaction& t) { return office.ring().retire_epochs(t); }).size() == 1);
}

TEST_CASE("P7: a destroyed epoch is overwritten, not only unlinked; another database's file is left alone") {
    KeyOffice office("2026-12-31");
    office.make_keys();
    office.epoch_key("2026-12-31");
    const auto file = office.ring().epoch_path(list_epochs(office.db()).front());
    const auto link = office.path("hard-link");
    std::filesystem::create_hard_link(file, link);
    const auto foreign = office.ring().folder() / "2026Q4-office-0123456789abcdef.epoch";
    std::ofstream(foreign) << "not ours";
    office.set_today("2027-06-01");
    office.write([&](Transaction& t) { office.ring().retire_epochs(t); });
    REQUIRE(office.ring().remove_destroyed(office.store()) == 1);
    CHECK(!std::filesystem::exists(file));
    const std::string left = bytes_of(link);
    CHECK(left.size() > 500);
    CHECK(std::ranges::count(left, '\0') == static_cast<std::ptrdiff_t>(left.size()));
    CHECK(bytes_of(foreign) == "not ours");
}

TEST_CASE("P6: a key that was retired is not sealed to again because somebody says so in the database") {
    KeyOffice office;
    office.make_keys();
    const KeyPair old_key = office.open(KeyRole::office);
    office.write([&](Transaction& transaction) {
        return rotate_key(transaction, office.ring(), KeyRole::office, old_key,
                          secret("năm từ hoàn toàn khác"), {});
    });
    REQUIRE(present_keys(office.db(), KeyRole::office) != std::vector{old_key.public_key});
    SUBCASE("its row alone") {}
    SUBCASE("and what the chain said of it can't be opened any more") {
        office.db().exec(
            "DELETE FROM audit_salt WHERE seq IN (SELECT seq FROM audit WHERE verb = 'key-retire')");
    }
    office.db().exec("DELETE FROM key_recipient WHERE role = 'office' AND retired_on IS NULL");
    office.db().exec("UPDATE key_recipient SET retired_on = NULL WHERE role = 'office'");
    CHECK(error_of([&] { present_keys(office.db(), KeyRole::office); }).kind() == ErrorKind::key);
}

TEST_CASE("P6: a public key that somebody put into the database is not sealed to") {
    KeyOffice office;
    office.make_keys();
    office.epoch_key("2026-10-05", KeyRole::custodian);
    const auto refused = [&](const std::function<void()>& call) {
        const Error error = error_of(call);
        CHECK(error.kind() == ErrorKind::key);
        CHECK(std::string(error.what()).find("is not in the database as hnat left it") != std::string::npos);
    };
    SUBCASE("a recipient more") {
        office.db().exec("INSERT INTO key_recipient (uuid, role, kind, public_key, since) VALUES "
                         "(randomblob(16), 'custodian', 'recovery', randomblob(32), '2026-10-05')");
        refused([&] { office.epoch_key("2027-01-01", KeyRole::custodian); });
        CHECK_NOTHROW(office.epoch_key("2027-01-01", KeyRole::office));
    }
    SUBCASE("another key in the place of one") {
        office.db().exec("UPDATE key_recipient SET public_key = randomblob(32) WHERE role = 'custodian'");
        refused([&] { office.epoch_key("2027-01-01", KeyRole::custodian); });
        refused([&] { static_cast<void>(office.ring().is_set_up(office.store())); });
    }
    SUBCASE("a recipient in another role") {
        office.db().exec(
            "UPDATE key_recipient SET role = 'office', kind = 'recovery' WHERE role = 'custodian'");
        refused([&] { office.epoch_key("2027-01-01", KeyRole::office); });
    }
    SUBCASE("another key for a quarter") {
        office.db().exec("UPDATE key_epoch SET public_key = randomblob(32)");
        refused([&] { office.epoch_key("2026-10-06", KeyRole::custodian); });
    }
    SUBCASE("a row of the chain about something else does not stand in for it") {
        office.write([&](Transaction& transaction) {
            append_audit(transaction, AuditVerb::key_drill, office_uuid(office.db()),
                         CanonicalState().add("role", "custodian"));
        });
        office.db().exec("UPDATE key_epoch SET quarter = '2027Q1'");
        refused([&] { office.epoch_key("2027-01-01", KeyRole::custodian); });
    }
}

TEST_CASE("P6: a key that was retired is never current again, whatever is written into the database") {
    KeyOffice office;
    office.make_keys();
    office.epoch_key("2026-10-05", KeyRole::custodian);
    const KeyPair stolen = office.open(KeyRole::custodian);
    office.write([&](Transaction& transaction) {
        rotate_key(transaction, office.ring(), KeyRole::custodian, stolen, secret("năm từ hoàn toàn khác"),
                   {});
    });
    SQLite::Database& db = office.db();
    const auto refused = [&] {
        const Error error = error_of([&] { office.epoch_key("2027-01-01", KeyRole::custodian); });
        CHECK(error.kind() == ErrorKind::key);
        CHECK(std::string(error.what()).find("is not in the database as hnat left it") != std::string::npos);
    };
    SUBCASE("the retired one is made current in the place of the new one") {
        db.exec("UPDATE key_recipient SET retired_on = '2026-10-06'"
                " WHERE role = 'custodian' AND retired_on IS NULL");
        db.exec("UPDATE key_recipient SET retired_on = NULL WHERE id = 2");
        refused();
    }
    SUBCASE("… and the new one is taken out") {
        db.exec("DELETE FROM key_recipient WHERE role = 'custodian' AND retired_on IS NULL");
        db.exec("UPDATE key_recipient SET retired_on = NULL WHERE id = 2");
        refused();
    }
    SUBCASE("… and the salt of the row that retired it, so that the row before it would be the newest") {
        db.exec("UPDATE key_recipient SET retired_on = '2026-10-06'"
                " WHERE role = 'custodian' AND retired_on IS NULL");
        db.exec("UPDATE key_recipient SET retired_on = NULL WHERE id = 2");
        db.exec("DELETE FROM audit_salt WHERE seq = (SELECT max(seq) FROM audit WHERE object ="
                " (SELECT uuid FROM key_recipient WHERE id = 2))");
        refused();
    }
}

TEST_CASE("P6: the key that a quarter had before it was renewed is never sealed to again") {
    KeyOffice office;
    office.make_keys();
    office.epoch_key("2026-10-05", KeyRole::custodian);
    office.db().exec("CREATE TEMP TABLE before AS SELECT public_key, made_on FROM key_epoch");
    const KeyEpoch lost = list_epochs(office.db()).front();
    std::filesystem::rename(office.ring().epoch_path(lost), office.path("stolen"));
    office.set_today("2026-10-06");
    office.write([&](Transaction& transaction) {
        renew_epoch(transaction, office.ring(), KeyRole::custodian, "2026Q4");
    });
    office.epoch_key("2026-10-06", KeyRole::custodian);
    std::filesystem::rename(office.path("stolen"), office.ring().epoch_path(lost));
    office.db().exec("UPDATE key_epoch SET (public_key, made_on) = (SELECT public_key, made_on FROM before)");
    CHECK(error_of([&] { office.epoch_key("2026-10-06", KeyRole::custodian); }).kind() == ErrorKind::key);
}

TEST_CASE("P6: keys that were taken out of the database are not made again") {
    KeyOffice office;
    office.make_keys();
    office.epoch_key("2026-10-05");
    SUBCASE("a quarter's") {
        office.db().exec("DELETE FROM key_epoch");
        const Error error = error_of([&] { office.epoch_key("2026-10-05"); });
        CHECK(error.kind() == ErrorKind::key);
        CHECK(std::string(error.what()) == "the office had a key of 2026Q4, and somebody took it out of the "
                                           "database: seal nothing, and go back to a backup");
        CHECK_NOTHROW(office.epoch_key("2026-10-05", KeyRole::custodian));
    }
    SUBCASE("all of them, for those of another folder") {
        office.db().exec("DELETE FROM key_epoch; DELETE FROM key_recipient; DELETE FROM key_drill");
        const KeyRing evil(office.path("evil"));
        const Error error = error_of([&] { require_no_keys(office.db(), evil); });
        CHECK(error.kind() == ErrorKind::key);
        CHECK(std::string(error.what()).find("somebody took them out of it") != std::string::npos);
    }
}

TEST_CASE("P6: no living key is destroyed because a row of the database says so") {
    KeyOffice office;
    office.make_keys();
    office.epoch_key("2026-10-05");
    office.epoch_key("2026-10-05", KeyRole::custodian);
    SUBCASE("a day that hnat never wrote") {
        office.db().exec("UPDATE key_epoch SET destroyed_on = '2026-10-05' WHERE role = 'custodian'");
        CHECK(error_of([&] { office.ring().remove_destroyed(office.store()); }).kind() == ErrorKind::key);
    }
    SUBCASE("a tip of the quarter that is there") {
        office.set_today("2027-06-01");
        office.write([&](Transaction& transaction) { office.ring().retire_epochs(transaction); });
        office.add_tip("2026-10-05");
        const Error error = error_of([&] { office.ring().remove_destroyed(office.store()); });
        CHECK(error.kind() == ErrorKind::key);
        CHECK(std::string(error.what()).find("but 1 of its tips is there") != std::string::npos);
    }
    CHECK(office.files().size() == 4);
}
