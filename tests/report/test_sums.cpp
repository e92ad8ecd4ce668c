/// Sums of a report over generated years: months make the quarter, quarters the half-year, halves the year.
#include "report/data.hpp"
#include "tests/report/history.hpp"
#include "tests/report/sample.hpp"
#include "tests/seed.hpp"

#include <optional>
#include <set>

using namespace hnat;
using namespace hnat::test;

namespace {

/// What happened in a period; all other figures say how things stood at its end, or count groups once that
/// came more than once.
const std::set<std::string> k_flows{"register.added",
                                    "register.expired",
                                    "register.unresolved_added",
                                    "register.by_platform.added",
                                    "register.by_topic.added",
                                    "register.by_locality.added",
                                    "programme.approaches",
                                    "programme.declines",
                                    "programme.joins",
                                    "programme.leavings",
                                    "programme.consents_given",
                                    "practices.recognised",
                                    "contact.present",
                                    "contact.apologies",
                                    "contact.absent",
                                    "contact.not_recorded",
                                    "contact.questions_asked",
                                    "contact.questions_answered",
                                    "contact.tasks_added",
                                    "contact.tasks_done",
                                    "contact.meetings.held",
                                    "contact.meetings.planned",
                                    "contact.meetings.cancelled",
                                    "contact.meetings.missed",
                                    "protection.received",
                                    "protection.answered_in_term",
                                    "protection.answered_late",
                                    "protection.done_in_term",
                                    "protection.done_late",
                                    "protection.extended",
                                    "protection.withdrawn",
                                    "protection.erased",
                                    "protection.purged",
                                    "protection.requests.received"};

/// How things stood at the end: as at the end of the last part.
const std::set<std::string> k_stocks{"register.groups",
                                     "register.members",
                                     "register.members_known",
                                     "register.unresolved",
                                     "register.by_platform.groups",
                                     "register.by_topic.groups",
                                     "register.by_locality.groups",
                                     "register.by_platform.members",
                                     "register.by_topic.members",
                                     "register.by_locality.members",
                                     "programme.shortlisted",
                                     "programme.approached",
                                     "programme.joined",
                                     "programme.resting",
                                     "programme.left",
                                     "programme.old_charter_groups",
                                     "programme.consents.members",
                                     "contact.joined",
                                     "contact.questions_open",
                                     "contact.tasks_open",
                                     "contact.tasks_late",
                                     "plan.steps_done",
                                     "plan.items_open",
                                     "protection.open",
                                     "protection.late"};

using Cells = std::map<std::pair<std::string, std::string>, Number>; ///< figure and key -> now

Cells cells_of(const ReportData& data) {
    Cells cells;
    for (const auto& section : data.sections) {
        for (const auto& figure : section.figures) {
            cells[{section.name + "." + figure.name, ""}] = figure.now;
        }
        for (const auto& table : section.tables) {
            for (const auto& row : table.rows) {
                for (const auto& figure : row.figures) {
                    cells[{section.name + "." + table.name + "." + figure.name, row.key}] = figure.now;
                }
            }
        }
    }
    return cells;
}

/// The number, or that it is hidden; a value that a period does not have is one that it counted nothing for.
std::optional<std::int64_t> number(const Cells& cells, const Cells::key_type& key) {
    const auto found = cells.find(key);
    if (found == cells.end()) {
        return 0;
    }
    const auto* count = std::get_if<std::int64_t>(&found->second);
    return count == nullptr ? std::nullopt : std::optional(*count);
}

class Years {
  public:
    explicit Years(std::uint64_t seed) : m_store(Store::create({":memory:"}, day("2022-12-20"))) {
        HistorySize size;
        size.groups = 600;
        size.joined = 60;
        History history(m_store, size, seed, day("2022-12-20"));
        history.write();
        m_today = history.last();
    }

    const Cells& cells(const Regime& regime, PeriodKind kind, int year, int number) {
        const auto period = regime.period(kind, year, number);
        auto [found, fresh] = m_cells.try_emplace({regime.code, period.code()});
        if (fresh) {
            found->second = cells_of(report_data(report_figures(m_store, regime, period, m_today)));
        }
        return found->second;
    }
    [[nodiscard]] Store& store() { return m_store; }
    [[nodiscard]] Day today() const { return m_today; }

  private:
    Store m_store;
    Day m_today;
    std::map<std::pair<std::string, std::string>, Cells> m_cells;
};

/// `of_months`: of requests only quarters are shown, and what is made of them.
void check_parts(const Cells& whole, const std::vector<const Cells*>& parts, bool of_months) {
    std::set<Cells::key_type> keys;
    for (const auto* cells : parts) {
        for (const auto& [key, value] : *cells) {
            keys.insert(key);
        }
    }
    for (const auto& [key, value] : whole) {
        keys.insert(key);
    }
    for (const auto& key : keys) {
        CAPTURE(key.first);
        CAPTURE(key.second);
        const auto total = number(whole, key);
        if (k_stocks.contains(key.first)) {
            const auto last = number(*parts.back(), key);
            CHECK((!total || !last || *total == *last));
            CHECK((of_months || total.has_value() == last.has_value()));
        } else if (k_flows.contains(key.first)) {
            std::int64_t shown = 0;
            std::int64_t hidden = 0;
            for (const auto* cells : parts) {
                const auto part = number(*cells, key);
                shown += part.value_or(0);
                hidden += part ? 0 : 1;
            }
            if (of_months && key.first.starts_with("protection.")) {
                CHECK(hidden == std::ssize(parts));
                continue;
            }
            CHECK(total.has_value() == (hidden == 0));
            CHECK(total.value_or(shown) == shown);
        }
    }
}

} // namespace

TEST_CASE(
    "sums of months are the quarter, of quarters the half-year, of halves the year, suppression included") {
    const auto seed = test::seed();
    MESSAGE("seed " << seed);
    Years years(seed);
    std::size_t checked = 0;
    for (const auto& regime : regimes()) {
        for (int year = 2023; year <= 2025; ++year) {
            CAPTURE(regime.code);
            CAPTURE(year);
            const auto check = [&](PeriodKind whole, int number, PeriodKind part, int parts) {
                const auto period = regime.period(whole, year, number);
                if (period.days.end > years.today()) {
                    return;
                }
                CAPTURE(period.code());
                std::vector<const Cells*> cells;
                for (int i = 1; i <= parts; ++i) {
                    cells.push_back(&years.cells(regime, part, year, parts * (number - 1) + i));
                }
                check_parts(years.cells(regime, whole, year, number), cells, part == PeriodKind::month);
                ++checked;
            };
            for (int quarter = 1; quarter <= 4; ++quarter) {
                check(PeriodKind::quarter, quarter, PeriodKind::month, 3);
            }
            check(PeriodKind::half, 1, PeriodKind::quarter, 2);
            check(PeriodKind::half, 2, PeriodKind::quarter, 2);
            check(PeriodKind::year, 1, PeriodKind::half, 2);
        }
    }
    MESSAGE("periods that were compared with their parts: " << checked);
    CHECK(checked > 25);
}

TEST_CASE("every figure of a report is one of a period or one of its end, and all of them are compared") {
    Years years(7);
    // Groups that were met twice, steps of the plan and the like belong to neither list.
    const std::set<std::string> others{"contact.groups_met",
                                       "contact.overdue",
                                       "plan.steps",
                                       "plan.steps_started",
                                       "plan.steps_late",
                                       "plan.items",
                                       "plan.items_done",
                                       "plan.items_late",
                                       "plan.late_steps.late",
                                       "practices.groups",
                                       "practices.practices.yes",
                                       "practices.practices.no",
                                       "practices.practices.not_applicable"};
    for (const auto& cell : years.cells(regimes().front(), PeriodKind::quarter, 2024, 2)) {
        const auto& key = cell.first;
        if (!key.first.starts_with("tips.")) { // test_tips has their own sums
            CAPTURE(key.first);
            CHECK((k_flows.contains(key.first) ? 1 : 0) + (k_stocks.contains(key.first) ? 1 : 0) +
                      (others.contains(key.first) ? 1 : 0) ==
                  1);
        }
    }
}

TEST_CASE("P8: within one report no hidden number of data protection can be computed from what it shows") {
    const auto seed = test::seed();
    MESSAGE("seed " << seed);
    std::mt19937_64 random(seed);
    const auto count = [&random] { return static_cast<std::int64_t>(random() % 3 == 0 ? 0 : random() % 9); };
    for (int round = 0; round < 3'000; ++round) {
        RequestFigures requests;
        for (const auto& kind : k_enum_names<RequestKind>) {
            requests.kinds.push_back({kind.value, count()});
            requests.received += requests.kinds.back().received;
        }
        requests.done_in_term = count();
        requests.done_late = count();
        requests.open_at_end = count();
        const auto shown = protection_figures(requests);
        // Of kinds whose sum is shown, the hidden ones are at least 1 each and add up to what is left: each
        // of them must leave a choice.
        std::int64_t hidden = 0;
        std::int64_t left = requests.received;
        for (const auto& kind : shown.kinds) {
            hidden += kind.received ? 0 : 1;
            left -= kind.received.value_or(0);
        }
        if (shown.received && hidden > 0) {
            CHECK(hidden >= 2);
            CHECK(left > hidden);
        }
        // What was open before, and came, is what was done and is open. An earlier period's report says what
        // was open at its end; this one does not, so nothing is computed from it here.
        CHECK_FALSE(without_stocks(shown).open.has_value());
        CHECK_FALSE(without_stocks(shown).late.has_value());
    }
}

TEST_CASE(
    "P9: a report of generated years is the same each time, and its trend is that of the reports before") {
    Years years(3);
    const auto& regime = find_regime("nd09");
    const auto period = regime.period(PeriodKind::quarter, 2025, 2);
    const auto figures = report_figures(years.store(), regime, period, years.today());
    REQUIRE(figures.trend.size() == k_trend_periods);
    for (const auto& point : figures.trend) {
        const auto then = report_figures(years.store(), regime, point.period, years.today());
        CHECK(point.groups == then.now.groups);
        CHECK(point.added == then.now.added);
        CHECK(point.joined == then.programme.now.joined);
        CHECK(point.joins == then.programme.now.joins);
        CHECK(point.meetings_held == then.contact.now.meetings().held);
    }
    CHECK(figures.trend.back().period == period);
    CHECK(render_report(figures, "vi", DocumentFormat::txt, std::nullopt) ==
          render_report(report_figures(years.store(), regime, period, years.today()), "vi",
                        DocumentFormat::txt, std::nullopt));
}

TEST_CASE("the quarters of a year's report are those of the quarterly reports") {
    Years years(5);
    const auto& regime = find_regime("calendar");
    const auto figures =
        report_figures(years.store(), regime, regime.period(PeriodKind::year, 2024, 1), years.today());
    REQUIRE(figures.quarters.size() == 4);
    for (const auto& quarter : figures.quarters) {
        const auto then = report_figures(years.store(), regime, quarter.period, years.today());
        CHECK(quarter.joined == then.contact.now.joined);
        CHECK(quarter.overdue == static_cast<std::int64_t>(then.contact.now.overdue.size()));
    }
}
