// Random lists against random registers: whatever comes, the counts add up, the winning rows are in the
// register, and a batch that is taken back was never there.
#include "store/audit.hpp"
#include "survey/import_plan.hpp"
#include "tests/seed.hpp"
#include "tests/survey/register_support.hpp"

#include <map>
#include <random>

using namespace hnat;
using namespace hnat::test;

namespace {

class RandomList {
  public:
    explicit RandomList(std::mt19937_64& random) : m_random(random) {}

    std::vector<FakeList::Cells> rows(std::size_t bad_of_hundred) {
        std::vector<FakeList::Cells> rows(m_random() % 60);
        for (auto& row : rows) {
            row = {"Nhóm " + pick({"A", "B", "C"}), group_url("group" + std::to_string(m_random() % 25)),
                   pick({"", "10", "20", "30"}),    pick({"", "2026-01-01", "2026-01-02", "2026-01-03"}),
                   pick({"", "trade", "food"}),     pick({"", "list one", "list two"})};
            if (m_random() % 100 < bad_of_hundred) {
                row[m_random() % 2 == 0 ? 1 : 2] = pick({"12.5.1", "nonsense"});
            }
        }
        return rows;
    }

    std::string pick(std::initializer_list<const char*> values) {
        return values.begin()[m_random() % values.size()];
    }

  private:
    std::mt19937_64& m_random;
};

void touch_by_hand(Register& reg, std::mt19937_64& random) {
    reg.write([&random](Transaction& transaction) {
        SQLite::Statement statement(transaction.db(), "SELECT id FROM survey_group WHERE state = 'surveyed'");
        std::vector<std::int64_t> ids;
        while (statement.executeStep()) {
            ids.push_back(statement.getColumn(0).getInt64());
        }
        if (ids.size() >= 2) {
            std::shuffle(ids.begin(), ids.end(), random);
            shortlist_group(transaction, ids[0]);
            merge_groups(transaction, ids[0], ids[1]);
        }
    });
}

std::map<std::string, GroupFacts> facts_by_key(Register& reg) {
    std::map<std::string, GroupFacts> facts;
    list_groups(reg.store(), {}, GroupOrder::number, reg.today(), [&facts](const Group& group) {
        facts[group.address.key()] = group.facts;
        return true;
    });
    return facts;
}

std::optional<std::string> some(const std::string& cell) {
    return cell.empty() ? std::nullopt : std::optional(cell);
}

GroupFacts facts_of(const FakeList::Cells& row) {
    GroupFacts facts;
    facts.name = row[0];
    facts.members = row[2].empty() ? std::nullopt : std::optional<std::int64_t>(std::stoll(row[2]));
    facts.members_on = parse_day(row[3]);
    facts.topic = some(row[4]);
    facts.source = some(row[5]);
    return facts;
}

/// What the register should hold afterwards: of each group's rows the winner, applied once to what was there.
std::map<std::string, GroupFacts> expected(Register& reg, const std::vector<FakeList::Cells>& rows,
                                           const ImportOptions& options) {
    std::map<std::string, GroupFacts> winners;
    for (const auto& row : rows) {
        const std::string key = "facebook:group:" + row[1].substr(group_url("").size());
        const std::string present = [&] {
            SQLite::Statement alias(
                reg.db(), "SELECT g.key FROM survey_alias a JOIN survey_group g ON g.id = a.group_id"
                          " WHERE a.key = ?");
            alias.bind(1, key);
            return alias.executeStep() ? alias.getColumn(0).getString() : key;
        }();
        const GroupFacts facts = facts_of(row);
        const auto winner = winners.find(present);
        if (winner == winners.end() || (options.duplicates == DuplicateRule::last &&
                                        later_row_wins(winner->second.members_on, facts.members_on))) {
            winners[present] = facts;
        }
    }
    auto facts = facts_by_key(reg);
    for (const auto& [key, row] : winners) {
        const auto group = facts.find(key);
        facts[key] =
            group == facts.end() ? facts_of_new_group(row) : facts_after(group->second, row, options.mode);
    }
    return facts;
}

void check_sum(const ImportCounts& counts, std::size_t rows) {
    CHECK(counts.rows == static_cast<std::int64_t>(rows));
    CHECK(counts.added + counts.changed + counts.unchanged + counts.duplicate + counts.rejected ==
          counts.rows);
}

ImportOptions random_options(std::mt19937_64& random) {
    ImportOptions options;
    options.again = true;
    options.mode = static_cast<ImportMode>(random() % 3);
    options.duplicates = static_cast<DuplicateRule>(random() % 2);
    return options;
}

} // namespace

TEST_CASE("a good list: a dry run tells its counts, the winners are in the register, again changes nothing, "
          "and taking "
          "it back leaves what was before") {
    const auto seed = test::seed();
    MESSAGE("seed " << seed);
    std::mt19937_64 random(seed);
    RandomList lists(random);
    for (int round = 0; round < 60; ++round) {
        INFO("round " << round);
        Register reg;
        for (auto n = random() % 3; n > 0; --n) {
            reg.import(lists.rows(0));
            touch_by_hand(reg, random);
        }
        const auto rows = lists.rows(0);
        ImportOptions options = random_options(random);
        const std::string before = reg.dump();
        const auto model = expected(reg, rows, options);

        options.dry_run = true;
        const auto plan = reg.import(rows, options);
        REQUIRE(reg.dump() == before);
        options.dry_run = false;
        const auto result = reg.import(rows, options);
        REQUIRE(result.written);
        CHECK(result.counts == plan.counts);
        check_sum(result.counts, rows.size());
        REQUIRE(facts_by_key(reg) == model);

        const std::string after = reg.dump();
        const auto again = reg.import(rows, options);
        CHECK(again.counts.added == 0);
        CHECK(again.counts.changed == 0);
        CHECK(again.counts.duplicate == result.counts.duplicate);
        REQUIRE(reg.dump() == after);

        reg.revert(*again.batch);
        reg.revert(*result.batch);
        REQUIRE(reg.dump() == before);
        reg.check_index();
        CHECK(verify_audit(reg.store()).empty());
    }
}

TEST_CASE("a list with bad rows: nothing is written, or with skip_bad only the good rows are") {
    const auto seed = test::seed();
    MESSAGE("seed " << seed);
    std::mt19937_64 random(seed);
    RandomList lists(random);
    for (int round = 0; round < 60; ++round) {
        INFO("round " << round);
        Register reg;
        reg.import(lists.rows(0));
        const auto rows = lists.rows(20);
        ImportOptions options = random_options(random);
        options.duplicates = static_cast<DuplicateRule>(random() % 3);
        const std::string before = reg.dump();
        const auto result = reg.import(rows, options);
        check_sum(result.counts, rows.size());
        CHECK(result.written == (result.counts.rejected == 0));
        if (result.written) {
            continue;
        }
        REQUIRE(reg.dump() == before);
        options.skip_bad = true;
        std::int64_t rejected = 0;
        const auto good =
            reg.import(rows, options, [&rejected](const ListRow&, const Diagnostics&) { ++rejected; });
        REQUIRE(good.written);
        CHECK(good.counts == result.counts);
        CHECK(rejected == result.counts.rejected);
        reg.revert(*good.batch);
        REQUIRE(reg.dump() == before);
    }
}
