#include "report/report.hpp"

#include "base/hash.hpp"
#include "report/people.hpp"
#include "store/checkpoint.hpp"
#include "store/snapshot.hpp"
#include "store/statement.hpp"

#include <algorithm>

namespace hnat {

namespace {

constexpr std::chrono::days k_one_day{1};

/// The reported period, the one before it and that of last year, then those of the trend, the oldest first:
/// all that figures are needed of, so that each area reads its history once.
std::vector<Period> periods_of(const ReportFigures& figures) {
    std::vector<Period> trend{figures.period};
    while (trend.size() < k_trend_periods) {
        trend.push_back(figures.regime.previous(trend.back()));
    }
    std::vector<Period> periods{figures.period, figures.previous, figures.year_before};
    periods.insert(periods.end(), trend.rbegin(), trend.rend());
    return periods;
}

constexpr std::size_t k_before_trend = 3;

class Computation {
  public:
    Computation(const Store& store, ReportFigures& figures)
        : m_store(store),
          m_figures(figures),
          m_periods(periods_of(figures)) {
        for (const auto& period : m_periods) {
            m_days.push_back(period.days);
        }
        for (std::size_t i = k_before_trend; i < m_periods.size(); ++i) {
            m_figures.trend.push_back({m_periods[i]});
        }
    }

    void add_register() {
        const auto all = register_figures(m_store, m_days, m_figures.selection);
        m_figures.now = all[0];
        m_figures.then = all[1];
        m_figures.last_year = all[2];
        for (std::size_t i = 0; i < m_figures.trend.size(); ++i) {
            const auto& of_period = all[k_before_trend + i];
            TrendPoint& point = m_figures.trend[i];
            point.known = of_period.any();
            point.groups = of_period.groups;
            point.added = of_period.added;
        }
    }

    void add_programme() {
        const auto all = programme_figures(m_store, m_days);
        m_figures.programme = {all[0], all[1], all[2]};
        m_figures.consents =
            reported_consents(m_store, m_figures.regime, m_figures.period, m_figures.made_on);
        for (std::size_t i = 0; i < m_figures.trend.size(); ++i) {
            m_figures.trend[i].joined = all[k_before_trend + i].joined;
            m_figures.trend[i].joins = all[k_before_trend + i].joins;
        }
    }

    void add_contact() {
        const Day today = m_figures.made_on;
        m_figures.contact = over_time([&](DayRange days) { return contact_figures(m_store, days, today); });
        for (auto& point : m_figures.trend) {
            point.meetings_held = meetings_held(m_store, point.period.days, today);
        }
        const auto& period = m_figures.period;
        const int quarters = period.kind == PeriodKind::half ? 2 : period.kind == PeriodKind::year ? 4 : 0;
        for (int i = 1; i <= quarters; ++i) {
            const auto quarter =
                m_figures.regime.period(PeriodKind::quarter, period.year, quarters * (period.number - 1) + i);
            if (quarter.days.start <= today) {
                const auto contact = contact_figures(m_store, quarter.days, today);
                m_figures.quarters.push_back(
                    {quarter, contact.joined, static_cast<std::int64_t>(contact.overdue.size())});
            }
        }
    }

    void add_others() {
        m_figures.practices = over_time([&](DayRange days) { return practice_figures(m_store, days); });
        m_figures.plan = over_time([&](DayRange days) {
            return plan_figures(m_store, std::min(m_figures.made_on, days.end - k_one_day));
        });
        const auto reported = [&](const Period& period) {
            return reported_protection(m_store, m_figures.regime, period, m_figures.made_on);
        };
        const auto earlier = [&](const Period& period) {
            const auto shown = reported(period);
            return shown ? std::optional(without_stocks(*shown)) : std::nullopt;
        };
        m_figures.protection = {reported(m_figures.period), earlier(m_figures.previous),
                                earlier(m_figures.year_before)};
    }

  private:
    template <typename Compute>
    auto over_time(const Compute& compute) -> OverTime<decltype(compute(DayRange{}))> {
        return {compute(m_days[0]), compute(m_days[1]), compute(m_days[2])};
    }

    const Store& m_store;
    ReportFigures& m_figures;
    std::vector<Period> m_periods;
    std::vector<DayRange> m_days;
};

void add_audit(const Store& store, ReportFigures& figures) {
    SQLite::Statement last(store.db(), "SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1");
    if (last.executeStep()) {
        figures.audit_size = last.getColumn(0).getInt64();
        figures.audit_head = to_hex(sql::digest_at(last, 1));
    }
    if (const auto newest = newest_checkpoint(store)) {
        figures.checkpoint = {newest->size, newest->day, to_hex(newest->root)};
    }
}

} // namespace

ReportFigures report_figures(const Store& store, const Regime& regime, const Period& period, Day today,
                             const RegisterSelection& selection) {
    // A writer that commits between two reads would make totals and tables disagree.
    const Snapshot snapshot(store.db());
    ReportFigures figures;
    figures.office = read_office(store);
    figures.office_uuid = to_hex(office_uuid(store.db()));
    figures.regime = regime;
    figures.period = period;
    figures.previous = regime.previous(period);
    figures.year_before = regime.same_of_last_year(period);
    figures.made_on = today;
    figures.selection = selection;
    figures.selection_names = selection_names(store, selection);
    Computation computation(store, figures);
    computation.add_register();
    if (selection.all()) {
        figures.number = find_report_number(store, regime, period);
        computation.add_programme();
        computation.add_contact();
        computation.add_others();
        figures.in_another_calendar = in_another_calendar(store, regime, period);
        figures.tips = {reported_tips(store, regime, figures.period, today),
                        reported_tips(store, regime, figures.previous, today),
                        reported_tips(store, regime, figures.year_before, today)};
    }
    add_audit(store, figures);
    return figures;
}

} // namespace hnat
