#include "base/file.hpp"
#include "store/audit.hpp"
#include "store/wipe.hpp"
#include "tests/joined.hpp"
#include "tests/survey/register_support.hpp"

using namespace hnat;
using namespace hnat::test;

namespace {

std::int64_t purge(Register& reg) {
    return reg.write([](Transaction& transaction) { return purge_expired_groups(transaction); });
}

} // namespace

TEST_CASE("retention shows what will go, and takes only groups that did not join (P7)") {
    Register reg("2026-03-02");
    reg.add("aaaaa", "A");
    reg.add("bbbbb", "B");
    let_join(reg.db(), 2);
    CHECK(expiring_groups(reg.store(), day("2027-02-15"), 14).empty());
    CHECK(expiring_groups(reg.store(), day("2027-02-16"), 14).size() == 1);
    reg.set_today("2027-03-01");
    CHECK(purge(reg) == 0);
    reg.set_today("2027-03-02");
    const auto rows = audit_rows(reg.store()).size();
    CHECK(purge(reg) == 1);
    CHECK(reg.count("SELECT count(*) FROM survey_group") == 1);
    CHECK(reg.count("SELECT groups FROM survey_expired WHERE day = '2027-03-02' AND platform = 'facebook'") ==
          1);
    CHECK(audit_rows(reg.store()).size() == rows + 1);
    CHECK(audit_rows(reg.store()).back().verb == "store-retention");
    CHECK(purge(reg) == 0);
    CHECK(audit_rows(reg.store()).size() == rows + 1);
    CHECK(verify_audit(reg.store()).empty());
}

TEST_CASE("a leap day's survey expires on the last day of February (P7)") {
    Register reg("2028-02-29");
    reg.add("aaaaa", "A");
    CHECK(reg.group("1").expires_on == day("2029-02-28"));
}

TEST_CASE("not one byte of a purged group stays in the file (P7)") {
    const TempDir folder;
    const auto path = folder.path() / "register.db";
    const std::vector<std::string> canaries{"canaryname", "canaryslug", "canarysource", "canaryolder",
                                            "canaryedit"};
    const auto found = [&](const std::string& canary) {
        return read_file(path).find(canary) != std::string::npos;
    };
    {
        Register reg("2026-03-02", path);
        std::vector<FakeList::Cells> rows;
        for (int i = 0; i < 400; ++i) {
            const std::string n = std::to_string(i);
            rows.push_back({"Hội canaryname" + n, group_url("canaryslug" + n), "10", "2026-02-01", "",
                            "canarysource" + n});
        }
        reg.import(rows);
        for (auto& row : rows) {
            row[0] += " canaryolder";
        }
        reg.import(rows);
        reg.write([](Transaction& transaction) {
            GroupEdit edit;
            edit.name = "canaryedit";
            edit_group(transaction, 1, edit);
            shortlist_group(transaction, 2);
            merge_groups(transaction, 2, 3);
        });
        reg.set_today("2026-05-01");
        for (int i = 0; i < 200; ++i) {
            reg.add("stays" + std::to_string(i), "Hội ở lại " + std::to_string(i));
        }
        for (const auto& canary : canaries) {
            INFO(canary);
            CHECK(found(canary));
        }
        reg.set_today("2027-03-02");
        CHECK(purge(reg) == 399);
        wipe_deleted(reg.store());
        CHECK(reg.count("SELECT count(*) FROM survey_group") == 200);
        CHECK(reg.count("SELECT count(*) FROM survey_alias") == 0);
        CHECK(reg.count("SELECT count(*) FROM survey_change") == 0);
        CHECK(reg.count("SELECT count(*) FROM survey_event") == 0);
        reg.check_index();
        CHECK(verify_audit(reg.store()).empty());
    }
    for (const auto& canary : canaries) {
        INFO(canary);
        CHECK(!found(canary));
    }
}
