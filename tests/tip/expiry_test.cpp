#include "base/error.hpp"
#include "base/period.hpp"
#include "store/backup.hpp"
#include "store/wipe.hpp"
#include "tests/seed.hpp"
#include "tests/tip/sealed_support.hpp"
#include "tip/figures.hpp"
#include "tip/tip_change.hpp"
#include "tip/tip_expiry.hpp"

#include <random>

using namespace hnat;
using namespace hnat::test;

namespace {

/// What `db retention` does with tips.
std::int64_t purge(TipOffice& office, const char* today) {
    office.set_today(today);
    const auto gone = office.office().write([&](Transaction& transaction) {
        const auto tips = purge_expired_tips(transaction);
        office.ring().retire_epochs(transaction);
        return tips;
    });
    office.ring().remove_destroyed(office.store());
    wipe_deleted(office.store());
    return gone;
}

void close(TipOffice& office, std::int64_t number, const char* today, const TipTerms& terms = {}) {
    office.set_today(today);
    office.office().write([&](Transaction& transaction) {
        acknowledge_tip(transaction, number, terms);
        triage_tip(transaction, number);
        close_tip(transaction, number, TipDisposition::resolved, terms);
    });
}

std::string findings(const Store& store) {
    return check_findings(store, day("2026-10-05"));
}

} // namespace

TEST_CASE("P7: a tip goes on its day and leaves counts, no number, no receipt, no word") {
    TipOffice office;
    const AddedTip added = office.add(Harm::frd, "2026-10-05", "x", "y");
    office.reveal(added.number);
    const Uuid uuid = office.tip(added.number).uuid;
    const std::string box(office.store().db().execAndGet("SELECT source FROM tip").getString());
    close(office, added.number, "2026-10-10");
    CHECK_EQ(purge(office, "2027-01-07"), 0);
    CHECK_EQ(purge(office, "2027-01-08"), 1);
    CHECK_EQ(office.office().count("SELECT count(*) FROM tip"), 0);
    CHECK_EQ(office.store()
                 .db()
                 .execAndGet("SELECT group_concat(regime || ' ' || month || ' ' || code || ' ' || "
                             "disposition || ' ' || count, '; ') FROM tip_tombstone")
                 .getString(),
             "nd09 2026-10 FRD resolved 1");
    CHECK_EQ(office.office().count("SELECT count(*) FROM tip_reveal WHERE tip_id IS NULL AND reason IS NULL"),
             1);
    CHECK_FALSE(tip_status(office.store(), added.receipt, day("2026-10-05")).has_value());
    CHECK_FALSE(holds(bytes_of(office.database()), std::string_view(box).substr(9, 64)));
    SQLite::Statement salts(office.store().db(), "SELECT count(*) FROM audit_salt WHERE object = ?");
    sql::bind_all(salts, uuid);
    salts.executeStep();
    CHECK_EQ(salts.getColumn(0).getInt(), 0);
    CHECK(verify_audit(office.store()).empty());
    CHECK_EQ(findings(office.store()), "");
}

TEST_CASE("P7: a tip that was purged after the backup is purged again after the restore, and a scrubbed one "
          "named") {
    const TempDir folder;
    TipOffice office;
    const AddedTip gone = office.add(Harm::frd, "2026-10-05", "x", "y");
    const AddedTip scrubbed = office.add(Harm::frd, "2026-10-05", "x", "y");
    write_backup(office.store(), folder.path() / "backup.db", false);
    // Whatever the number of the row: after a restore two chains count on from one.
    const std::vector<ErasureRow> list{
        {3, "2026-12-01", "tip-purge", to_hex(office.tip(gone.number).uuid)},
        {4, "2026-12-01", "tip-purge", std::string(32, '0')},
        {5, "2026-12-01", "tip-scrub", to_hex(office.tip(scrubbed.number).uuid)},
        {6, "2026-12-02", "tip-scrub", to_hex(office.tip(scrubbed.number).uuid)}};

    StoreOptions options;
    options.path = folder.path() / "restored" / "hnat.db";
    const Actor actor{k_unnamed_staff, day("2026-12-03")};
    restore_backup(folder.path() / "backup.db", options, actor,
                   [](const auto&) -> KeyPair { throw Error(ErrorKind::key, "no key"); });
    Store store = Store::open(options, Access::write, actor.today);
    TipsAgain again;
    {
        Transaction transaction(store, actor);
        again = purge_tips_again(transaction, list);
        transaction.commit();
    }
    wipe_deleted(store);
    CHECK(again.purged == 1);
    CHECK(again.scrubbed == std::vector{scrubbed.number});
    CHECK(sql::integer_of(store.db(), "SELECT count(*) FROM tip") == 1);
    CHECK_FALSE(tip_status(store, gone.receipt, actor.today).has_value());
    CHECK(verify_audit(store).empty());
    CHECK_EQ(findings(store), "");
}

TEST_CASE("P7: figures of every period are the same before and after a purge, but for what was purged") {
    const auto seed = test::seed();
    MESSAGE("seed " << seed);
    std::mt19937_64 random(seed);
    TipOffice office;
    for (int i = 0; i < 12; ++i) {
        office.add(static_cast<Harm>(random() % 15), i % 2 == 0 ? "2026-10-05" : "2026-09-14", "x");
    }
    for (std::int64_t number = 1; number <= 6; ++number) {
        close(office, number, "2026-10-06");
    }
    const auto figures = [&] {
        std::string text;
        for (const Regime& regime : regimes()) {
            for (int month = 1; month <= 12; ++month) {
                const TipFigures f =
                    tip_figures(office.store(), regime, regime.period(PeriodKind::month, 2026, month));
                for (const auto& count : f.received) {
                    text += std::to_string(count.count);
                }
                text += fmt::format(" {} {}\n", f.acknowledged.all(), f.first_closed.all());
            }
        }
        return text;
    };
    const std::string before = figures();
    CHECK_EQ(purge(office, "2027-06-01"), 12);
    CHECK_EQ(figures(), before);
    CHECK_EQ(findings(office.store()), "");
}

TEST_CASE("P7: the keys of a quarter go with its last tip, and what a backup of the database holds is "
          "unreadable then") {
    TipOffice office;
    const auto number = office.add(Harm::frd, "2026-10-05", "văn bản cũ", "người cũ").number;
    const auto backup = office.database().parent_path() / "backup.db";
    {
        SQLite::Statement copy(office.store().db(), "VACUUM INTO ?");
        copy.bind(1, backup.string());
        copy.exec();
    }
    const auto open_backup = [&] {
        Store old = Store::open({backup}, Access::read, day("2026-10-05"));
        const Tip tip = find_tip(old, number, day("2026-10-05"));
        return std::string(
            OpenedBody::open(old, office.ring(), tip, secret(KeyOffice::k_office), std::nullopt)
                .text()
                .text());
    };
    CHECK_EQ(open_backup(), "văn bản cũ");
    const auto epochs = [&] {
        std::size_t files = 0;
        for (const auto& name : office.office().files()) {
            files += static_cast<std::size_t>(holds(name, "2026Q4"));
        }
        return files;
    };
    CHECK_EQ(epochs(), 2);
    CHECK_EQ(purge(office, "2027-04-02"), 0);
    CHECK_EQ(epochs(), 2);
    CHECK_EQ(purge(office, "2027-04-03"), 1);
    CHECK_EQ(epochs(), 0);
    CHECK(error_of([&] { open_backup(); }).kind() == ErrorKind::key);
    // With all the key files that are left and both passphrases: the backup's rows stay closed.
    Store old = Store::open({backup}, Access::write, day("2027-04-03"));
    CHECK(error_of([&] {
              reveal_source(
                  old, {k_unnamed_staff, day("2026-10-05")}, office.ring(), number, secret("lý do"),
                  [] { return secret(KeyOffice::k_custodian); }, std::nullopt);
          }).kind() == ErrorKind::key);
}

TEST_CASE("S9: a leap day is a day as any other") {
    TipOffice office("2028-02-29");
    office.set_today("2028-02-29");
    const auto number = office.add(Harm::frd, "2028-02-29", "x").number;
    CHECK(office.tip(number).expires_on == day("2028-08-27"));
    CHECK(answer_due(office.tip(number), {}) == day("2028-05-29"));
    close(office, number, "2028-02-29");
    CHECK(office.tip(number).expires_on == day("2028-05-29"));
    office.set_today("2028-05-28");
    CHECK_EQ(purge(office, "2028-05-28"), 0);
    CHECK_EQ(purge(office, "2028-05-29"), 1);
}

TEST_CASE("S9: a clock that was set back purges nothing and writes nothing") {
    TipOffice office;
    office.add(Harm::frd, "2026-10-05", "x");
    CHECK_EQ(purge(office, "2026-10-06"), 0);
    office.set_today("2026-10-04");
    const auto rows = office.office().count("SELECT count(*) FROM audit");
    CHECK_THROWS_AS(office.add(Harm::frd, "2026-10-04", "y"), Error);
    CHECK_EQ(office.office().count("SELECT count(*) FROM audit"), rows);
    CHECK_EQ(office.office().count("SELECT count(*) FROM tip"), 1);
}

TEST_CASE("S9: a clock far ahead, and a purge of more than a fifth, are doubted") {
    TipOffice office;
    for (int i = 0; i < 22; ++i) {
        office.add(Harm::frd, "2026-10-05", "x");
    }
    const auto self = office.add(Harm::slf, "2026-10-05", "x").number;
    close(office, self, "2026-10-06");
    CHECK_FALSE(doubt_about_purge(office.store(), day("2026-10-19")).has_value());
    // One of many, by a clock that is right.
    CHECK(expiring_tips(office.store(), day("2026-10-20"), 0).size() == 1);
    CHECK_FALSE(doubt_about_purge(office.store(), day("2026-10-20")).has_value());
    CHECK_FALSE(doubt_about_purge(office.store(), day("2026-12-07")).has_value());
    CHECK(doubt_about_purge(office.store(), day("2026-12-08")) ==
          "today is 2026-12-08, 63 days after the last recorded change: is the clock ahead?");
    for (std::int64_t number = 1; number <= 4; ++number) {
        close(office, number, "2026-10-07");
    }
    office.set_today("2026-12-20");
    office.add(Harm::frd, "2026-12-20", "x");
    CHECK(doubt_about_purge(office.store(), day("2027-01-05")) == "5 of 24 tips would go at once.");
}

TEST_CASE("P7: of a few tips any number goes on its day without a doubt") {
    TipOffice office;
    for (int i = 0; i < 3; ++i) {
        office.add(Harm::frd, "2026-10-05", "x");
    }
    close(office, 1, "2026-10-06");
    office.set_today("2026-12-20");
    office.add(Harm::frd, "2026-12-20", "x");
    CHECK(expiring_tips(office.store(), day("2027-01-04"), 0).size() == 1);
    CHECK_FALSE(doubt_about_purge(office.store(), day("2027-01-04")).has_value());
}

TEST_CASE("P7: where a run of every night is made, no quiet time makes the clock doubtful") {
    TipOffice office;
    office.add(Harm::frd, "2026-10-05", "x");
    for (Day today = day("2026-10-05"); today < day("2027-04-03"); today += std::chrono::days{1}) {
        CHECK_FALSE(doubt_about_clock(office.store(), today).has_value());
        Transaction transaction(office.store(), {k_unnamed_staff, today});
        keep_clock(transaction);
        transaction.commit();
    }
    CHECK_EQ(office.office().count("SELECT count(*) FROM audit WHERE verb = 'store-retention'"), 5);
    CHECK_FALSE(doubt_about_purge(office.store(), day("2027-04-03")).has_value());
    CHECK(doubt_about_clock(office.store(), day("2028-04-03")).has_value());
}

TEST_CASE("S9: never more than the limit: whatever is done with a tip, it is gone by its latest day") {
    const auto seed = test::seed();
    MESSAGE("seed " << seed);
    std::mt19937_64 random(seed);
    TipOffice office;
    for (int i = 0; i < 30; ++i) {
        office.add(static_cast<Harm>(random() % 15), "2026-10-05", "x");
    }
    Day today = day("2026-10-05");
    std::int64_t done = 0;
    for (int step = 0; step < 400; ++step) {
        today += std::chrono::days{random() % 3};
        Transaction transaction(office.store(), {k_unnamed_staff, today});
        const auto number = static_cast<std::int64_t>(random() % 30 + 1);
        try {
            switch (random() % 5) {
            case 0:
                acknowledge_tip(transaction, number, {});
                break;
            case 1:
                triage_tip(transaction, number);
                break;
            case 2:
                close_tip(transaction, number, TipDisposition::resolved, k_longest_terms);
                break;
            case 3:
                reopen_tip(transaction, number);
                break;
            default:
                extend_tip(transaction, number, static_cast<int>(random() % 90 + 1));
            }
            transaction.commit();
            ++done;
        } catch (const Error&) {
            continue;
        }
    }
    MESSAGE(done << " changes");
    CHECK(done > 40);
    CHECK_EQ(findings(office.store()), "");
    const Day latest = today + std::chrono::days{k_longest_unclosed + 90};
    office.set_today("2028-12-31");
    CHECK(latest < day("2028-12-31"));
    CHECK_EQ(static_cast<std::int64_t>(expiring_tips(office.store(), latest, 0).size()), 30);
}

TEST_CASE("S9: where somebody emptied the audit chain, a clock is doubted by the day of the office") {
    Store store = Store::create({":memory:"}, day("2026-10-05"));
    Transaction transaction(store, {k_unnamed_staff, day("2026-10-05")});
    write_office(transaction, {"Office", "OFF", "Parent", "19", "Place", day("2026-10-05")});
    transaction.commit();
    store.db().exec("PRAGMA foreign_keys = OFF; DROP TRIGGER audit_no_delete; DELETE FROM audit");
    CHECK(!doubt_about_clock(store, day("2026-12-06")).has_value());
    CHECK(doubt_about_clock(store, day("2026-12-07")).value_or("") ==
          "today is 2026-12-07, 63 days after the last recorded change: is the clock ahead?");
}
