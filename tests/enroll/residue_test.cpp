// S7: after an erasure not one byte of a person is left, in the file or in anything that is made from it.
#include "tests/enroll/rights_support.hpp"

#include "base/file.hpp"
#include "enroll/erasure.hpp"
#include "enroll/request.hpp"
#include "enroll/subject_export.hpp"
#include "enroll/withdrawal.hpp"
#include "store/personal_columns.hpp"
#include "store/wipe.hpp"

#include <fmt/format.h>

#include <map>

using namespace hnat;
using namespace hnat::test;

namespace {

/// Every free personal column's canary, by "table.column".
using Canaries = std::map<std::string, std::string>;

constexpr std::string_view k_days[] = {"2001-02-03", "2002-03-04", "2003-04-05", "2004-05-06",
                                       "2005-06-07", "2098-07-08", "2097-08-09"};

/// A member whose every free column, and every day that goes with the row, is like nothing else in the file.
Canaries plant(RightsOffice& office, std::int64_t member, const std::string& mark) {
    const Canaries canaries{{"member.name", "Tên" + mark},
                            {"member.search_key", "khoa" + mark},
                            {"member.contact", "lienhe" + mark + "@example.org"},
                            {"member.language", "ngonngu" + mark},
                            {"consent.evidence", "chungcu" + mark},
                            {"request.extension_reason", "lydo" + mark}};
    const std::string number = std::to_string(member);
    office.write([&](Transaction& transaction) {
        SQLite::Database& db = transaction.db();
        sql::run_once(db,
                      "UPDATE member SET name = ?, search_key = ?, contact = ?, language = ?, joined_on = ?,"
                      " restricted_on = ? WHERE id = ?",
                      canaries.at("member.name"), canaries.at("member.search_key"),
                      canaries.at("member.contact"), canaries.at("member.language"), k_days[0], k_days[1],
                      member);
        sql::run_once(db, "UPDATE member_group SET since = ? WHERE member_id = ?", k_days[2], member);
        sql::run_once(db,
                      "INSERT INTO consent (uuid, member_id, purpose, charter_version, charter_sha256, "
                      "method, given_on,"
                      " recorded_on, recorded_by, evidence, sensitive_notice, expires_on) VALUES"
                      " (?, ?, 'publication', 1, zeroblob(32), 'recorded-call', ?, ?, 'lan', ?, 1, ?)",
                      random_uuid(), member, k_days[3], k_days[4], canaries.at("consent.evidence"),
                      k_days[5]);
        sql::run_once(
            db,
            "INSERT INTO recognition (uuid, member_id, day, reason, publish) VALUES (?, ?, '2006-07-09',"
            " 'quick-warning', 1)",
            random_uuid(), member);
        const auto request = add_request(transaction, member, RequestKind::copy, transaction.today());
        extend_request(transaction, request, canaries.at("request.extension_reason"));
    });
    return canaries;
}

void every_free_column_has_one(const Canaries& canaries) {
    for (const MemberTable& table : member_tables()) {
        for (const MemberColumn& column : table.columns) {
            const std::string name = fmt::format("{}.{}", table.name, column.name);
            CAPTURE(name);
            CHECK((!column.free || canaries.contains(name)));
        }
    }
}

/// Where any of the canaries, or one of the days, is among the bytes.
std::vector<std::string> hits(std::string_view bytes, const Canaries& canaries) {
    std::vector<std::string> found;
    for (const auto& canary : canaries) {
        if (bytes.find(canary.second) != std::string_view::npos) {
            found.push_back(canary.first);
        }
    }
    for (const auto day : k_days) {
        if (bytes.find(day) != std::string_view::npos) {
            found.emplace_back(day);
        }
    }
    return found;
}

struct Search {
    std::size_t files = 0, bytes = 0;
};

/// Every file below a folder: the database, a journal, copies, whatever was left there.
void expect_clean(const std::filesystem::path& folder, const Canaries& canaries, Search& search) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file()) {
            CAPTURE(entry.path().string());
            const std::string bytes = read_file(entry.path());
            CHECK(hits(bytes, canaries) == std::vector<std::string>{});
            ++search.files;
            search.bytes += bytes.size();
        }
    }
}

/// Members around the one that goes, changed until rows have moved over many pages.
void fill(RightsOffice& office, int first, int count) {
    for (int i = 0; i < count; ++i) {
        const std::string n = std::to_string(first + i);
        office.add_member({}, {"contact", "meetings"}, "Người khác " + n, "m" + n + "@example.org");
    }
}

template <typename Erase>
Search residue(const char* variant, const Erase& erase) {
    const TempDir folder;
    const auto path = folder.path() / "hnat.db";
    RightsOffice office("2026-10-05", path);
    office.add_group(1);
    fill(office, 100, 60);
    const auto member = office.add_member({1}, {"contact", "meetings", "recognition"});
    const Canaries canaries = plant(office, member, "canary7f3a");
    every_free_column_has_one(canaries);
    fill(office, 200, 60);
    office.run("UPDATE member SET name = name || ' đổi tên cho dài hơn nhiều lần'");
    office.run("DELETE FROM member WHERE id % 3 = 0 AND id <> " + std::to_string(member));
    CHECK(hits(read_file(path), canaries).size() >= canaries.size());

    erase(office, member);

    Search search;
    office.db().exec("VACUUM INTO '" + (folder.path() / "vacuum.db").string() + "'");
    office.db().backup((folder.path() / "copy.db").string().c_str(), SQLite::Database::BackupType::Save);
    expect_clean(folder.path(), canaries, search);
    CHECK(!std::filesystem::exists(path.string() + "-journal"));
    CHECK(verify_audit(office.store()).empty());
    std::filesystem::permissions(path, std::filesystem::perms{0600});
    CHECK(office.findings() == std::vector<std::string>{});
    CHECK(office.count("SELECT count(*) FROM member WHERE id = " + std::to_string(member)) == 0);
    CHECK(office.count("SELECT count(*) FROM request WHERE member_id IS NULL AND extension_reason IS NULL") ==
          1);
    MESSAGE(std::string(variant), ": ", canaries.size(), " canaries and ", std::size(k_days),
            " days planted; 0 found in ", search.files, " files of ", search.bytes, " bytes");
    return search;
}

} // namespace

TEST_CASE(
    "P3 S7: not one byte of an erased member is in the file, its journal, or any copy made afterwards") {
    const auto search = residue("erased", [](RightsOffice& office, std::int64_t member) {
        office.write([&](Transaction& transaction) {
            withdraw_consents(transaction, member, {}, WithdrawalMethod::sms);
            export_subject(transaction, office.store(), member);
        });
        office.write([&](Transaction& transaction) { erase_member(transaction, member); });
        wipe_deleted(office.store());
    });
    CHECK(search.files == 3);
}

TEST_CASE("P3 P7 S7: nor of a member whose consents expired, after retention") {
    const auto search = residue("purged", [](RightsOffice& office, std::int64_t member) {
        office.run("UPDATE member SET expires_on = '2028-10-01' WHERE id = " + std::to_string(member));
        office.run("UPDATE member SET expires_on = '2028-10-02' WHERE id <> " + std::to_string(member));
        office.set_today("2028-10-01");
        const auto purged =
            office.write([](Transaction& transaction) { return purge_expired_members(transaction); });
        CHECK(purged.members == 1);
        wipe_deleted(office.store());
        office.run("DELETE FROM member"); // whose days were moved past their consents
    });
    CHECK(search.files == 3);
}

TEST_CASE("P3: the test of residue sees what the deletion of a row alone leaves behind") {
    const TempDir folder;
    const auto path = folder.path() / "hnat.db";
    RightsOffice office("2026-10-05", path);
    office.add_group(1);
    const auto member = office.add_member({1});
    const Canaries canaries = plant(office, member, "canary9b1c");
    CHECK(!hits(read_file(path), canaries).empty());
    // The reason of an extension stays when only the row of the member goes.
    office.run("DELETE FROM member");
    CHECK(hits(read_file(path), canaries) == std::vector<std::string>{"request.extension_reason"});
}
