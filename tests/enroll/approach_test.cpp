#include "base/error.hpp"
#include "store/audit.hpp"
#include "tests/enroll/join_support.hpp"
#include "tests/seed.hpp"

#include <random>

using namespace hnat;
using namespace hnat::test;

namespace {

void approach(Programme& programme, const char* on, std::int64_t group = 1) {
    programme.write(
        [&](Transaction& transaction) { approach_group(transaction, group, day(on), std::nullopt); });
}

void set(Programme& programme, const std::string& assignments) {
    programme.db().exec("UPDATE survey_group SET " + assignments + " WHERE id = 1");
}

} // namespace

TEST_CASE("a third approach within 365 days is refused, whichever is entered last (P2)") {
    Programme programme;
    approach(programme, "2026-01-15");
    for (const char* on : {"2026-03-02", "2026-02-01", "2025-06-01", "2025-03-03"}) {
        CHECK(holds(programme.refused([&] { approach(programme, on); }),
                    "it may be asked again from 2027-01-15 on"));
    }
    approach(programme, "2025-03-02");
    programme.set_today("2027-02-28");
    CHECK(holds(programme.refused([&] { approach(programme, "2027-01-14"); }), "two within a year"));
    approach(programme, "2027-01-15");
    CHECK(programme.counted(ProgrammeEvent::approached) == 5);
}

TEST_CASE("no order of entering gives a group three approaches within a year (P2, property)") {
    const unsigned seed = test::seed();
    INFO("seed " << seed);
    std::mt19937 random(seed);
    Programme programme;
    programme.set_today("2030-01-01");
    set(programme, "expires_on = '2031-01-01'");
    const Day first = day("2026-01-01");
    for (int i = 0; i < 200; ++i) {
        const Day on = first + std::chrono::days(random() % 1460);
        try {
            approach(programme, to_iso(on).c_str());
        } catch (const Error&) {
            continue;
        }
    }
    CHECK(
        programme.count(
            "SELECT count(*) FROM approach AS a WHERE group_id = 1 AND (SELECT count(*) FROM approach AS b"
            " WHERE b.group_id = 1 AND julianday(b.day) > julianday(a.day) - 365 AND b.day <= a.day) > 2") ==
        0);
    CHECK(programme.count("SELECT count(*) FROM approach WHERE group_id = 1") > 3);
}

TEST_CASE("only who may be asked is asked") {
    Programme programme;
    programme.add("ccccc", "C");
    CHECK(holds(programme.refused([&] { approach(programme, "2026-03-02", 3); }), "is not shortlisted"));
    programme.write([](Transaction& transaction) { shortlist_group(transaction, 3); });
    CHECK(holds(programme.refused([&] { approach(programme, "2026-03-02", 3); }), "has no liaison"));
    CHECK(holds(programme.refused([&] { approach(programme, "2026-03-03"); }), "is in the future"));
    programme.refused([&] { approach(programme, "2026-03-02", 9); }, ErrorKind::not_found);
    set(programme, "expires_on = '2026-03-02'");
    CHECK(holds(programme.refused([&] { approach(programme, "2026-03-02"); }), "expired on 2026-03-02"));
    set(programme, "expires_on = '2027-03-02'");
    programme.join();
    CHECK(holds(programme.refused([&] { approach(programme, "2026-03-02"); }), "there is nothing to ask"));
}

TEST_CASE(
    "a refusal keeps a day and a count, nothing about a person, and outlasts the survey's expiry (P2)") {
    Programme programme;
    const Day until =
        programme.write([](Transaction& transaction) { return decline_group(transaction, 1, 730); });
    CHECK(to_iso(until) == "2028-03-01");
    const Group group = programme.group("1");
    CHECK(group.state == GroupState::resting);
    CHECK(group.rest_until == until);
    CHECK(group.expires_on == until);
    CHECK(programme.counted(ProgrammeEvent::declined) == 1);
    CHECK(programme.count("SELECT count(*) FROM member") == 0);
    CHECK(holds(programme.refused([&] { approach(programme, "2026-03-02"); }), "rests until 2028-03-01"));
    CHECK(holds(programme.refused([&] { programme.join(); }), "rests until 2028-03-01"));
    CHECK(holds(programme.refused([&] {
        programme.write([](Transaction& transaction) { decline_group(transaction, 1, 365); });
    }),
                "only a group that was shortlisted or approached"));
    for (const int days : {0, 29, 3651}) {
        CHECK(holds(programme.refused([&] {
            programme.write([&](Transaction& transaction) { decline_group(transaction, 2, days); });
        }),
                    "expected 30 to 3650"));
    }
}

TEST_CASE("a group that leaves names who has no other group, and expires 12 months later (P7)") {
    Programme programme;
    programme.join(1, 1);
    programme.join(1, 2);
    programme.join(2, 2);
    const auto leave = [&](const char* on) {
        return programme.write(
            [&](Transaction& transaction) { return leave_group(transaction, 1, day(on)); });
    };
    CHECK(holds(programme.refused([&] { leave("2026-03-03"); }), "in the future"));
    CHECK(holds(programme.refused([&] { leave("2026-03-01"); }), "can't have left before"));
    programme.set_today("2026-05-02");
    CHECK(leave("2026-05-01") == std::vector<std::int64_t>{1});
    CHECK(programme.group("1").state == GroupState::left);
    CHECK(programme.group("1").expires_on == day("2027-05-01"));
    CHECK(programme.card(1).consents.size() == 1);
    CHECK(holds(programme.refused([&] { leave("2026-05-01"); }), "only a group that joined can leave"));
    CHECK(audit_rows(programme.store()).back().verb == "group-left");
}

TEST_CASE("P2: a merge keeps a group for as long as an approach of the other one counts") {
    Programme programme;
    programme.add("ccccc", "C");
    // Group 2 was asked, said no and may be asked again; group 3 was surveyed long ago.
    programme.write([](Transaction& transaction) { decline_group(transaction, 2, 30); });
    programme.set_today("2026-05-01");
    programme.db().exec(
        "UPDATE survey_group SET surveyed_on = '2025-06-01', expires_on = '2026-06-01' WHERE id = 3");
    programme.write([](Transaction& transaction) {
        move_enroll_records(transaction, 2, 3);
        merge_groups(transaction, 3, 2);
    });
    CHECK(programme.group("3").expires_on == day("2027-03-02"));
    programme.set_today("2026-07-01");
    programme.write([](Transaction& transaction) { CHECK(purge_expired_groups(transaction) == 0); });
}

TEST_CASE("P2: a merge keeps approaches counting and moderators once") {
    Programme programme;
    programme.join(1, 1);
    programme.join(1, 2);
    programme.join(2, 1);
    programme.write([](Transaction& transaction) {
        leave_group(transaction, 2, transaction.today());
        move_enroll_records(transaction, 2, 1);
        merge_groups(transaction, 1, 2);
    });
    CHECK(programme.count("SELECT count(*) FROM approach WHERE group_id = 1") == 2);
    CHECK(programme.count("SELECT count(*) FROM member_group WHERE group_id = 1") == 2);
    CHECK(programme.count("SELECT count(*) FROM member_group") == 2);
    programme.write([](Transaction& transaction) { leave_group(transaction, 1, transaction.today()); });
    CHECK(holds(programme.refused([&] { approach(programme, "2026-03-02"); }), "two within a year"));
}
