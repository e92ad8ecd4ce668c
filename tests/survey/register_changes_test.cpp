#include "store/audit.hpp"
#include "tests/joined.hpp"
#include "tests/survey/register_support.hpp"

using namespace hnat;
using namespace hnat::test;

namespace {

template <typename Work>
std::string refused(Register& reg, const Work& work, ErrorKind kind = ErrorKind::usage) {
    const std::string before = reg.dump();
    std::string message = error_of(kind, [&] { reg.write(work); });
    CHECK(reg.dump() == before);
    return message;
}

void set(Register& reg, std::int64_t id, const std::string& assignments) {
    reg.db().exec("UPDATE survey_group SET " + assignments + " WHERE id = " + std::to_string(id));
}

} // namespace

TEST_CASE("a group that is there already, under whichever key, is not added again") {
    Register reg;
    reg.add("aaaaa", "A");
    reg.add("bbbbb", "B");
    reg.write([](Transaction& transaction) { merge_groups(transaction, 1, 2); });
    for (const char* slug : {"aaaaa", "bbbbb"}) {
        CHECK(error_of(ErrorKind::usage, [&] { reg.add(slug, "C"); }) ==
              group_url(slug) + " is in the register already, as group 1; `hnat survey edit 1` changes it");
    }
    error_of(ErrorKind::usage, [&] { reg.add("ccccc", ""); });
    reg.set_today("2027-03-02");
    CHECK(error_of(ErrorKind::usage, [&] { reg.add("aaaaa", "C"); }) ==
          group_url("aaaaa") +
              " is that of group 1, which expired on 2027-03-02; `hnat db retention` removes "
              "it, and then it can be added anew");
}

TEST_CASE("an edit changes and clears fields, and names those that changed") {
    Register reg;
    reg.add("aaaaa", "A", 10);
    const auto fields = reg.write([](Transaction& transaction) {
        GroupEdit edit;
        edit.name = "Chợ mới";
        edit.members = std::optional<std::int64_t>();
        edit.topic = std::optional<std::string>("food");
        edit.language = std::optional<std::string>();
        return edit_group(transaction, 1, edit);
    });
    CHECK(fields == std::vector<std::string>{"name", "members", "topic"});
    CHECK(!reg.group("1").facts.members);
    CHECK(find_groups(reg.store(), "cho moi", {}, reg.today(), 5).size() == 1);
    CHECK(group_card(reg.store(), reg.group("1")).history.back().detail == "name, members, topic");
    reg.check_index();
}

TEST_CASE("the day of a count goes with the count, and does not come without one") {
    Register reg;
    reg.add("aaaaa", "A");
    const auto edit = [&reg](std::optional<std::int64_t> members, std::optional<Day> on) {
        return reg.write([&](Transaction& transaction) {
            GroupEdit wanted;
            wanted.members = members;
            wanted.members_on = on;
            return edit_group(transaction, 1, wanted);
        });
    };
    CHECK(error_of(ErrorKind::usage, [&] {
              edit(std::nullopt, day("2026-03-01"));
          }).find("without the count") != std::string::npos);
    edit(10, day("2026-03-01"));
    CHECK(reg.group("1").facts.members_on == day("2026-03-01"));
    reg.write([](Transaction& transaction) {
        GroupEdit wanted;
        wanted.members = std::optional<std::int64_t>();
        return edit_group(transaction, 1, wanted);
    });
    CHECK(!reg.group("1").facts.members_on);
}

TEST_CASE("an edit that changes nothing writes nothing") {
    Register reg;
    reg.add("aaaaa", "A", 10);
    const auto rows = audit_rows(reg.store()).size();
    const std::string before = reg.dump();
    CHECK(reg.write([](Transaction& transaction) {
                 GroupEdit edit;
                 edit.name = "A";
                 return edit_group(transaction, 1, edit);
             })
              .empty());
    CHECK(reg.dump() == before);
    CHECK(audit_rows(reg.store()).size() == rows);
}

TEST_CASE("a link that somebody opened gets its address, and the old link still finds the group") {
    Register reg;
    const GroupAddress link{"facebook", Entity::group, "Xy12", "https://www.facebook.com/share/g/Xy12",
                            false};
    reg.add(link, "A");
    reg.add("bbbbb", "B");
    const auto move_to = [&reg](const GroupAddress& address) {
        reg.write([&](Transaction& transaction) {
            GroupEdit edit;
            edit.address = address;
            edit_group(transaction, 1, edit);
        });
    };
    CHECK(error_of(ErrorKind::usage, [&] { move_to(group_address("bbbbb")); }) ==
          group_url("bbbbb") +
              " is the address of group 2 already; `hnat survey merge 2 1` makes the two one");
    move_to(group_address("aaaaa"));
    CHECK(reg.group("1").address == group_address("aaaaa"));
    CHECK(reg.group(link.key()).id == 1);
    move_to(link);
    CHECK(reg.group("1").address == link);
    CHECK(reg.group("facebook:group:aaaaa").id == 1);
}

TEST_CASE("a group that is not there can't be changed") {
    Register reg;
    refused(
        reg, [](Transaction& transaction) { edit_group(transaction, 9, {}); }, ErrorKind::not_found);
    refused(
        reg, [](Transaction& transaction) { shortlist_group(transaction, 9); }, ErrorKind::not_found);
    refused(
        reg, [](Transaction& transaction) { assign_liaison(transaction, 9, "lan"); }, ErrorKind::not_found);
    refused(
        reg, [](Transaction& transaction) { merge_groups(transaction, 9, 8); }, ErrorKind::not_found);
}

TEST_CASE("only a surveyed group is shortlisted: not an expired, resting or shortlisted one") {
    Register reg;
    reg.add("aaaaa", "A");
    const auto shortlist = [](Transaction& transaction) { shortlist_group(transaction, 1); };
    set(reg, 1, "state = 'resting', rest_until = '2026-10-01'");
    CHECK(refused(reg, shortlist) ==
          "group 1 \"A\" rests until 2026-10-01; it can be shortlisted again from that day on");
    reg.set_today("2026-10-01");
    reg.write(shortlist);
    CHECK(reg.group("1").state == GroupState::shortlisted);
    CHECK(refused(reg, shortlist) ==
          "group 1 \"A\" is shortlisted since 2026-10-01; only a surveyed group can be shortlisted");
    reg.set_today("2027-03-02");
    CHECK(refused(reg, shortlist)
              .find("group 1 \"A\" expired on 2027-03-02: it did not join within 12 months") == 0);
}

TEST_CASE("a liaison is a member of the staff, and the same one twice is one event") {
    Register reg;
    reg.add("aaaaa", "A");
    const auto assign = [](Transaction& transaction) { assign_liaison(transaction, 1, "lan"); };
    reg.write(assign);
    reg.write(assign);
    CHECK(reg.group("1").liaison == "lan");
    CHECK(reg.count("SELECT count(*) FROM survey_event") == 1);
    CHECK_THROWS(reg.write([](Transaction& transaction) { assign_liaison(transaction, 1, "nobody"); }));
}

TEST_CASE("a merge moves facts, history and keys, and the older survey day counts (P7)") {
    Register reg("2026-03-02");
    reg.add("older", "Older", 10);
    reg.set_today("2026-04-02");
    reg.add("newer", "Newer");
    reg.write([](Transaction& transaction) {
        GroupEdit edit;
        edit.topic = std::optional<std::string>("trade");
        edit.members_on = std::optional<Day>(day("2026-03-01"));
        edit_group(transaction, 1, edit);
        assign_liaison(transaction, 1, "minh");
        merge_groups(transaction, 2, 1);
    });
    const Group group = reg.group("2");
    CHECK(group.facts.name == "Newer");
    CHECK(group.facts.members == 10);
    CHECK(group.facts.topic == "trade");
    CHECK(group.liaison == "minh");
    CHECK(group.surveyed_on == day("2026-03-02"));
    CHECK(group.expires_on == day("2027-03-02"));
    const GroupCard card = group_card(reg.store(), reg.group("2"));
    CHECK(card.aliases == std::vector<std::string>{"facebook:group:older"});
    REQUIRE(card.history.size() == 4);
    CHECK(card.history[1].kind == "edited");
    CHECK(card.history[3].kind == "merged");
    CHECK(card.history[3].detail == "facebook:group:older");
    CHECK(reg.group("facebook:group:older").id == 2);
    reg.check_index();
}

TEST_CASE("keys are remembered through one merge after another") {
    Register reg;
    reg.add("aaaaa", "A");
    reg.add("bbbbb", "B");
    reg.add("ccccc", "C");
    reg.write([](Transaction& transaction) {
        merge_groups(transaction, 2, 1);
        merge_groups(transaction, 3, 2);
    });
    for (const char* key : {"facebook:group:aaaaa", "facebook:group:bbbbb", "facebook:group:ccccc"}) {
        CHECK(reg.group(key).id == 3);
    }
}

TEST_CASE("of two counts a merge keeps the newer one") {
    Register reg;
    reg.add("aaaaa", "A", 10);
    reg.add("bbbbb", "B", 20);
    set(reg, 1, "members_on = '2026-02-01'");
    set(reg, 2, "members_on = '2026-02-02'");
    reg.write([](Transaction& transaction) { merge_groups(transaction, 1, 2); });
    CHECK(reg.group("1").facts.members == 20);
    CHECK(reg.group("1").facts.members_on == day("2026-02-02"));
}

TEST_CASE("a merge never takes a group back in the programme, ends a rest, or joins what can't be joined") {
    Register reg;
    reg.add("aaaaa", "A");
    reg.add("bbbbb", "B");
    const auto merge = [](Transaction& transaction) { merge_groups(transaction, 1, 2); };
    CHECK(refused(reg, [](Transaction& transaction) { merge_groups(transaction, 1, 1); }) ==
          "group 1 can't be merged with itself");
    set(reg, 2, "state = 'shortlisted'");
    CHECK(refused(reg, merge) ==
          "group 2 is shortlisted, further in the programme than 1 (surveyed); merge the other "
          "way round: `hnat survey merge 2 1`");
    set(reg, 2, "state = 'resting', rest_until = '2026-10-01'");
    set(reg, 1, "state = 'approached'");
    refused(reg, merge);
    let_join(reg.db(), 1);
    let_join(reg.db(), 2);
    CHECK(refused(reg, merge).find("have both joined") != std::string::npos);
    set(reg, 1, "state = 'surveyed', expires_on = '2026-03-01'");
    set(reg, 2, "state = 'surveyed', expires_on = '2027-03-01'");
    CHECK(refused(reg, merge).find("group 1 \"A\" expired on 2026-03-01") == 0);
}

TEST_CASE("P2: a merge keeps the longer rest, and ends none because one of the two had left") {
    Register reg;
    reg.add("aaaaa", "A");
    reg.add("bbbbb", "B");
    set(reg, 1, "state = 'resting', state_on = '2026-01-10', rest_until = '2026-06-01'");
    set(reg, 2, "state = 'left', state_on = '2026-02-01'");
    CHECK(refused(reg, [](Transaction& transaction) {
              merge_groups(transaction, 2, 1);
          }).find("`hnat survey merge 1 2`") != std::string::npos);
    set(reg, 2,
        "state = 'resting', state_on = '2026-02-01', rest_until = '2027-08-01', expires_on = '2027-08-01'");
    reg.write([](Transaction& transaction) { merge_groups(transaction, 1, 2); });
    CHECK(reg.group("1").rest_until == day("2027-08-01"));
    CHECK(reg.group("1").state_on == day("2026-02-01"));
    CHECK(reg.group("1").expires_on == day("2027-08-01"));
}

TEST_CASE("P2: a merge with an older survey forgets no approach and no leaving before its time") {
    Register reg("2026-03-02");
    reg.add("aaaaa", "A");
    reg.add("bbbbb", "B");
    reg.add("ccccc", "C");
    reg.add("ddddd", "D");
    for (const std::int64_t old : {2, 4}) {
        set(reg, old, "surveyed_on = '2025-04-01', expires_on = '2026-04-01'");
    }
    set(reg, 1, "state = 'approached', state_on = '2026-03-01', expires_on = '2027-03-01'");
    set(reg, 3, "state = 'left', state_on = '2026-02-01', expires_on = '2027-02-01'");
    reg.write([](Transaction& transaction) {
        merge_groups(transaction, 1, 2);
        merge_groups(transaction, 3, 4);
    });
    CHECK(reg.group("1").expires_on == day("2027-03-01"));
    CHECK(reg.group("3").expires_on == day("2027-02-01"));
}

TEST_CASE("every change of a group leaves one audit row in the name of who did it (P9)") {
    Register reg;
    std::vector<std::string> verbs;
    const auto last = [&reg] { return audit_rows(reg.store()).back(); };
    reg.add("aaaaa", "A");
    verbs.push_back(last().verb);
    reg.add("bbbbb", "B");
    const auto start = audit_rows(reg.store()).size();
    Transaction transaction(reg.store(), {"lan", reg.today()});
    GroupEdit edit;
    edit.name = "A edited";
    edit_group(transaction, 1, edit);
    shortlist_group(transaction, 1);
    assign_liaison(transaction, 1, "lan");
    merge_groups(transaction, 1, 2);
    transaction.commit();
    const auto rows = audit_rows(reg.store());
    for (std::size_t i = start; i < rows.size(); ++i) {
        verbs.push_back(rows[i].verb);
        CHECK(rows[i].staff == "lan");
    }
    CHECK(verbs == std::vector<std::string>{"survey-add", "survey-edit", "survey-shortlist", "survey-assign",
                                            "survey-merge"});
    CHECK(verify_audit(reg.store()).empty());
}
