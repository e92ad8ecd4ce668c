#include "store/audit.hpp"
#include "survey/changed_groups.hpp"
#include "tests/survey/register_support.hpp"

#include <fmt/format.h>

using namespace hnat;
using namespace hnat::test;

namespace {

FakeList::Cells row(std::string name, std::string_view slug, std::string members = "",
                    std::string members_on = "", std::string topic = "") {
    return {std::move(name),       group_url(slug),  std::move(members),
            std::move(members_on), std::move(topic), ""};
}

ImportOptions with(DuplicateRule rule) {
    ImportOptions options;
    options.duplicates = rule;
    return options;
}

void check_sum(const ImportCounts& counts) {
    CHECK(counts.added + counts.changed + counts.unchanged + counts.duplicate + counts.rejected ==
          counts.rows);
}

} // namespace

TEST_CASE("a list of new groups becomes a batch, and each group expires twelve months later (P7)") {
    Register reg;
    const auto result = reg.import(
        {row("Chợ Đồng Hỷ", "chodonghy", "12.500", "2026-02-01", "trade"), row("Hội phụ huynh", "phuhuynh")});
    CHECK(result.counts == ImportCounts{2, 2, 0, 0, 0, 0});
    CHECK(result.written);
    REQUIRE(result.batch == 1);
    const Group group = reg.group("facebook:group:chodonghy");
    CHECK(group.facts.name == "Chợ Đồng Hỷ");
    CHECK(group.facts.members == 12500);
    CHECK(group.facts.topic == "trade");
    CHECK(group.surveyed_on == day("2026-03-02"));
    CHECK(group.expires_on == day("2027-03-02"));
    CHECK(group.first_batch == 1);
    CHECK(group.last_batch == 1);
    const auto batches = list_batches(reg.store());
    REQUIRE(batches.size() == 1);
    CHECK(batches[0].file_name == "list.csv");
    CHECK(batches[0].counts == result.counts);
    CHECK(batches[0].staff == "office");
    CHECK(reg.count("SELECT count(*) FROM survey_import_line") == 0);
    reg.check_index();
}

TEST_CASE("a list of many blocks goes in like one of a few rows, its groups in their order") {
    Register reg;
    constexpr int k_groups = 700;
    std::vector<FakeList::Cells> rows;
    for (int i = 0; i < k_groups; ++i) {
        rows.push_back(row(fmt::format("Nhóm {}", i), fmt::format("nhom.so.{}x", i)));
        if (i % 3 == 0) { // at once, some rows later, and some blocks later
            const int again = i % 2 == 0 ? i : i / 4;
            rows.push_back(row(fmt::format("Hội {}", again), fmt::format("nhom.so.{}x", again), "12"));
        }
    }
    const auto result = reg.import(rows);
    check_sum(result.counts);
    CHECK(result.counts.added == k_groups);
    CHECK(result.counts.duplicate == static_cast<std::int64_t>(rows.size()) - k_groups);
    CHECK(reg.count("SELECT count(*) FROM survey_group") == k_groups);
    CHECK(reg.count("SELECT count(*) FROM survey_group WHERE members = 12 AND name LIKE 'Hội %'") ==
          reg.count("SELECT count(*) FROM survey_group WHERE members IS NOT NULL"));
    CHECK(reg.group("1").address.id == "nhom.so.0x");
    CHECK(reg.group(std::to_string(k_groups)).address.id == fmt::format("nhom.so.{}x", k_groups - 1));
    CHECK(reg.count("SELECT count(DISTINCT uuid) FROM survey_group") == k_groups);
    reg.check_index();

    reg.revert(1);
    CHECK(reg.count("SELECT count(*) FROM survey_group") == 0);
    reg.check_index();
    reg.import(rows);
    CHECK(reg.group("facebook:group:nhom.so.0x").id == k_groups + 1); // a number is never given again
}

TEST_CASE("an import leaves one row in the audit chain, and one that is rolled back leaves none (P9)") {
    Register reg;
    const auto before = audit_rows(reg.store()).size();
    ImportOptions dry;
    dry.dry_run = true;
    reg.import({row("A", "aaaaa")}, dry);
    reg.import({row("", "aaaaa")});
    CHECK(audit_rows(reg.store()).size() == before);
    reg.import({row("A", "aaaaa"), row("B", "bbbbb")});
    const auto rows = audit_rows(reg.store());
    REQUIRE(rows.size() == before + 1);
    CHECK(rows.back().verb == "survey-import");
    CHECK(verify_audit(reg.store()).empty());
}

TEST_CASE("a second list changes what it says, field by field") {
    Register reg;
    reg.import({row("A", "aaaaa", "100", "2026-01-01", "trade"), row("B", "bbbbb", "5")});
    ImportOptions dry;
    dry.dry_run = true;
    const std::vector<FakeList::Cells> second{row("A", "aaaaa", "120", "2026-02-01"), row("B", "bbbbb"),
                                              row("C", "ccccc")};
    const auto plan = reg.import(second, dry);
    CHECK(!plan.written);
    CHECK(plan.counts == ImportCounts{3, 1, 1, 1, 0, 0});
    REQUIRE(plan.changes.size() == 2);
    CHECK(plan.changes[0].group == 1);
    CHECK(plan.changes[0].line == 2);
    CHECK(plan.changes[0].field == "members");
    CHECK(plan.changes[0].before == "100");
    CHECK(plan.changes[0].after == "120");
    const auto result = reg.import(second);
    CHECK(result.counts == plan.counts);
    CHECK(result.changes.empty());
    CHECK(reg.group("1").facts.members == 120);
    CHECK(reg.group("1").facts.topic == "trade");
    CHECK(reg.group("1").last_batch == 2);
    CHECK(reg.group("2").last_batch == 1);
}

TEST_CASE("a bad row leaves the register untouched, and every problem of the file is told") {
    Register reg;
    reg.import({row("A", "aaaaa")});
    const std::string before = reg.dump();
    const auto result = reg.import(
        {row("B", "bbbbb"), row("C", "ccccc", "12.5"), {"ragged"}, row("A2", "aaaaa", "-1", "nonsense")});
    CHECK(!result.written);
    CHECK(!result.batch);
    CHECK(result.counts == ImportCounts{4, 1, 0, 0, 0, 3});
    CHECK(result.problems.size() >= 4);
    CHECK(result.problems_total == result.problems.size());
    CHECK(result.problems[0].line == 3);
    CHECK(reg.dump() == before);
}

TEST_CASE("skip_bad writes the good rows and hands out the bad ones") {
    Register reg;
    ImportOptions options;
    options.skip_bad = true;
    std::vector<std::size_t> rejected;
    const auto result = reg.import({row("B", "bbbbb"), row("C", "ccccc", "12.5")}, options,
                                   [&rejected](const ListRow& bad, const Diagnostics& problems) {
                                       CHECK(!problems.empty());
                                       rejected.push_back(bad.line);
                                   });
    CHECK(result.written);
    CHECK(result.counts == ImportCounts{2, 1, 0, 0, 0, 1});
    CHECK(rejected == std::vector<std::size_t>{3});
    CHECK(reg.count("SELECT count(*) FROM survey_group") == 1);
}

TEST_CASE("a column about a person stops the import before its first row (P1)") {
    Register reg;
    FakeList list({{"A", group_url("aaaaa"), "x"}}, {"name", "url", "phone"});
    const auto result = import_list(reg.store(), reg.actor(), list, "list.csv", {});
    CHECK(!result.written);
    CHECK(result.counts == ImportCounts{});
    CHECK(!result.problems.empty());
    CHECK(reg.count("SELECT count(*) FROM survey_group") == 0);
}

TEST_CASE("the same bytes again are told by their batch, unless somebody asks for them again") {
    Register reg;
    const std::vector<FakeList::Cells> rows{row("A", "aaaaa"), row("B", "bbbbb")};
    reg.import(rows);
    const std::string before = reg.dump();
    const auto second = reg.import(rows);
    CHECK(!second.written);
    CHECK(second.imported_before == 1);
    CHECK(reg.dump() == before);
    ImportOptions again;
    again.again = true;
    const auto third = reg.import(rows, again);
    CHECK(third.written);
    CHECK(third.counts == ImportCounts{2, 0, 0, 2, 0, 0});
    CHECK(reg.dump() == before);
    reg.revert(*third.batch);
    reg.revert(1);
    CHECK(!reg.import(rows).imported_before);
}

TEST_CASE("limit reads so many rows, plans them and writes nothing") {
    Register reg;
    ImportOptions options;
    options.limit = 1;
    const auto result = reg.import({row("A", "aaaaa"), row("B", "bbbbb")}, options);
    CHECK(result.counts == ImportCounts{1, 1, 0, 0, 0, 0});
    CHECK(!result.written);
    CHECK(reg.count("SELECT count(*) FROM survey_group") == 0);
}

TEST_CASE("a group twice in a file: the newer count wins, else the later row") {
    Register reg;
    const auto result =
        reg.import({row("A1", "aaaaa", "10", "2026-02-01", "trade"), row("A2", "aaaaa", "8", "2026-01-01"),
                    row("B1", "bbbbb", "10", "", "trade"), row("B2", "bbbbb")});
    CHECK(result.counts == ImportCounts{4, 2, 0, 0, 2, 0});
    CHECK(reg.group("1").facts.name == "A1");
    CHECK(reg.group("2").facts.name == "B2");
    CHECK(!reg.group("2").facts.members);
    CHECK(!reg.group("2").facts.topic);
    REQUIRE(result.warnings.size() == 2);
    CHECK(to_string(result.warnings[0]) == "lists/list.csv:3: warning: the same group as line 2 "
                                           "(facebook:group:aaaaa); line 2 counts, its members_on is newer");
    CHECK(to_string(result.warnings[1]) ==
          "lists/list.csv:5: warning: the same group as line 4 (facebook:group:bbbbb); line 5 counts");
    reg.check_index();
}

TEST_CASE("a duplicate that wins over a changed group leaves nothing of the row that lost") {
    Register reg;
    reg.import({row("A", "aaaaa", "10", "2026-01-01")});
    ImportOptions dry;
    dry.dry_run = true;
    const std::vector<FakeList::Cells> rows{row("A lost", "aaaaa", "99", "2026-02-01", "food"),
                                            row("A won", "aaaaa", "50", "2026-02-02")};
    const auto plan = reg.import(rows, dry);
    REQUIRE(plan.changes.size() == 3);
    CHECK(plan.changes[0].after == "A won");
    CHECK(plan.changes[0].before == "A");
    const auto result = reg.import(rows);
    CHECK(result.counts == ImportCounts{2, 0, 1, 0, 1, 0});
    const Group group = reg.group("1");
    CHECK(group.facts.name == "A won");
    CHECK(group.facts.members == 50);
    CHECK(!group.facts.topic);
    reg.revert(*result.batch);
    CHECK(reg.group("1").facts.name == "A");
    CHECK(reg.group("1").facts.members == 10);
    reg.check_index();
}

TEST_CASE("a later row that says what the register holds leaves nothing of the row that lost") {
    Register reg;
    reg.import({row("A", "aaaaa", "10", "2026-01-01", "trade")});
    const std::vector<FakeList::Cells> rows{row("A lost", "aaaaa", "99", "2026-02-01"),
                                            row("A", "aaaaa", "10", "", "trade")};
    ImportOptions dry;
    dry.dry_run = true;
    CHECK(reg.import(rows, dry).changes.empty());
    const std::string before = reg.dump();
    const auto result = reg.import(rows);
    CHECK(result.counts == ImportCounts{2, 0, 0, 1, 1, 0});
    CHECK(reg.dump() == before);
    CHECK(reg.count("SELECT count(*) FROM survey_change") == 0);

    // And where the loser comes behind it, or what it said is what counts.
    const auto older =
        reg.import({row("A", "aaaaa", "10", "2026-02-02"), row("A lost", "aaaaa", "9", "2026-01-31")});
    CHECK(older.counts == ImportCounts{2, 0, 1, 0, 1, 0});
    CHECK(reg.group("1").facts.members_on == day("2026-02-02"));
    const auto first = reg.import({row("A won", "aaaaa"), row("A", "aaaaa")}, with(DuplicateRule::first));
    CHECK(first.counts == ImportCounts{2, 0, 1, 0, 1, 0});
    CHECK(reg.group("1").facts.name == "A won");
    reg.check_index();
}

TEST_CASE("later rows take the changes of earlier ones back, however many lie between them") {
    std::string long_name = "Nhóm";
    for (int i = 0; i < 280; ++i) {
        long_name += "ễ";
    }
    // More changes than wait in memory: each changes the name.
    const auto groups = static_cast<std::int64_t>(ChangedGroups::k_most_bytes / long_name.size());
    const auto rows = [&](int members) {
        std::vector<FakeList::Cells> cells;
        for (std::int64_t i = 0; i < groups; ++i) {
            const auto number = std::to_string(i);
            cells.push_back({fmt::format("{} {} {}", long_name, number, members), group_url("nhom" + number),
                             std::to_string(members), "", "", ""});
        }
        return cells;
    };
    Register reg;
    // Written before the list has ended.
    std::int64_t most_changes = 0;
    const auto import = [&](std::vector<FakeList::Cells> cells) {
        FakeList list(std::move(cells));
        most_changes = 0;
        return import_list(reg.store(), reg.actor(), list, "lists/list.csv", {}, {},
                           [&](std::int64_t, std::optional<double>) {
                               most_changes =
                                   std::max(most_changes, reg.count("SELECT count(*) FROM survey_change"));
                           });
    };
    CHECK(reg.import(rows(7)).counts.added == groups);
    const std::string before = reg.dump();

    auto changed = rows(9);
    const auto back = rows(7);
    changed.insert(changed.end(), back.begin(), back.end());
    const ImportResult result = import(std::move(changed));
    CHECK(most_changes > 0);
    CHECK(result.counts.duplicate == groups);
    CHECK(result.counts.unchanged == groups);
    CHECK(result.counts.changed == 0);
    CHECK(reg.dump() == before);

    auto kept = rows(9);
    const auto again = rows(9);
    kept.insert(kept.end(), again.begin(), again.end());
    CHECK(import(std::move(kept)).counts.changed == groups);
    CHECK(most_changes > 0);
    CHECK(reg.count("SELECT count(*) FROM survey_group WHERE members = 9") == groups);
    CHECK(reg.count("SELECT count(*) FROM survey_change") == groups);
    reg.check_index();
}

TEST_CASE("the last row of a new group counts, also when the first was written long ago") {
    std::string long_name = "Nhóm";
    for (int i = 0; i < 280; ++i) {
        long_name += "ễ";
    }
    std::int64_t groups = 0;
    SUBCASE("and waits") {
        groups = 300; // more than a block of new ones
    }
    SUBCASE("and more of them than wait") {
        groups = static_cast<std::int64_t>(ChangedGroups::k_most_bytes / long_name.size());
    }
    std::vector<FakeList::Cells> cells;
    for (int members = 1; members <= 3; ++members) {
        for (std::int64_t i = 0; i < groups; ++i) {
            const auto number = std::to_string(i);
            cells.push_back({fmt::format("{} {} {}", long_name, number, members), group_url("nhom" + number),
                             std::to_string(members), "", members == 2 ? "food" : "", ""});
        }
    }
    Register reg;
    const ImportResult result = reg.import(std::move(cells));
    CHECK(result.counts.added == groups);
    CHECK(result.counts.duplicate == 2 * groups);
    CHECK(reg.count(
              "SELECT count(*) FROM survey_group WHERE members = 3 AND topic IS NULL AND name LIKE '% 3'") ==
          groups);
    CHECK(reg.count("SELECT count(*) FROM survey_change") == 0);
    reg.check_index();
    reg.revert(*result.batch);
    CHECK(reg.count("SELECT count(*) FROM survey_group") == 0);
}

TEST_CASE("with first the earlier row counts, with reject the later one is rejected and names the earlier") {
    Register reg;
    const std::vector<FakeList::Cells> rows{row("A1", "aaaaa"), row("A2", "aaaaa"), row("A3", "aaaaa")};
    const auto first = reg.import(rows, with(DuplicateRule::first));
    CHECK(first.counts == ImportCounts{3, 1, 0, 0, 2, 0});
    CHECK(reg.group("1").facts.name == "A1");
    reg.revert(*first.batch);
    const auto reject = reg.import(rows, with(DuplicateRule::reject));
    CHECK(reject.counts == ImportCounts{3, 1, 0, 0, 0, 2});
    REQUIRE(reject.problems.size() == 2);
    CHECK(
        to_string(reject.problems[1]) ==
        "lists/list.csv:4: the same group as line 2 (facebook:group:aaaaa); keep one of the two rows, or let "
        "--duplicates say which one counts");
}

TEST_CASE("duplicate warnings are capped, their number is not") {
    Register reg;
    ImportOptions options;
    options.most_warnings = 2;
    const auto result =
        reg.import({row("A", "aaaaa"), row("A", "aaaaa"), row("A", "aaaaa"), row("A", "aaaaa")}, options);
    CHECK(result.warnings.size() == 2);
    CHECK(result.warnings_total == 3);
    check_sum(result.counts);
}

TEST_CASE("a group is found by the key that it had before a merge") {
    Register reg;
    reg.add("muaban", "A");
    reg.add("100200300", "A, by its number");
    reg.write([](Transaction& transaction) { merge_groups(transaction, 1, 2); });
    const auto result = reg.import({row("A renamed", "100200300")});
    CHECK(result.counts == ImportCounts{1, 0, 1, 0, 0, 0});
    CHECK(reg.group("1").facts.name == "A renamed");
    CHECK(reg.group("1").address.id == "muaban");
}

TEST_CASE("url and handle that name two groups are rejected with both candidates, a merge makes them one") {
    Register reg;
    reg.add("muaban", "A");
    reg.add("100200300", "B");
    const auto import_both = [&reg] {
        FakeList list({{"A", group_url("muaban"), "facebook", "groups/100200300"}},
                      {"name", "url", "platform", "handle"});
        return import_list(reg.store(), reg.actor(), list, "list.csv", {});
    };
    const auto rejected = import_both();
    CHECK(rejected.counts == ImportCounts{1, 0, 0, 0, 0, 1});
    REQUIRE(rejected.problems.size() == 1);
    CHECK(rejected.problems[0].message ==
          "url and handle name two different groups: group 1 \"A\" (facebook:group:muaban) and group 2 \"B\" "
          "(facebook:group:100200300); correct one of them, or if they are one group, import each in a row "
          "of its own "
          "and join them with `hnat survey merge`");
    reg.write([](Transaction& transaction) { merge_groups(transaction, 1, 2); });
    CHECK(import_both().counts == ImportCounts{1, 0, 0, 1, 0, 0});
}

TEST_CASE("of a row's two addresses, a link that nobody has opened gives way to the other one") {
    constexpr const char* k_link = "https://www.facebook.com/share/g/1AbCdEfGhI/";
    constexpr const char* k_handle = "groups/100200300";
    const auto import_row = [](Register& reg, const std::string& url, const std::string& handle) {
        FakeList list({{"A", url, "facebook", handle}}, {"name", "url", "platform", "handle"});
        return import_list(reg.store(), reg.actor(), list, "list.csv", {});
    };
    const std::string kept = "facebook:group:100200300";
    SUBCASE("both are new: the group has the address that names it") {
        Register reg;
        CHECK(import_row(reg, k_link, k_handle).counts == ImportCounts{1, 1, 0, 0, 0, 0});
        CHECK(reg.group(kept).address.resolved);
        CHECK(reg.count("SELECT count(*) FROM survey_group") == 1);
    }
    SUBCASE("the one that names it is there: the row is about that group") {
        Register reg;
        reg.add("100200300", "A");
        CHECK(import_row(reg, k_link, k_handle).counts == ImportCounts{1, 0, 0, 1, 0, 0});
    }
    SUBCASE("the link is there too, as a group of its own: nobody knows whether they are one") {
        Register reg;
        CHECK(reg.import({{"A", k_link, "", "", "", ""}}).counts == ImportCounts{1, 1, 0, 0, 0, 0});
        const auto result = import_row(reg, k_link, k_handle);
        CHECK(result.counts == ImportCounts{1, 0, 0, 0, 0, 1});
        CHECK(result.problems[0].message.find("and a group that is not in the register (" + kept + ")") !=
              std::string::npos);
    }
    SUBCASE("the link is the handle: the row is about the group that the address names") {
        Register reg;
        CHECK(import_row(reg, group_url("100200300"), k_link).counts == ImportCounts{1, 1, 0, 0, 0, 0});
        CHECK(reg.group(kept).address.resolved);
        CHECK(import_row(reg, group_url("100200300"), k_link).imported_before == 1);
    }
    SUBCASE("the link that is the handle is there as a group of its own: nobody knows whether they are one") {
        Register reg;
        CHECK(reg.import({{"A", k_link, "", "", "", ""}}).counts == ImportCounts{1, 1, 0, 0, 0, 0});
        CHECK(import_row(reg, group_url("100200300"), k_handle).counts == ImportCounts{1, 1, 0, 0, 0, 0});
        CHECK(import_row(reg, group_url("100200300"), k_link).counts == ImportCounts{1, 0, 0, 0, 0, 1});
    }
    SUBCASE("two links that nobody has opened: nobody knows whether they are one") {
        constexpr const char* k_other_link = "facebook.com/share/g/2ZyXwVuTsR/";
        Register reg;
        const auto both_new = import_row(reg, k_link, k_other_link);
        CHECK(both_new.counts == ImportCounts{1, 0, 0, 0, 0, 1});
        CHECK(both_new.problems[0].message.starts_with("url and handle name two different groups"));
        CHECK(reg.import({{"A", k_link, "", "", "", ""}}).counts == ImportCounts{1, 1, 0, 0, 0, 0});
        CHECK(import_row(reg, k_link, k_other_link).counts == ImportCounts{1, 0, 0, 0, 0, 1});
    }
    SUBCASE("two addresses that both name a group, neither of them known: one has to be corrected") {
        Register reg;
        const auto result = import_row(reg, group_url("muaban"), k_handle);
        CHECK(result.counts == ImportCounts{1, 0, 0, 0, 0, 1});
        CHECK(result.problems[0].message.starts_with(
            "url and handle name two different groups: a group that is not in the register "
            "(facebook:group:muaban) and a group that is not in the register (" +
            kept + ")"));
    }
    SUBCASE("the same address twice is one") {
        Register reg;
        CHECK(import_row(reg, group_url("100200300"), k_handle).counts == ImportCounts{1, 1, 0, 0, 0, 0});
    }
}

TEST_CASE("P7: a list does not extend a group, and one that has expired comes as a new one") {
    Register reg("2026-03-02");
    reg.import({row("A", "aaaaa"), row("B", "bbbbb")});
    reg.set_today("2027-03-01");
    CHECK(reg.import({row("A", "aaaaa", "10")}).counts == ImportCounts{1, 0, 1, 0, 0, 0});
    CHECK(reg.group("1").expires_on == day("2027-03-02"));
    reg.set_today("2027-03-02");
    ImportOptions dry;
    dry.dry_run = true;
    CHECK(reg.import({row("A", "aaaaa", "11")}, dry).counts == ImportCounts{1, 1, 0, 0, 0, 0});
    CHECK(reg.group("1").state == GroupState::expired);
    const auto anew = reg.import({row("A", "aaaaa", "11"), row("C", "ccccc"), row("A", "aaaaa", "12")});
    CHECK(anew.counts == ImportCounts{3, 2, 0, 0, 1, 0});
    CHECK(anew.expired == 2);
    CHECK(reg.group("facebook:group:aaaaa").id > 2);
    CHECK(reg.group("facebook:group:aaaaa").facts.members == 12);
    CHECK(reg.group("facebook:group:aaaaa").expires_on == day("2028-03-02"));
    CHECK(reg.count("SELECT count(*) FROM survey_group") == 2);
    CHECK(reg.count("SELECT sum(groups) FROM survey_expired") == 2);
    CHECK(verify_audit(reg.store()).empty());
    reg.check_index();
}

TEST_CASE("progress is told every two thousand rows and may interrupt, which leaves nothing") {
    Register reg;
    std::vector<FakeList::Cells> rows;
    for (int i = 0; i < 4100; ++i) {
        rows.push_back(row("G", "group" + std::to_string(i)));
    }
    FakeList list(rows);
    std::vector<std::int64_t> told;
    CHECK_THROWS_AS(import_list(reg.store(), reg.actor(), list, "list.csv", {}, {},
                                [&told](std::int64_t read, std::optional<double>) {
                                    told.push_back(read);
                                    if (told.size() == 2) {
                                        throw Error(ErrorKind::interrupted, "interrupted");
                                    }
                                }),
                    Error);
    CHECK(told == std::vector<std::int64_t>{2000, 4000});
    CHECK(reg.count("SELECT count(*) FROM survey_group") == 0);
    CHECK(reg.count("SELECT count(*) FROM survey_batch") == 0);
}

TEST_CASE("of a list with a thousand changes and more, a thousand are shown and all are counted") {
    Register reg;
    std::vector<FakeList::Cells> rows;
    for (int i = 0; i < 1'010; ++i) {
        rows.push_back(row("G", fmt::format("nhom.so.{}x", i), "10"));
    }
    reg.import(rows);
    for (auto& cells : rows) {
        cells[2] = "11";
    }
    ImportOptions dry;
    dry.dry_run = true;
    const auto result = reg.import(rows, dry);
    CHECK(result.counts.changed == 1'010);
    REQUIRE(result.changes.size() == 1'000);
    CHECK(result.changes.back().line == 1'001);
    CHECK(result.changes.back().after == "11");
}

TEST_CASE("what is to be done before the commit sees the counts, and stops the import when it fails") {
    Register reg;
    const auto import_with = [&](const CommitHook& hook) {
        FakeList list({row("A", "aaaaa"), row("B", "bbbbb")});
        return import_list(reg.store(), reg.actor(), list, "list.csv", {}, {}, {}, hook);
    };
    CHECK_THROWS_AS(import_with([](const ImportCounts&) { throw Error(ErrorKind::io, "no room"); }), Error);
    CHECK(reg.count("SELECT count(*) FROM survey_group") == 0);
    std::int64_t told = 0;
    CHECK(import_with([&](const ImportCounts& counts) { told = counts.added; }).written);
    CHECK(told == 2);
}

TEST_CASE("P1: the name of a list's file is kept, unless it holds somebody's telephone number") {
    Register reg;
    const auto kept = [&](std::string_view file, std::string_view slug) {
        FakeList list({row("A", slug)});
        import_list(reg.store(), reg.actor(), list, file, {});
        return list_batches(reg.store()).back().file_name;
    };
    CHECK(kept("lists/Đợt 3 - 2026.csv", "aaaaa") == "Đợt 3 - 2026.csv");
    CHECK(kept("lists/0912345678.csv", "bbbbb") == "(name not kept)");
}

TEST_CASE("a new group's visibility comes with its list") {
    Register reg;
    FakeList list({{"A", group_url("aaaaa"), "riêng tư"}, {"B", group_url("bbbbb"), ""}},
                  {"name", "url", "visibility"});
    import_list(reg.store(), reg.actor(), list, "list.csv", {});
    CHECK(reg.group("1").facts.visibility == Visibility::closed);
    CHECK(!reg.group("2").facts.visibility.has_value());
}

TEST_CASE(
    "what the database refuses ends an import with an error that names the file, and nothing is written") {
    Register reg;
    reg.db().exec(
        "CREATE TEMP TRIGGER full BEFORE INSERT ON survey_group BEGIN SELECT RAISE(ABORT, 'full'); END");
    try {
        reg.import({row("A", "aaaaa")});
        FAIL("nothing was thrown");
    } catch (const Error& error) {
        CHECK(std::string(error.what()).starts_with(":memory:: "));
    }
    CHECK(reg.count("SELECT count(*) FROM survey_batch") == 0);
}
