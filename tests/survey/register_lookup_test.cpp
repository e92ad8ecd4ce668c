#include "tests/joined.hpp"
#include "tests/seed.hpp"
#include "tests/survey/register_support.hpp"

#include <map>
#include <random>

using namespace hnat;
using namespace hnat::test;

namespace {

std::vector<std::int64_t> ids(const std::vector<Group>& groups) {
    std::vector<std::int64_t> found;
    for (const auto& group : groups) {
        found.push_back(group.id);
    }
    return found;
}

std::vector<std::int64_t> find(Register& reg, std::string_view words, const GroupFilter& filter = {},
                               std::size_t limit = 10) {
    return ids(find_groups(reg.store(), words, filter, reg.today(), limit));
}

std::vector<std::int64_t> list(Register& reg, const GroupFilter& filter,
                               GroupOrder order = GroupOrder::number) {
    std::vector<std::int64_t> found;
    list_groups(reg.store(), filter, order, reg.today(), [&found](const Group& group) {
        found.push_back(group.id);
        return true;
    });
    return found;
}

using Ids = std::vector<std::int64_t>;

void set_state(Register& reg, std::int64_t id, const std::string& assignments) {
    reg.db().exec("UPDATE survey_group SET " + assignments + " WHERE id = " + std::to_string(id));
}

} // namespace

TEST_CASE("words without accents find a Vietnamese name in any order, the last one by its beginning") {
    Register reg;
    reg.add("aaaaa", "Mua bán Đồng Hỷ");
    reg.add("bbbbb", "Hội phụ huynh Đồng Hỷ");
    CHECK(find(reg, "dong hy mua ban") == Ids{1});
    CHECK(find(reg, "dong h") == Ids{1, 2});
    CHECK(find(reg, "ĐỒNG HỶ") == Ids{1, 2});
    CHECK(find(reg, "don hy").empty());
    CHECK(find(reg, "phu huyn") == Ids{2});
}

TEST_CASE("hits whose accents agree come first, then more members, then the lower number") {
    Register reg;
    reg.add("aaaaa", "Hội Văn Lăng", 900);
    reg.add("bbbbb", "Hội Văn Lang", 10);
    reg.add("ccccc", "Hội Văn Lăng 2", 950);
    reg.add("ddddd", "Hội Văn Lang 2", 10);
    CHECK(find(reg, "văn lang") == Ids{2, 4, 3, 1});
    CHECK(find(reg, "văn lăng") == Ids{3, 1, 2, 4});
    CHECK(find(reg, "hội văn", {}, 1) == Ids{3});
}

TEST_CASE("a search takes the filters of a list") {
    Register reg;
    reg.add("aaaaa", "Chợ quê");
    reg.add({"zalo", Entity::group, "abcdef", "https://zalo.me/g/abcdef", true}, "Chợ phố");
    GroupFilter filter;
    filter.platform = "zalo";
    CHECK(find(reg, "cho", filter) == Ids{2});
}

TEST_CASE("nothing that is typed is an operator of the search index") {
    Register reg;
    reg.add("aaaaa", "Chợ OR quê NEAR phố");
    for (const char* words : {"\"", "*", "cho\"", "cho*", "cho) OR (", "search_key:cho", "-cho", "^cho",
                              "NEAR(cho que)", "cho + que", "!!!", "", "  ", "\xE2\x80\x8B"}) {
        INFO(words);
        CHECK_NOTHROW(find(reg, words));
    }
    CHECK(find(reg, "OR") == Ids{1});
    CHECK(find(reg, "").empty());
    const auto seed = test::seed();
    INFO("seed " << seed);
    std::mt19937_64 random(seed);
    const std::string alphabet = "ab \"*()^:-+{}'%_\\/.,;|&~`@#$";
    for (int i = 0; i < 2'000; ++i) {
        std::string words;
        for (auto n = random() % 12; n > 0; --n) {
            words += alphabet[random() % alphabet.size()];
        }
        INFO(words);
        CHECK_NOTHROW(find(reg, words));
    }
    CHECK_NOTHROW(find(reg, std::string(100'000, 'a')));
    std::string many;
    for (int i = 0; i < 5'000; ++i) {
        many += "cho ";
    }
    CHECK_NOTHROW(find(reg, many));
}

TEST_CASE("a list goes by number, in Vietnamese order of name, or by members") {
    Register reg;
    reg.add("aaaaa", "Đá bóng", 5);
    reg.add("bbbbb", "Dân cư");
    reg.add("ccccc", "Áo dài", 50);
    CHECK(list(reg, {}) == Ids{1, 2, 3});
    CHECK(list(reg, {}, GroupOrder::name) == Ids{3, 2, 1});
    CHECK(list(reg, {}, GroupOrder::members) == Ids{3, 1, 2});
}

TEST_CASE("a list stops when nobody wants more of it") {
    Register reg;
    reg.add("aaaaa", "A");
    reg.add("bbbbb", "B");
    int taken = 0;
    list_groups(reg.store(), {}, GroupOrder::number, reg.today(), [&taken](const Group&) {
        ++taken;
        return false;
    });
    CHECK(taken == 1);
}

TEST_CASE("each filter narrows a list") {
    Register reg("2026-03-02");
    reg.add("aaaaa", "A");
    reg.set_today("2026-04-02");
    reg.add({"facebook", Entity::group, "code1", "https://www.facebook.com/share/g/code1", false}, "B");
    reg.write([](Transaction& transaction) {
        GroupEdit edit;
        edit.topic = std::optional<std::string>("trade");
        edit.locality = std::optional<std::string>("05467");
        edit_group(transaction, 1, edit);
        assign_liaison(transaction, 1, "lan");
        shortlist_group(transaction, 1);
    });
    GroupFilter filter;
    filter.topic = "trade";
    CHECK(list(reg, filter) == Ids{1});
    filter = {};
    filter.locality = "05467";
    CHECK(list(reg, filter) == Ids{1});
    filter = {};
    filter.liaison = "minh";
    CHECK(list(reg, filter).empty());
    filter = {};
    filter.state = GroupState::shortlisted;
    CHECK(list(reg, filter) == Ids{1});
    filter = {};
    filter.since = day("2026-03-03");
    CHECK(list(reg, filter) == Ids{2});
    filter = {};
    filter.until = day("2026-03-02");
    CHECK(list(reg, filter) == Ids{1});
    filter = {};
    filter.resolved = false;
    CHECK(list(reg, filter) == Ids{2});
}

TEST_CASE("expired and rested are read from the day that is asked for (P7)") {
    Register reg("2026-03-02");
    reg.add("aaaaa", "A");
    reg.add("bbbbb", "B");
    set_state(reg, 2, "state = 'resting', state_on = '2026-04-01', rest_until = '2026-10-01'");
    const auto state_on = [&reg](std::string_view reference, const char* iso) {
        return find_group(reg.store(), reference, day(iso)).state;
    };
    CHECK(state_on("1", "2027-03-01") == GroupState::surveyed);
    CHECK(state_on("1", "2027-03-02") == GroupState::expired);
    CHECK(state_on("2", "2026-09-30") == GroupState::resting);
    CHECK(state_on("2", "2026-10-01") == GroupState::surveyed);
    CHECK(find_group(reg.store(), "2", day("2026-10-01")).state_on == day("2026-10-01"));
    let_join(reg.db(), 1);
    CHECK(state_on("1", "2030-01-01") == GroupState::joined);
    reg.set_today("2027-03-02");
    GroupFilter filter;
    filter.state = GroupState::expired;
    CHECK(list(reg, filter) == Ids{2});
}

TEST_CASE("a group is found by number, key, alias and any form of its address") {
    Register reg;
    reg.add("muabandonghy", "Mua bán Đồng Hỷ");
    reg.add({"facebook", Entity::page, "chodonghy", "https://www.facebook.com/chodonghy", true},
            "Chợ Đồng Hỷ");
    reg.add("olderkey", "Older");
    reg.write([](Transaction& transaction) { merge_groups(transaction, 1, 3); });
    for (const char* reference :
         {"1", "#1", " 1 ", "facebook:group:muabandonghy", "facebook:group:olderkey",
          "m.facebook.com/groups/MuaBanDongHy/?ref=share", "https://www.facebook.com/groups/olderkey/"}) {
        INFO(reference);
        CHECK(reg.group(reference).id == 1);
    }
    CHECK(reg.group("https://www.facebook.com/cho.dong.hy").id == 2);
}

TEST_CASE("what names no group says what to try") {
    Register reg;
    reg.add("muabandonghy", "Mua bán Đồng Hỷ");
    const auto message = [&reg](const char* reference) {
        return error_of(ErrorKind::not_found, [&] { reg.group(reference); });
    };
    CHECK(message("12") == "there is no group 12; `hnat survey list` shows the numbers");
    CHECK(message("facebook:group:muabandonghi") ==
          "the register has no group facebook:group:muabandonghi; did you mean "
          "facebook:group:muabandonghy?");
    CHECK(message("facebook:group:football") ==
          "the register has no group facebook:group:football; `hnat survey find` looks for words of a name");
    CHECK(message("https://www.facebook.com/groups/muabandonghi") ==
          "the register has no group facebook:group:muabandonghi; did you mean facebook:group:muabandonghy?");
}

TEST_CASE("a person's profile or phone number is refused and not repeated (P1)") {
    Register reg;
    for (const char* reference :
         {"https://www.facebook.com/profile.php?id=100001234567890", "zalo.me/0912345678",
          "https://www.facebook.com/people/Some-One/100001234567890"}) {
        const std::string message = error_of(ErrorKind::usage, [&] { reg.group(reference); });
        INFO(message);
        CHECK(message.find("100001234567890") == std::string::npos);
        CHECK(message.find("0912345678") == std::string::npos);
    }
    const std::string digits = error_of(ErrorKind::not_found, [&] { reg.group("0912345678"); });
    CHECK(digits == "no group has this number; `hnat survey list` shows the numbers");
    const std::string spaced = error_of(ErrorKind::usage, [&] { reg.group("+84 912 345 678"); });
    CHECK(spaced.find("912") == std::string::npos);
}

TEST_CASE("the card tells a group's history from its survey on") {
    Register reg("2026-03-02");
    reg.import({{"Chợ quê", group_url("choque"), "10", "", "", ""}});
    reg.set_today("2026-03-03");
    reg.import({{"Chợ quê", group_url("choque"), "12", "", "", ""}});
    reg.set_today("2026-03-04");
    reg.write([](Transaction& transaction) {
        assign_liaison(transaction, 1, "lan");
        shortlist_group(transaction, 1);
    });
    const GroupCard card = group_card(reg.store(), find_group(reg.store(), "1", day("2027-05-01")));
    CHECK(card.liaison_name == "First Liaison");
    CHECK(card.locality_name.empty());
    std::vector<std::string> history;
    for (const auto& event : card.history) {
        history.push_back(to_iso(event.day) + ' ' + event.kind + ' ' + event.detail);
    }
    CHECK(history == std::vector<std::string>{"2026-03-02 surveyed batch 1", "2026-03-03 updated batch 2",
                                              "2026-03-04 liaison lan", "2026-03-04 state shortlisted",
                                              "2027-03-02 state expired"});
}

TEST_CASE("statistics count each group once under platform, topic, locality and state") {
    Register reg;
    reg.add("aaaaa", "A", 10);
    reg.add("bbbbb", "B");
    reg.write([](Transaction& transaction) { shortlist_group(transaction, 2); });
    std::map<std::string, std::int64_t> sums;
    for (const auto& stat : group_stats(reg.store(), reg.today())) {
        sums[stat.by] += stat.groups;
        if (stat.by == "platform") {
            CHECK(stat.value == "facebook");
            CHECK(stat.members == 10);
        }
    }
    CHECK(sums ==
          std::map<std::string, std::int64_t>{{"platform", 2}, {"topic", 2}, {"locality", 2}, {"state", 2}});
}
