#include "base/text.hpp"
#include "tests/seed.hpp"
#include "tests/survey/register_support.hpp"

#include <algorithm>
#include <random>
#include <tuple>

using namespace hnat;
using namespace hnat::test;

namespace {

std::vector<std::string> words_of(const std::string& text) {
    std::vector<std::string> words(1);
    for (const char c : text) {
        if (c == ' ') {
            words.emplace_back();
        } else {
            words.back() += c;
        }
    }
    return words;
}

/// How many words of the query stand in the name; the last one is a beginning.
std::int64_t standing(const std::vector<std::string>& query, const std::vector<std::string>& name) {
    std::int64_t found = 0;
    for (std::size_t i = 0; i < query.size(); ++i) {
        found += std::ranges::any_of(name, [&](const std::string& word) {
            return i + 1 == query.size() ? word.starts_with(query[i]) : word == query[i];
        });
    }
    return found;
}

/// The rule, over the whole register: every word without accents; then accents, members, number.
std::vector<std::int64_t> by_the_rule(Register& reg, const std::string& words, const GroupFilter& filter,
                                      std::size_t limit) {
    const std::string accented = name_key(words);
    const std::string plain = search_key(words);
    std::vector<std::tuple<std::int64_t, std::int64_t, std::int64_t>> ranks;
    list_groups(reg.store(), filter, GroupOrder::number, reg.today(), [&](const Group& group) {
        const auto& facts = group.facts;
        const auto all = words_of(plain);
        if (standing(all, words_of(search_key(facts.name))) == static_cast<std::int64_t>(all.size())) {
            const auto agreeing =
                accented == plain ? 0 : standing(words_of(accented), words_of(name_key(facts.name)));
            ranks.emplace_back(-agreeing, -facts.members.value_or(-1), group.id);
        }
        return true;
    });
    std::ranges::sort(ranks);
    ranks.resize(std::min(limit, ranks.size()));
    std::vector<std::int64_t> ids;
    for (const auto& rank : ranks) {
        ids.push_back(std::get<2>(rank));
    }
    return ids;
}

} // namespace

TEST_CASE("a search without accents does not prefer names without them") {
    Register reg;
    reg.add("aaaaa", "Ho Ga", 10);
    reg.add("bbbbb", "Hồ Gà", 900);
    const auto found = find_groups(reg.store(), "ho ga", {}, reg.today(), 10);
    REQUIRE(found.size() == 2);
    CHECK(found.front().id == 2);
}

TEST_CASE("however many groups a search hits, the best are the same as when all of them are read") {
    const auto seed = test::seed();
    INFO("seed " << seed);
    std::mt19937_64 random(seed);
    const auto one_of = [&random](const auto& words) {
        return std::string(words[random() % std::size(words)]);
    };
    constexpr std::array<std::string_view, 6> k_first{"Hội", "Hồi", "Nhóm", "Chợ", "Cho", "Hoi"};
    constexpr std::array<std::string_view, 5> k_second{"lan", "làn", "Lăn", "gà", "ga"};
    constexpr std::array<std::string_view, 3> k_platforms{"facebook", "zalo", "telegram"};
    Register reg;
    reg.write([&](Transaction& transaction) {
        for (int i = 0; i < 2'500; ++i) {
            const auto platform = one_of(k_platforms);
            const auto id = "id" + std::to_string(i);
            GroupFacts facts;
            facts.name = one_of(k_first) + " " + one_of(k_second) + " " + std::to_string(random() % 40);
            if (random() % 8 != 0) {
                facts.members = static_cast<std::int64_t>(random() % 200);
            }
            add_group(transaction, {platform, Entity::group, id, "https://example.org/" + id, true}, facts);
        }
    });
    std::size_t found = 0;
    for (int i = 0; i < 60; ++i) {
        std::string words = one_of(k_first);
        if (random() % 2 == 0) {
            words += " " + one_of(k_second);
        }
        if (random() % 3 == 0) {
            words += " " + std::to_string(random() % 4);
        }
        GroupFilter filter;
        if (random() % 2 == 0) {
            filter.platform = one_of(k_platforms);
        }
        const std::size_t limit = 1 + random() % 60;
        CAPTURE(words);
        CAPTURE(limit);
        const auto expected = by_the_rule(reg, words, filter, limit);
        std::vector<std::int64_t> actual;
        for (const Group& group : find_groups(reg.store(), words, filter, reg.today(), limit)) {
            actual.push_back(group.id);
        }
        CHECK(actual == expected);
        found += actual.size();
    }
    MESSAGE("hits compared: " << found);
    CHECK(found > 0);
}
