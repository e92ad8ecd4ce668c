#include "store/audit.hpp"
#include "store/wipe.hpp"
#include "tests/joined.hpp"
#include "tests/survey/register_support.hpp"

using namespace hnat;
using namespace hnat::test;

namespace {

FakeList::Cells row(std::string name, std::string_view slug, std::string members = "") {
    return {std::move(name), group_url(slug), std::move(members), "", "", ""};
}

std::string refused(Register& reg, std::int64_t batch, ErrorKind kind = ErrorKind::failed) {
    return error_of(kind, [&] { reg.revert(batch); });
}

} // namespace

TEST_CASE("taking a batch back removes its groups and gives the others their facts back") {
    Register reg;
    reg.import({row("A", "aaaaa", "1"), row("B", "bbbbb", "2")});
    const std::string before = reg.dump();
    const auto second = reg.import({row("A renamed", "aaaaa", "10"), row("C", "ccccc", "3")});
    CHECK_FALSE(is_wipe_pending(reg.store()));
    const auto result = reg.revert(*second.batch);
    CHECK(is_wipe_pending(reg.store()));
    CHECK(result.removed == 1);
    CHECK(result.restored == 1);
    CHECK(reg.dump() == before);
    CHECK(list_batches(reg.store()).at(1).reverted_on == reg.today());
    CHECK(audit_rows(reg.store()).back().verb == "survey-revert");
    CHECK(verify_audit(reg.store()).empty());
    reg.check_index();
    CHECK(find_groups(reg.store(), "renamed", {}, reg.today(), 10).empty());
}

TEST_CASE("numbers of groups and batches are not used again after a batch was taken back") {
    Register reg;
    reg.import({row("A", "aaaaa")});
    reg.revert(1);
    const auto result = reg.import({row("A", "aaaaa")});
    CHECK(result.batch == 2);
    CHECK(reg.group("facebook:group:aaaaa").id == 2);
}

TEST_CASE("batches come off in the order of a stack") {
    Register reg;
    reg.import({row("A", "aaaaa", "1")});
    reg.import({row("A", "aaaaa", "2")});
    reg.import({row("A", "aaaaa", "3")});
    CHECK(refused(reg, 1) ==
          "batch 1 can't be taken back: later work touched 1 of its groups: 1 \"A\" (batch 3); take "
          "later batches back first, or correct the groups with `hnat survey edit`");
    CHECK(refused(reg, 2).find("1 \"A\" (batch 3)") != std::string::npos);
    reg.revert(3);
    CHECK(reg.group("1").facts.members == 2);
    reg.revert(2);
    CHECK(reg.group("1").facts.members == 1);
    reg.revert(1);
    CHECK(reg.count("SELECT count(*) FROM survey_group") == 0);
}

TEST_CASE("a batch is refused while its groups were edited, shortlisted, assigned or merged by hand") {
    Register reg;
    reg.import(
        {row("A", "aaaaa"), row("B", "bbbbb"), row("C", "ccccc"), row("D", "ddddd"), row("E", "eeeee")});
    reg.add("fffff", "F");
    reg.write([](Transaction& transaction) {
        GroupEdit edit;
        edit.name = "A edited";
        edit_group(transaction, 1, edit);
        shortlist_group(transaction, 2);
        assign_liaison(transaction, 3, "lan");
        merge_groups(transaction, 6, 4);
    });
    const std::string before = reg.dump();
    const std::string message = refused(reg, 1);
    CHECK(
        message ==
        "batch 1 can't be taken back: later work touched 4 of its groups: 1 \"A edited\" (by hand), 2 \"B\" "
        "(by hand), 3 \"C\" (by hand), 6 \"F\" (by hand); take later batches back first, or correct the "
        "groups with `hnat survey edit`");
    CHECK(reg.dump() == before);
}

TEST_CASE("a batch is refused while a meeting or a comment on the charter names a group that it brought") {
    Register reg;
    reg.import({row("A", "aaaaa"), row("B", "bbbbb")});
    let_join(reg.db(), reg.add("ccccc", "C")); // brings a charter
    reg.db().exec(
        "INSERT INTO meeting (id, uuid, kind, starts_at, minutes, place, planned_on, changed_on) VALUES "
        "(1, randomblob(16), 'preparatory', '2026-03-05T14:00', 60, 'X', '2026-03-02', '2026-03-02')");
    reg.db().exec("INSERT INTO meeting_group (meeting_id, group_id, group_uuid) SELECT 1, id, uuid FROM "
                  "survey_group WHERE id = 1");
    reg.db().exec(
        "INSERT INTO charter_comment (uuid, version, group_id, day, text) VALUES (randomblob(16), 1, 2, "
        "'2026-03-02', 'Xin ghi rõ')");
    CHECK(refused(reg, 1).find("1 \"A\" (by hand), 2 \"B\" (by hand)") != std::string::npos);
    reg.db().exec("DELETE FROM charter_comment");
    CHECK(refused(reg, 1).find("touched 1 of its groups: 1 \"A\"") != std::string::npos);
    reg.db().exec("DELETE FROM meeting");
    CHECK(reg.revert(1).removed == 2);
}

TEST_CASE("a batch that only changed a group which a merge took in is refused too") {
    Register reg;
    reg.add("aaaaa", "A");
    reg.add("bbbbb", "B");
    reg.import({row("B", "bbbbb", "7")});
    reg.write([](Transaction& transaction) { merge_groups(transaction, 1, 2); });
    CHECK(refused(reg, 1).find("1 \"A\" (by hand)") != std::string::npos);
}

TEST_CASE("work by hand below a batch survives the batch and its end") {
    Register reg;
    reg.import({row("A", "aaaaa", "1")});
    reg.write([](Transaction& transaction) { shortlist_group(transaction, 1); });
    reg.import({row("A", "aaaaa", "2")});
    reg.revert(2);
    CHECK(reg.group("1").facts.members == 1);
    CHECK(reg.group("1").state == GroupState::shortlisted);
    CHECK(refused(reg, 1).find("by hand") != std::string::npos);
}

TEST_CASE("at most twenty groups are named") {
    Register reg;
    std::vector<FakeList::Cells> rows;
    for (int i = 10; i < 35; ++i) {
        rows.push_back(row("G", "group" + std::to_string(i), "1"));
    }
    reg.import(rows);
    for (auto& cells : rows) {
        cells[2] = "2";
    }
    reg.import(rows);
    const std::string message = refused(reg, 1);
    CHECK(message.find("20 \"G\" (batch 2) and 5 more;") != std::string::npos);
    CHECK(message.find("21 \"G\"") == std::string::npos);
}

TEST_CASE("a batch that is not there, or was taken back, is told apart") {
    Register reg;
    CHECK(refused(reg, 7, ErrorKind::not_found) == "there is no batch 7; `hnat survey batches` lists them");
    reg.import({row("A", "aaaaa")});
    reg.revert(1);
    CHECK(refused(reg, 1, ErrorKind::usage) == "batch 1 was taken back on 2026-03-02 already");
}
