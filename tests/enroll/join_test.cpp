#include "base/error.hpp"
#include "enroll/erasure.hpp"
#include "enroll/leaving.hpp"
#include "enroll/member_edit.hpp"
#include "store/audit.hpp"
#include "tests/enroll/join_support.hpp"

#include <SQLiteCpp/Exception.h>

using namespace hnat;
using namespace hnat::test;

namespace {

constexpr const char* k_day = "2026-03-02";

void replace_charter(Programme& programme) {
    programme.db().exec(
        "UPDATE charter_version SET state = 'replaced', replaced_on = '2026-03-01' WHERE id = 1");
    programme.add_charter(2, "adopted", "2026-03-01");
}

void withdraw(Programme& programme, std::int64_t consent, const char* on) {
    programme.db().exec(
        "INSERT INTO consent_withdrawal (consent_id, withdrawn_on, recorded_by, how) VALUES (" +
        std::to_string(consent) + ", '" + on + "', 'office', 'sms')");
}

} // namespace

TEST_CASE("who consents becomes a member, the group joins, and each is counted and audited once (P2, P9)") {
    Programme programme;
    const JoinResult joined = programme.join(
        1, person(1), {consent(Purpose::contact, k_day), consent(Purpose::meetings, "2026-03-01")});
    CHECK(joined.member == 1);
    CHECK(joined.new_member);
    CHECK(joined.group_joined);
    const Group group = programme.group("1");
    CHECK(group.state == GroupState::joined);
    CHECK(!group.expires_on);
    CHECK(programme.counted(ProgrammeEvent::joined) == 1);
    CHECK(programme.counted(ProgrammeEvent::consented) == 2);
    const auto rows = audit_rows(programme.store());
    CHECK(rows.at(rows.size() - 2).verb == "member-join");
    CHECK(rows.back().verb == "survey-edit"); // the group's
    CHECK(programme.count(
              "SELECT count(*) FROM consent JOIN charter_version ON charter_version.id = charter_version"
              " AND sha256 = charter_sha256 WHERE expires_on IN ('2028-03-02', '2028-03-01')"
              " AND recorded_on = '2026-03-02' AND recorded_by = 'office'") == 2);
    CHECK(programme.count(
              "SELECT count(*) FROM member WHERE expires_on = '2028-03-02' AND joined_on = '2026-03-01'"
              " AND search_key = 'thanh vien a'") == 1);
    CHECK(verify_audit(programme.store()).empty());
}

TEST_CASE("P2: nobody joins without a consent to contact, nor with one to something else") {
    Programme programme;
    CHECK(holds(programme.refused([&] { programme.join(1, person(1), {}); }), "no purpose is named"));
    CHECK(holds(programme.refused([&] {
        programme.join(1, person(1),
                       {consent(Purpose::meetings, k_day), consent(Purpose::publication, k_day)});
    }),
                "no consent to contact"));
    CHECK(holds(programme.refused([&] {
        programme.join(1, person(1), {consent(Purpose::contact, k_day), consent(Purpose::contact, k_day)});
    }),
                "named twice"));
}

TEST_CASE("P2: a group that was not asked, has expired or is not there does not join") {
    Programme programme;
    programme.add("ccccc", "C");
    CHECK(holds(programme.refused([&] { programme.join(3); }), "record first that it was asked"));
    programme.write([](Transaction& transaction) { shortlist_group(transaction, 3); });
    CHECK(holds(programme.refused([&] { programme.join(3); }), "record first that it was asked"));
    programme.refused([&] { programme.join(9); }, ErrorKind::not_found);
    programme.db().exec("UPDATE survey_group SET expires_on = '2026-03-02' WHERE id = 1");
    CHECK(holds(programme.refused([&] { programme.join(1); }), "expired on 2026-03-02"));
}

TEST_CASE("P2: a consent refers to a charter that is published and not replaced") {
    Programme programme;
    const auto with = [&](std::int64_t version) {
        ConsentGiven given = consent(Purpose::contact, k_day);
        given.charter = version;
        return programme.join(1, person(1), {given});
    };
    programme.refused([&] { with(7); }, ErrorKind::not_found);
    replace_charter(programme);
    programme.add_charter(3, "draft", "");
    CHECK(holds(programme.refused([&] { with(3); }), "is a draft"));
    CHECK(holds(programme.refused([&] { with(1); }), "was replaced"));
    CHECK(holds(
        programme.refused([&] { programme.join(1, person(1), {consent(Purpose::contact, "2026-02-28")}); }),
        "was published on 2026-03-01"));
    programme.join();
    CHECK(programme.card(1).consents.front().charter == 2);
}

TEST_CASE("P2: without any published charter nobody joins, and the newest published one counts until one is "
          "adopted") {
    Programme programme;
    programme.add_charter(2, "published", "2026-02-01");
    programme.join();
    CHECK(programme.card(1).consents.front().charter == 2);
    Programme drafts;
    drafts.db().exec("UPDATE charter_version SET state = 'replaced'");
    CHECK(holds(drafts.refused([&] { drafts.join(); }), "there is no charter that people could have read"));
}

TEST_CASE("P2: a consent has a day, an expiry within 36 months, and evidence that points at no person") {
    Programme programme;
    const auto refused = [&](const ConsentGiven& given) {
        return programme.refused([&] { programme.join(1, person(1), {given}); });
    };
    CHECK(holds(refused(consent(Purpose::contact, "2026-03-03")), "is in the future"));
    for (const char* expiry : {"2029-03-03", "2026-03-02", "2025-01-01"}) {
        ConsentGiven given = consent(Purpose::contact, k_day);
        given.expires_on = day(expiry);
        CHECK(holds(refused(given), "can't expire on"));
    }
    ConsentGiven expired = consent(Purpose::contact, "2026-02-01");
    expired.expires_on = day("2026-03-02");
    CHECK(holds(refused(expired), "expired on 2026-03-02; ask for a new one"));
    CHECK(holds(refused(consent(Purpose::contact, k_day, "  ")), "no evidence"));
    const std::string by_phone = refused(consent(Purpose::contact, k_day, "gọi 0900000001"));
    CHECK(holds(by_phone, "the evidence holds a phone number"));
    CHECK(by_phone.find("0900000001") == std::string::npos);
    refused(consent(Purpose::contact, k_day, "a@example.org"));
    CHECK(holds(refused(consent(Purpose::contact, k_day, "facebook.com/nguyen.van.mau.9")),
                "the address of a personal profile"));
    refused(consent(Purpose::contact, k_day, std::string(201, 'x').c_str()));
}

TEST_CASE("P2: an old consent does not let a group join once that has expired") {
    Programme programme;
    programme.add_charter(2, "published", "2026-01-02");
    programme.set_today("2028-03-03");
    programme.db().exec("UPDATE survey_group SET expires_on = '2029-01-01'");
    CHECK(holds(programme.refused([&] { programme.join(1, person(1), {consent(Purpose::contact, k_day)}); }),
                "expired on 2028-03-02"));
}

TEST_CASE("P2: a paper of before a group left or declined does not let it join again") {
    Programme programme;
    programme.join(1, person(1), {consent(Purpose::contact, "2026-02-20")});
    programme.write([](Transaction& transaction) { leave_group(transaction, 1, transaction.today()); });
    CHECK(holds(programme.refused([&] { programme.join(1, 2); }), "is left; record first that it was asked"));
    programme.set_today("2026-03-20");
    programme.write(
        [](Transaction& transaction) { approach_group(transaction, 1, transaction.today(), std::nullopt); });
    CHECK(holds(
        programme.refused([&] { programme.join(1, person(2), {consent(Purpose::contact, "2026-03-01")}); }),
        "before that, does not let it join"));
    const JoinResult again = programme.join(1, person(1), {consent(Purpose::contact, "2026-03-20")});
    CHECK(!again.new_member);
    CHECK(again.group_joined);
}

TEST_CASE("P2: a withdrawn consent comes back only with one of a later day") {
    Programme programme;
    programme.join();
    withdraw(programme, 1, "2026-03-10");
    programme.set_today("2026-04-01");
    const auto give = [&](const char* on) {
        programme.write([&](Transaction& transaction) {
            give_consents(transaction, 1, {consent(Purpose::contact, on)});
        });
    };
    for (const char* on : {k_day, "2026-03-05", "2026-03-10"}) {
        CHECK(holds(programme.refused([&] { give(on); }), "withdrew the consent to contact on 2026-03-10"));
    }
    give("2026-03-11");
    CHECK(programme.card(1).contact.has_value());
    programme.db().exec("UPDATE member SET withdrawn_on = '2026-04-01', expires_on = '2026-04-21'");
    CHECK(holds(programme.refused([&] { give("2026-04-01"); }), "is to be erased by 2026-04-21"));
    CHECK(holds(
        programme.refused([&] { programme.join(2, person(1), {consent(Purpose::contact, "2026-04-01")}); }),
        "is to be erased by 2026-04-21"));
}

TEST_CASE("a person is known by the contact, and never under two names") {
    Programme programme;
    programme.join(1, 1);
    const JoinResult second = programme.join(2, person(1), {consent(Purpose::meetings, k_day)});
    CHECK(second.member == 1);
    CHECK(!second.new_member);
    CHECK(second.group_joined);
    CHECK(programme.card(1).groups.size() == 2);
    Person other = person(2);
    other.contact = person(1).contact;
    const std::string message =
        programme.refused([&] { programme.join(2, other, {consent(Purpose::contact, k_day)}); });
    CHECK(holds(message, "under another name"));
    CHECK(message.find("Thành viên") == std::string::npos);
    CHECK(holds(programme.refused([&] { programme.join(2, 1); }), "moderates group 2 \"bbbbb\" already"));
    const JoinResult further = programme.join(2, 2);
    CHECK(!further.group_joined);
    CHECK(programme.counted(ProgrammeEvent::joined) == 2);
}

TEST_CASE("P2: the schema itself joins no group without a consent, by SQL or by taking a batch back") {
    Programme programme;
    CHECK_THROWS_AS(programme.db().exec("UPDATE survey_group SET state = 'joined' WHERE id = 1"),
                    SQLite::Exception);
    programme.join(1, 1);
    CHECK_THROWS_AS(programme.db().exec("UPDATE consent SET purpose = 'contact'"), SQLite::Exception);
    CHECK_THROWS_AS(programme.db().exec("DELETE FROM consent"), SQLite::Exception);
    withdraw(programme, 1, "2026-03-02");
    programme.db().exec("UPDATE survey_group SET state = 'left', expires_on = '2027-03-02' WHERE id = 1");
    CHECK_THROWS_AS(programme.db().exec("UPDATE survey_group SET state = 'joined' WHERE id = 1"),
                    SQLite::Exception);
}

TEST_CASE("P2: taking a batch of the register back neither joins a group nor removes one that joined") {
    Programme programme;
    const auto batch = programme.import({{"C", group_url("ccccc"), "", "", "", ""}}).batch;
    programme.write([](Transaction& transaction) {
        shortlist_group(transaction, 3);
        approach_group(transaction, 3, transaction.today(), std::string("lan"));
    });
    programme.join(3);
    CHECK(
        holds(programme.refused([&] { programme.revert(*batch); }, ErrorKind::failed), "later work touched"));
    programme.write([](Transaction& transaction) { leave_group(transaction, 3, transaction.today()); });
    programme.refused([&] { programme.revert(*batch); }, ErrorKind::failed);
    CHECK(programme.group("3").state == GroupState::left);
}

TEST_CASE("P2 P7: a record whose consents have ended is neither changed nor revived by a newer paper") {
    Programme programme;
    ConsentGiven until_june = consent(Purpose::contact, k_day);
    until_june.expires_on = day("2026-06-01");
    programme.join(1, person(1), {until_june});
    programme.set_today("2026-06-02");
    const auto give = [&](Purpose purpose, const char* given_on) {
        programme.write(
            [&](Transaction& transaction) { give_consents(transaction, 1, {consent(purpose, given_on)}); });
    };
    for (const Purpose purpose : {Purpose::contact, Purpose::meetings}) {
        CHECK(holds(programme.refused([&] { give(purpose, "2026-06-01"); }),
                    "ended on 2026-06-01, and the record is to be erased (P7): `hnat enroll erase 1` first"));
    }
    CHECK(holds(
        programme.refused([&] { programme.join(2, person(1), {consent(Purpose::contact, "2026-06-02")}); }),
        "is to be erased"));
    CHECK(holds(programme.refused([&] {
        programme.write([](Transaction& transaction) {
            MemberEdit edit;
            edit.name = "Thành viên khác";
            edit_member(transaction, 1, edit);
        });
    }),
                "is to be erased"));
    give(Purpose::contact, "2026-05-31"); // signed in time, entered late
    CHECK(programme.card(1).expires_on == day("2028-05-31"));
}

TEST_CASE("P2: a backup that comes back revives no consent that has ended since") {
    const TempDir folder;
    const auto backup = folder.path() / "backup.db";
    {
        Programme programme(folder.path() / "office.db");
        ConsentGiven until_june = consent(Purpose::contact, k_day);
        until_june.expires_on = day("2026-06-01");
        programme.join(1, person(1), {until_june});
        std::filesystem::copy_file(folder.path() / "office.db", backup);
    }
    std::filesystem::permissions(backup, std::filesystem::perms{0600});
    const Day later = day("2026-06-01");
    Store store = Store::open({backup}, Access::write, later);
    const MemberCard card = member_card(store, 1, later);
    CHECK_FALSE(card.name);
    CHECK_FALSE(card.contact);
    CHECK_FALSE(list_members(store, {}, later).at(0).name);
    CHECK(groups_without_contact(store.db(), later) == std::vector<std::int64_t>{1});
    Transaction transaction(store, {k_unnamed_staff, later});
    CHECK(error_of(ErrorKind::usage, [&] {
              give_consents(transaction, 1, {consent(Purpose::meetings, "2026-06-01")});
          }).find("is to be erased") != std::string::npos);
    CHECK(error_of(ErrorKind::usage, [&] {
              join_group(transaction,
                         {2, MemberRole::admin, person(1), "vi", {consent(Purpose::contact, "2026-06-01")}});
          }).find("is to be erased") != std::string::npos);
    CHECK(purge_expired_members(transaction).members == 1);
}

TEST_CASE("P2: without a consent to contact in force no other purpose is added") {
    Programme programme;
    ConsentGiven until_june = consent(Purpose::contact, k_day);
    until_june.expires_on = day("2026-06-01");
    programme.join(1, person(1), {until_june, consent(Purpose::meetings, k_day)});
    programme.set_today("2026-06-02");
    const auto give = [&](std::vector<ConsentGiven> consents) {
        programme.write([&](Transaction& transaction) { give_consents(transaction, 1, consents); });
    };
    CHECK(holds(programme.refused([&] { give({consent(Purpose::recognition, "2026-06-02")}); }),
                "no consent to contact"));
    give({consent(Purpose::contact, "2026-06-02"), consent(Purpose::recognition, "2026-06-02")});
    CHECK(programme.card(1).consents.size() == 4);
}

TEST_CASE("P2: an edit corrects a record and never makes one person another") {
    Programme programme;
    programme.join(1, 1);
    programme.join(1, 2);
    const auto edit = [&](std::int64_t member, const MemberEdit& change) {
        return programme.write(
            [&](Transaction& transaction) { return edit_member(transaction, member, change); });
    };
    MemberEdit change;
    change.name = "Nguyễn Văn Mẫu";
    change.contact = Contact{ContactKind::email, "mau@example.org"};
    change.language = "en";
    change.role = RoleEdit{1, MemberRole::owner};
    CHECK(edit(1, change) == std::vector<std::string>{"name", "contact", "language", "role"});
    CHECK(programme.card(1).contact == "email:mau@example.org");
    CHECK(programme.card(1).groups.front().role == MemberRole::owner);
    CHECK(programme.count("SELECT count(*) FROM member WHERE search_key = 'nguyen van mau'") == 1);
    CHECK(audit_rows(programme.store()).back().verb == "member-edit");
    const std::string before = programme.everything();
    CHECK(edit(1, change).empty());
    CHECK(programme.everything() == before);

    CHECK(programme.refused([&] { edit(2, change); }) == "this contact is that of member 1 already");
    change = {};
    change.role = RoleEdit{2, MemberRole::owner};
    CHECK(holds(programme.refused([&] { edit(1, change); }), "does not moderate group 2"));
    change = {};
    change.language = "tiếng Việt";
    programme.refused([&] { edit(1, change); });
    programme.refused([&] { edit(9, change); }, ErrorKind::not_found);
    programme.db().exec("UPDATE member SET withdrawn_on = '2026-03-02' WHERE id = 1");
    change = {};
    change.name = "Trần Thị Thử";
    CHECK(holds(programme.refused([&] { edit(1, change); }), "withdrew on 2026-03-02"));
}
