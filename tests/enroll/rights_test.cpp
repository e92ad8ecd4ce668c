// P3: leaving is easy and complete.
#include "tests/enroll/rights_support.hpp"

#include "base/file.hpp"
#include "enroll/erasure.hpp"
#include "enroll/leaving.hpp"
#include "enroll/programme_count.hpp"
#include "enroll/subject_export.hpp"
#include "enroll/terms.hpp"
#include "enroll/withdrawal.hpp"
#include "store/personal_columns.hpp"
#include "store/wipe.hpp"

#include <algorithm>

using namespace hnat;
using namespace hnat::test;

namespace {

WithdrawalResult withdraw(RightsOffice& office, std::int64_t member,
                          const std::vector<Purpose>& purposes = {}) {
    return office.write([&](Transaction& transaction) {
        return withdraw_consents(transaction, member, purposes, WithdrawalMethod::email);
    });
}

ErasureResult erase(RightsOffice& office, std::int64_t member) {
    return office.write([&](Transaction& transaction) { return erase_member(transaction, member); });
}

PurgeResult purge(RightsOffice& office) {
    return office.write([](Transaction& transaction) { return purge_expired_members(transaction); });
}

std::int64_t counter(RightsOffice& office, ProgrammeEvent event) {
    return programme_count(office.store(), event, {day("2026-01-01"), day("2100-01-01")});
}

} // namespace

TEST_CASE("P3: withdrawing one purpose ends that purpose and nothing else") {
    RightsOffice office;
    office.add_group(1);
    const auto member = office.add_member({1}, {"contact", "meetings", "publication"});
    const auto result = withdraw(office, member, {Purpose::meetings, Purpose::publication});
    CHECK(result.consents == 2);
    CHECK(!result.leaves);
    CHECK(result.groups_left.empty());
    CHECK(office.text("SELECT group_concat(purpose) FROM consent_in_force") == "contact");
    CHECK(office.count("SELECT count(*) FROM member WHERE withdrawn_on IS NULL") == 1);
    CHECK(counter(office, ProgrammeEvent::withdrawn) == 2);
    CHECK(rights_error(ErrorKind::usage, [&] { withdraw(office, member, {Purpose::meetings}); }) ==
          "member 1 has no consent to meetings in force, so there is none to withdraw; `hnat enroll show 1` "
          "lists the "
          "consents");
}

TEST_CASE("P3: without the consent to contact everything ends at once, and the erasure is due in 20 days") {
    for (const bool all : {true, false}) {
        RightsOffice office;
        office.add_group(1);
        const auto member = office.add_member({1}, {"contact", "meetings"});
        const auto result =
            withdraw(office, member, all ? std::vector<Purpose>{} : std::vector{Purpose::contact});
        CHECK(result.leaves);
        CHECK(result.consents == 2);
        CHECK(result.erased_by == day("2026-10-25"));
        CHECK(office.count("SELECT count(*) FROM consent_in_force") == 0);
        CHECK(office.text("SELECT withdrawn_on || ' ' || expires_on FROM member") == "2026-10-05 2026-10-25");
        CHECK(
            rights_error(ErrorKind::usage, [&] { withdraw(office, member); }) ==
            "member 1 withdrew on 2026-10-05 and is erased by 2026-10-25; `hnat enroll erase 1` does it now");
        CHECK(office.findings() == std::vector<std::string>{});
    }
}

TEST_CASE("P3: the last purpose that is withdrawn is leaving, whichever it is") {
    RightsOffice office;
    const auto member = office.add_member({}, {"meetings"});
    CHECK(withdraw(office, member, {Purpose::meetings}).leaves);
}

TEST_CASE("P3: a withdrawal never lengthens how long somebody is kept") {
    RightsOffice office;
    const auto member = office.add_member({});
    office.run("UPDATE member SET expires_on = '2026-10-10'");
    CHECK(withdraw(office, member).erased_by == day("2026-10-10"));
}

TEST_CASE("P3: leaving works also when no consent is in force any more") {
    RightsOffice office;
    const auto member = office.add_member({}, {});
    const auto result = withdraw(office, member);
    CHECK(result.leaves);
    CHECK(result.consents == 0);
    CHECK(counter(office, ProgrammeEvent::withdrawn) == 0);
}

TEST_CASE("P2 P3: a group whose last consent to contact goes is no longer joined, and expires in 12 months") {
    RightsOffice office;
    office.add_group(1);
    office.add_group(2);
    const auto first = office.add_member({1, 2}, {"contact"}, "Thành viên A", "a@example.org");
    const auto second = office.add_member({2}, {"contact"}, "Thành viên B", "b@example.org");
    CHECK(withdraw(office, first).groups_left == std::vector<std::int64_t>{1});
    CHECK(
        office.text("SELECT state || ' ' || state_on || ' ' || expires_on FROM survey_group WHERE id = 1") ==
        "left 2026-10-05 2027-10-05");
    CHECK(office.text("SELECT kind || ' ' || detail FROM survey_event WHERE group_id = 1") == "state left");
    CHECK(office.text("SELECT state FROM survey_group WHERE id = 2") == "joined");
    CHECK(erase(office, second).groups_left == std::vector<std::int64_t>{2});
    CHECK(counter(office, ProgrammeEvent::left) == 2);
    CHECK(office.findings() == std::vector<std::string>{});
}

TEST_CASE("P3: an erased member is nowhere, what stays names nobody, and the chain still verifies") {
    RightsOffice office;
    office.add_group(1);
    const auto member = office.add_member({1}, {"contact", "recognition"});
    const auto other = office.add_member({1}, {"contact"}, "Thành viên B", "b@example.org");
    const std::string uuid = office.text("SELECT lower(hex(uuid)) FROM member WHERE id = 1");
    const auto salts = office.count("SELECT count(*) FROM audit_salt");
    erase(office, member);
    for (const MemberTable& table : member_tables()) {
        CAPTURE(std::string(table.name));
        CHECK(count_member_rows(office.db(), table, member) == 0);
    }
    CHECK(count_member_rows(office.db(), member_tables()[0], other) == 1);
    CHECK(office.text("SELECT verb FROM audit WHERE lower(hex(object)) = '" + uuid +
                      "' ORDER BY seq DESC LIMIT 1") == "member-erase");
    CHECK(office.count("SELECT count(*) FROM audit_salt WHERE lower(hex(object)) = '" + uuid + "'") == 0);
    CHECK(office.count("SELECT count(*) FROM audit_salt") == salts - 1);
    CHECK(verify_audit(office.store()).empty());
    CHECK(counter(office, ProgrammeEvent::erased) == 1);
    CHECK(rights_error(ErrorKind::not_found, [&] { erase(office, member); }) ==
          "there is no member 1; `hnat enroll list` shows the numbers");
}

TEST_CASE("P3: an erasure that would leave a row behind erases nothing and says of which table") {
    RightsOffice office;
    office.add_group(1);
    const auto member = office.add_member({1}, {"contact", "recognition"});
    const auto before = office.count("SELECT count(*) FROM audit");
    // As a mistake in the registry of personal columns would have it: rows that nothing deletes.
    office.db().exec("CREATE TEMP TRIGGER keep BEFORE DELETE ON audit_salt BEGIN SELECT RAISE(IGNORE); END");
    CHECK(rights_error(ErrorKind::failed, [&] { erase(office, member); }) ==
          "erasing member 1 left rows of audit_salt behind; nothing was erased");
    CHECK(office.count("SELECT count(*) FROM member WHERE name = 'Nguyễn Văn Mẫu'") == 1);
    CHECK(office.count("SELECT count(*) FROM consent") == 2);
    CHECK(office.count("SELECT count(*) FROM audit") == before);
    office.db().exec("DROP TRIGGER keep");
    erase(office, member);
    CHECK(office.count("SELECT count(*) FROM member") == 0);
}

TEST_CASE("P3: who joins again after an erasure is somebody new") {
    RightsOffice office;
    office.add_group(1);
    CHECK(office.add_member({1}) == 1);
    erase(office, 1);
    wipe_deleted(office.store());
    CHECK(office.add_member({1}) == 2);
    CHECK(office.count("SELECT count(*) FROM consent WHERE member_id = 1") == 0);
}

TEST_CASE("P3: a backup that was made before is the only place that still has an erased member") {
    const TempDir folder;
    RightsOffice office("2026-10-05", folder.path() / "hnat.db");
    office.add_group(1);
    office.add_member({1});
    const auto before = (folder.path() / "before.db").string();
    const auto after = (folder.path() / "after.db").string();
    office.db().backup(before.c_str(), SQLite::Database::BackupType::Save);
    erase(office, 1);
    wipe_deleted(office.store());
    office.db().backup(after.c_str(), SQLite::Database::BackupType::Save);
    CHECK(read_file(before).find("mau@example.org") != std::string::npos);
    CHECK(read_file(after).find("mau@example.org") == std::string::npos);
}

TEST_CASE(
    "P7: nothing about a person outlives its expiry day, whether the consents expired or were withdrawn") {
    RightsOffice office;
    for (int group = 1; group <= 3; ++group) {
        office.add_group(group);
    }
    office.add_member({1}, {"contact"}, "Thành viên A", "a@example.org");
    office.add_member({2}, {"contact"}, "Thành viên B", "b@example.org");
    office.add_member({3}, {"contact"}, "Thành viên C", "c@example.org");
    office.run("UPDATE member SET expires_on = '2027-01-01' WHERE id = 2");
    withdraw(office, 1);
    CHECK(expiring_members(office.store(), day("2026-10-24"), 0).empty());
    CHECK(expiring_members(office.store(), day("2026-10-24"), 1).size() == 1);
    office.set_today("2026-10-24");
    CHECK(purge(office).members == 0);
    office.set_today("2026-10-25");
    CHECK(purge(office).members == 1);
    office.set_today("2028-10-01");
    const auto purged = purge(office);
    CHECK(purged.members == 2);
    CHECK(purged.groups_left == std::vector<std::int64_t>{2, 3});
    for (const MemberTable& table : member_tables()) {
        CAPTURE(std::string(table.name));
        CHECK((table.erasure == RowErasure::kept || office.count("SELECT count(*) FROM member") == 0));
    }
    CHECK(counter(office, ProgrammeEvent::erased) == 1);
    CHECK(counter(office, ProgrammeEvent::purged) == 2);
    office.run("DELETE FROM survey_group WHERE state <> 'joined' AND expires_on <= '2028-10-01'");
    CHECK(office.findings() == std::vector<std::string>{});
    CHECK(purge(office).members == 0);
}

TEST_CASE("P2 P7: a consent to contact that expires before the others takes the group out of the programme") {
    RightsOffice office;
    office.add_group(1);
    office.add_member({1}, {"contact", "meetings"});
    office.run("DROP TRIGGER consent_no_update; UPDATE consent SET expires_on = '2027-01-01' WHERE purpose = "
               "'contact'");
    CHECK(groups_without_contact(office.db(), day("2026-12-31")).empty());
    CHECK(groups_without_contact(office.db(), day("2027-01-01")) == std::vector<std::int64_t>{1});
}

TEST_CASE(
    "P2 P7: a group whose last consent to contact has expired leaves with the next purge, its members stay") {
    RightsOffice office;
    office.add_group(1);
    office.add_member({}, {"meetings"});
    office.run(
        "INSERT INTO consent (uuid, member_id, purpose, charter_version, charter_sha256, method, given_on,"
        " recorded_on, recorded_by, evidence, sensitive_notice, expires_on) VALUES (randomblob(16), 1,"
        " 'contact', 1, zeroblob(32), 'written', '2026-10-01', '2026-10-02', 'lan', 'phiếu 1', 0,"
        " '2027-01-01');"
        "INSERT INTO member_group (member_id, group_id, role, since) VALUES (1, 1, 'admin', '2026-10-01');"
        "UPDATE survey_group SET state = 'joined', state_on = '2026-10-01', expires_on = NULL");
    office.set_today("2026-12-31");
    CHECK(purge(office).groups_left.empty());
    office.set_today("2027-01-01");
    const auto purged = purge(office);
    CHECK(purged.members == 0);
    CHECK(purged.groups_left == std::vector<std::int64_t>{1});
    CHECK(office.text("SELECT state FROM survey_group WHERE id = 1") == "left");
    CHECK(office.count("SELECT count(*) FROM member") == 1);
}

TEST_CASE(
    "P3: an export is everything that the registry knows of, and the chain knows only that there was one") {
    RightsOffice office;
    office.add_group(1);
    const auto member = office.add_member({1}, {"contact", "meetings"});
    const auto data = office.write(
        [&](Transaction& transaction) { return export_subject(transaction, office.store(), member); });
    REQUIRE(data.parts.size() == member_tables().size());
    for (std::size_t i = 0; i < data.parts.size(); ++i) {
        const MemberTable& table = member_tables()[i];
        CAPTURE(std::string(table.name));
        CHECK(data.parts[i].columns.size() == table.columns.size());
        CHECK(static_cast<std::int64_t>(data.parts[i].rows.size()) ==
              count_member_rows(office.db(), table, member));
    }
    CHECK(std::get<std::string>(data.parts[0].rows.at(0).at(2)) == "Nguyễn Văn Mẫu");
    CHECK(std::get<std::string>(data.parts[1].rows.at(0).at(1)) ==
          "Hội 1 <https://www.facebook.com/groups/g1>");
    CHECK(audit_rows(office.store()).back().verb == "member-export");
    CHECK(rights_error(ErrorKind::not_found, [&] {
              office.write([&](Transaction& transaction) { export_subject(transaction, office.store(), 9); });
          }) == "there is no member 9; `hnat enroll list` shows the numbers");
}

TEST_CASE("P7: check finds a member whose day has come long ago") {
    RightsOffice office;
    office.add_member({});
    office.set_today("2028-11-02");
    office.write([](Transaction& transaction) { add_staff(transaction, "late", "Late", StaffRole::clerk); });
    CHECK(office.findings() ==
          std::vector<std::string>{
              "member 1: to be erased by 2028-10-01 and still there; run hnat db retention"});
}

TEST_CASE("P7: check finds a member who is kept longer than the consents last") {
    RightsOffice office;
    office.add_member({});
    office.run("UPDATE member SET expires_on = '2028-10-02'");
    CHECK(
        office.findings() ==
        std::vector<std::string>{"member 1: kept until 2028-10-02, but the last consent ends on 2028-10-01"});
}
