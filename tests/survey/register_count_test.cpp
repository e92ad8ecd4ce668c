/// The register's sums (survey_count): whatever is done to the register, they say what its groups say.
#include "store/check.hpp"
#include "store/register_sums.hpp"
#include "survey/figures.hpp"
#include "tests/joined.hpp"
#include "tests/seed.hpp"
#include "tests/survey/register_support.hpp"

#include <random>

using namespace hnat;
using namespace hnat::test;

namespace {

/// All platforms that groups have or had: a selection of them counts group by group.
RegisterSelection every_platform(const Register& reg) {
    RegisterSelection selection;
    SQLite::Statement statement(
        reg.db(), "SELECT platform FROM survey_group UNION SELECT platform FROM survey_expired");
    while (statement.executeStep()) {
        selection.platforms.push_back(statement.getColumn(0).getString());
    }
    return selection;
}

/// Does random things to a register over some years.
class Life {
  public:
    explicit Life(std::uint64_t seed) : m_random(seed) {}

    Register& reg() { return m_reg; }

    void step() {
        m_today += std::chrono::days(static_cast<int>(m_random() % 40));
        m_reg.set_today(to_iso(m_today).c_str());
        try {
            act();
        } catch (const Error&) {
            // What the register refuses (two groups that can't be merged, a batch that was touched) changes
            // nothing.
        }
    }

    Day some_day() {
        return test::day("2023-12-01") + std::chrono::days(static_cast<int>(m_random() % 1'200));
    }

  private:
    void act() {
        switch (m_random() % 9) {
        case 0:
        case 1:
        case 2:
            import();
            return;
        case 3:
            m_reg.revert(1 + static_cast<std::int64_t>(m_random() % 12));
            return;
        case 4:
            m_reg.write([this](Transaction& t) { merge_groups(t, some_group(), some_group()); });
            return;
        case 5:
            m_reg.write([](Transaction& t) { return purge_expired_groups(t); });
            return;
        case 6:
            join(some_group());
            return;
        case 7:
            m_reg.write([this](Transaction& t) { return edit_group(t, some_group(), edit()); });
            return;
        default:
            m_reg.add(slug(), "G", static_cast<std::int64_t>(m_random() % 1'000));
        }
    }

    void join(std::int64_t group) {
        const auto number = std::to_string(group);
        if (m_reg.count("SELECT count(*) FROM survey_group WHERE id = " + number +
                        " AND id NOT IN (SELECT id FROM member)") == 1) {
            let_join(m_reg.db(), group);
        }
    }

    void import() {
        std::vector<FakeList::Cells> rows;
        for (auto i = m_random() % 12; i > 0; --i) {
            const auto members = m_random() % 4 == 0 ? std::string() : std::to_string(m_random() % 5'000);
            rows.push_back({"Nhóm",
                            pick({"https://zalo.me/g/", "https://www.facebook.com/groups/",
                                  "https://www.facebook.com/share/g/"}) +
                                slug(),
                            members, m_random() % 2 == 0 ? "" : to_iso(m_today - std::chrono::days(i)),
                            pick({"", "trade", "food", "jobs"}), ""});
        }
        ImportOptions options;
        options.skip_bad = true;
        options.mode = m_random() % 3 == 0 ? ImportMode::fill : ImportMode::update;
        options.dry_run = m_random() % 6 == 0;
        m_reg.import(rows, options);
    }

    GroupEdit edit() {
        GroupEdit edit;
        edit.members = std::optional<std::int64_t>(m_random() % 9'000);
        edit.topic = m_random() % 2 == 0 ? std::optional<std::string>() : std::optional<std::string>("sport");
        return edit;
    }

    std::string slug() { return "nhom" + std::to_string(m_random() % 40); }
    std::int64_t some_group() { return 1 + static_cast<std::int64_t>(m_random() % 40); }
    std::string pick(std::initializer_list<const char*> values) {
        return values.begin()[m_random() % values.size()];
    }

    std::mt19937_64 m_random;
    Day m_today = test::day("2024-01-10");
    Register m_reg{"2024-01-10"};
};

} // namespace

TEST_CASE("whatever is done to a register, its sums give the figures that counting its groups gives") {
    const auto seed = test::seed();
    MESSAGE("seed " << seed);
    std::size_t compared = 0;
    for (std::uint64_t round = 0; round < 8; ++round) {
        Life life(seed + round);
        for (int step = 0; step < 60; ++step) {
            life.step();
            if (step % 6 != 5) {
                continue;
            }
            CHECK(check_register_sums(life.reg().db()).empty());
            const auto selection = every_platform(life.reg());
            if (selection.all()) {
                continue;
            }
            const auto one = life.some_day();
            const auto other = life.some_day();
            const DayRange period{std::min(one, other), std::max(one, other)};
            CAPTURE(to_iso(period.start));
            CAPTURE(to_iso(period.end));
            const auto by_sums = register_figures(life.reg().store(), period);
            CHECK(by_sums == register_figures(life.reg().store(), period, selection));
            CHECK(by_sums.groups == groups_in_register(life.reg().db(), period.end));
            compared += by_sums.groups > 0 ? 1 : 0;
        }
    }
    MESSAGE("periods with groups that were compared: " << compared);
    CHECK(compared > 10);
}

TEST_CASE("figures of several periods are those of each of them alone") {
    Life life(11);
    for (int step = 0; step < 40; ++step) {
        life.step();
    }
    const std::vector<DayRange> periods{{day("2024-12-15"), day("2025-03-15")},
                                        {day("2024-01-01"), day("2024-02-01")},
                                        {day("2025-03-15"), day("2025-06-15")},
                                        {day("2024-12-15"), day("2025-03-15")}};
    const auto together = register_figures(life.reg().store(), periods);
    for (std::size_t i = 0; i < periods.size(); ++i) {
        CHECK(together[i] == register_figures(life.reg().store(), periods[i]));
    }
}

TEST_CASE("a selection counts the groups of its platforms, topics and localities, and no others") {
    Register reg("2026-01-20");
    reg.add("aaaaa", "A", 100);
    reg.add({"zalo", Entity::group, "abcdef", "https://zalo.me/g/abcdef", true}, "B", 5);
    reg.add({"zalo", Entity::group, "abcdeg", "https://zalo.me/g/abcdeg", true}, "C", 7);
    reg.db().exec("UPDATE survey_group SET topic = 'trade' WHERE id IN (1, 2)");
    const DayRange quarter{day("2025-12-15"), day("2026-03-15")};
    const auto zalo = register_figures(reg.store(), quarter, {{"zalo"}, {}, {}});
    CHECK(zalo.groups == 2);
    CHECK(zalo.members == 12);
    CHECK(zalo.by_platform.size() == 1);
    const auto both = register_figures(reg.store(), quarter, {{"zalo"}, {"trade"}, {}});
    CHECK(both.groups == 1);
    CHECK(both.members == 5);
    CHECK(register_figures(reg.store(), quarter, {{"zalo"}, {}, {"05692"}}).groups == 0);
}

TEST_CASE("check tells sums that are not those of the groups") {
    Register reg;
    reg.add("aaaaa", "A", 100);
    CHECK(check_register_sums(reg.db()).empty());
    reg.db().exec("UPDATE survey_count SET members = members + 1 WHERE dimension = 'topic'");
    const auto findings = check_register_sums(reg.db());
    REQUIRE(findings.size() == 2);
    CHECK(findings[0] == "the sums of the half month from 2026-03-01 (surveyed, topic) are not those of its "
                         "groups: reports count with them; go back to a backup");
}
