#include "survey/changed_groups.hpp"
#include "tests/seed.hpp"
#include "tests/survey/register_support.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

using namespace hnat;
using namespace hnat::test;

namespace {

/// Facts of all shapes: a text that is not there, an empty one, a long one.
class DrawnFacts {
  public:
    explicit DrawnFacts(std::uint32_t seed) : m_random(seed) {}

    GroupFacts operator()() {
        GroupFacts facts;
        facts.name = "Nhóm " + std::to_string(m_random());
        facts.topic = text();
        facts.locality = text();
        facts.language = text();
        facts.source = text();
        if (draw(2) == 0) {
            facts.members = draw(10'000'000'000);
        }
        if (draw(2) == 0) {
            facts.members_on = day("1990-01-01") + std::chrono::days(draw(20'000));
        }
        if (draw(2) == 0) {
            facts.visibility = draw(2) == 0 ? Visibility::open : Visibility::closed;
        }
        return facts;
    }

    std::int64_t draw(std::int64_t below) {
        return static_cast<std::int64_t>(m_random() % static_cast<std::uint64_t>(below));
    }

  private:
    std::optional<std::string> text() {
        switch (draw(4)) {
        case 0:
            return std::nullopt;
        case 1:
            return std::string();
        case 2:
            return "bản " + std::to_string(m_random());
        default:
            return std::string(static_cast<std::size_t>(draw(700)), 'x');
        }
    }

    std::mt19937_64 m_random;
};

/// Groups 1, 2, … of a batch that stands.
void bring(Register& reg, int groups) {
    std::vector<FakeList::Cells> rows;
    for (int i = 1; i <= groups; ++i) {
        rows.push_back({"Chợ " + std::to_string(i), group_url("cho" + std::to_string(i)), "5", "", "", ""});
    }
    reg.import(rows);
}

/// Those that are prepared.
std::set<std::string> statements_on_groups(SQLite::Database& db) {
    std::set<std::string> statements;
    for (auto* statement = sqlite3_next_stmt(db.getHandle(), nullptr); statement != nullptr;
         statement = sqlite3_next_stmt(db.getHandle(), statement)) {
        if (const std::string sql = sqlite3_sql(statement); sql.find("survey_group") != std::string::npos) {
            statements.insert(sql);
        }
    }
    return statements;
}

} // namespace

TEST_CASE("a change makes of a group's facts what it was made to make of them, whatever they are") {
    const auto drawn = seed();
    MESSAGE("seed ", drawn);
    DrawnFacts facts(drawn);
    for (int i = 0; i < 2'000; ++i) {
        const GroupFacts before = facts();
        GroupFacts after = facts.draw(4) == 0 ? before : facts();
        if (facts.draw(2) == 0) { // a change of a few facts, as most are
            after.name = before.name;
            after.topic = before.topic;
            after.source = before.source;
        }
        const FactsChange change(before, after);
        GroupFacts made = before;
        change.apply(made);
        CHECK(made == after);
        CHECK((change.changed() == 0) == (before == after));
    }
}

TEST_CASE("a change of a count and its day takes no memory of its own") {
    GroupFacts before;
    before.name = "Chợ Đồng Hỷ";
    GroupFacts after = before;
    after.members = 10'000'000'000;
    after.members_on = day("2026-09-30");
    CHECK(FactsChange(before, after).bytes() == sizeof(FactsChange));
}

TEST_CASE("changes that wait are what was put last, and are gone once they are taken back") {
    Register reg;
    Transaction transaction(reg.store(), reg.actor());
    ChangedGroups changed(transaction, 7, 1);
    const auto drawn = seed();
    MESSAGE("seed ", drawn);
    DrawnFacts facts(drawn);
    std::map<std::int64_t, Group> groups;
    for (std::int64_t number = 1; number <= 300; ++number) {
        groups[number].id = number;
        groups[number].facts = facts();
    }
    std::map<std::int64_t, GroupFacts> expected;
    for (int i = 0; i < 2'000; ++i) {
        const std::int64_t number = 1 + facts.draw(300);
        if (facts.draw(3) == 0) {
            CHECK(changed.remove(number) == (expected.erase(number) == 1));
        } else {
            changed.put(groups[number], expected[number] = facts());
        }
    }
    for (const auto& [number, group] : groups) {
        const auto known = expected.find(number);
        Group now = group;
        CHECK(changed.apply(now) == (known != expected.end()));
        CHECK(now.facts == (known == expected.end() ? group.facts : known->second));
        CHECK(now.last_batch == (known == expected.end() ? std::nullopt : std::optional<std::int64_t>(7)));
    }
}

TEST_CASE("changes are full when they take the memory that they may, and have room again when some are taken "
          "back") {
    Register reg;
    Transaction transaction(reg.store(), reg.actor());
    ChangedGroups changed(transaction, 1, 1, 10'000);
    DrawnFacts facts(1);
    Group group;
    while (!changed.is_full()) {
        ++group.id;
        changed.put(group, facts());
    }
    CHECK(group.id > 3);
    CHECK(group.id < 100);
    for (std::int64_t number = 1; number <= group.id; ++number) {
        changed.remove(number);
    }
    CHECK(!changed.is_full());
    GroupFacts large;
    large.source = std::string(20'000, 'x');
    changed.put(group, large);
    CHECK(changed.is_full());
    changed.put(group, facts()); // instead of the large one
    CHECK(!changed.is_full());
}

TEST_CASE("changes are written in blocks, and of older groups it is kept how they were") {
    constexpr int k_older = 300; // two blocks and a part
    constexpr int k_groups = 570;
    const auto drawn = seed();
    MESSAGE("seed ", drawn);
    DrawnFacts facts(drawn);
    Register reg;
    bring(reg, k_groups);
    Transaction transaction(reg.store(), reg.actor());
    transaction.db().exec("UPDATE survey_group SET first_batch = NULL WHERE id <= 300");
    ChangedGroups changed(transaction, 1, k_older + 1);
    std::map<std::int64_t, GroupFacts> expected;
    for (std::int64_t group = k_groups; group >= 1; --group) {
        const Group before = reg.group(std::to_string(group));
        GroupFacts after = facts();
        if (group % 2 == 0) {
            after.name = before.facts.name;
        }
        expected[group] = after;
        if (group <= k_older) {
            changed.put(before, after);
        } else {
            changed.put_all(group, after);
        }
    }
    std::vector<std::int64_t> told;
    changed.write([&](const Group& before, const GroupFacts& after) {
        CHECK(before.facts.members == 5);
        CHECK(after == expected[before.id]);
        told.push_back(before.id);
    });
    REQUIRE(told.size() == k_groups);
    CHECK(std::is_sorted(told.begin(), told.end()));
    for (const auto& [number, after] : expected) {
        CHECK(reg.group(std::to_string(number)).facts == after);
    }
    CHECK(reg.count("SELECT count(*) FROM survey_group WHERE search_key = hnat_k2(name)") == k_groups);
    CHECK(
        reg.count("SELECT count(*) FROM survey_change WHERE group_id <= 300 AND before ->> 'members' = 5") ==
        k_older);
    CHECK(reg.count("SELECT count(*) FROM survey_change") == k_older);
    changed.write([](const Group&, const GroupFacts&) { FAIL("nothing waits any more"); });
}

TEST_CASE("all facts of a group that the batch brought may wait, and only what is new to it is written") {
    Register reg;
    bring(reg, 3);
    Transaction transaction(reg.store(), reg.actor());
    // A statement that writes the name would work out the search key again.
    transaction.db().exec("UPDATE survey_group SET search_key = 'kept'");
    ChangedGroups changed(transaction, 1, 1);
    GroupFacts other = reg.group("2").facts;
    other.members = 7;
    other.topic = "trade";
    changed.put_all(1, reg.group("1").facts);
    changed.put_all(2, reg.group("1").facts);
    changed.put_all(2, other); // instead of those
    Group waiting = reg.group("2");
    CHECK(changed.apply(waiting));
    CHECK(waiting.facts == other);
    std::vector<std::int64_t> told;
    changed.write([&](const Group& before, const GroupFacts& after) {
        CHECK(before.facts.members == 5);
        CHECK(after == other);
        told.push_back(before.id);
    });
    CHECK(told == std::vector<std::int64_t>{2});
    CHECK(reg.group("2").facts == other);
    CHECK(reg.count("SELECT count(*) FROM survey_group WHERE search_key = 'kept'") == 3);
    CHECK(reg.count("SELECT count(*) FROM survey_change") == 0);
    CHECK(!changed.remove(1));
}

TEST_CASE("a change that changes nothing does not wait") {
    Register reg;
    bring(reg, 1);
    Transaction transaction(reg.store(), reg.actor());
    ChangedGroups changed(transaction, 1, 1);
    const Group group = reg.group("1");
    GroupFacts other = group.facts;
    other.members = 7;
    changed.put(group, other);
    changed.put(group, group.facts);
    CHECK(!changed.remove(1));
}

TEST_CASE("groups are looked up by their numbers, whatever statistics somebody's ANALYZE left") {
    Register reg;
    bring(reg, 3);
    reg.store().db().exec("ANALYZE");
    reg.store().db().exec("ANALYZE sqlite_schema"); // read them
    Transaction transaction(reg.store(), reg.actor());
    const std::set<std::string> others = statements_on_groups(transaction.db()); // FTS5 keeps some
    const ChangedGroups changed(transaction, 1, 1);
    std::set<std::string> own = statements_on_groups(transaction.db());
    std::erase_if(own, [&](const std::string& sql) { return others.contains(sql); });
    CHECK(own.size() == 3);
    for (const std::string& sql : own) {
        SQLite::Statement plan(transaction.db(), "EXPLAIN QUERY PLAN " + sql);
        while (plan.executeStep()) {
            const std::string step = plan.getColumn(3).getString();
            CAPTURE(step);
            CHECK(step != "SCAN g");
            CHECK(step != "SCAN survey_group");
        }
    }
}
