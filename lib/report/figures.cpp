#include "report/report.hpp"

#include "store/snapshot.hpp"

#include <algorithm>

namespace hnat {

namespace {

template <typename Compute>
auto over_time(const ReportFigures& figures, const Compute& compute)
    -> OverTime<decltype(compute(figures.period.days))> {
    return {compute(figures.period.days), compute(figures.previous.days), compute(figures.year_before.days)};
}

} // namespace

ReportFigures report_figures(const Store& store, const Regime& regime, const Period& period, Day today) {
    // A writer that commits between two reads would make totals and tables disagree.
    const Snapshot snapshot(store.db());
    ReportFigures figures;
    figures.office = read_office(store);
    figures.regime = regime;
    figures.period = period;
    figures.previous = regime.previous(period);
    figures.year_before = regime.same_of_last_year(period);
    figures.made_on = today;
    figures.now = register_figures(store, figures.period.days);
    figures.then = register_figures(store, figures.previous.days);
    figures.last_year = register_figures(store, figures.year_before.days);
    figures.programme = over_time(figures, [&](DayRange days) { return programme_figures(store, days); });
    figures.contact = over_time(figures, [&](DayRange days) { return contact_figures(store, days, today); });
    figures.practices = over_time(figures, [&](DayRange days) { return practice_figures(store, days); });
    figures.plan = plan_figures(store, std::min(today, period.days.end - std::chrono::days{1}));
    figures.protection = protection_figures(request_figures(store, period.days));
    figures.tips = {reported_tips(store, regime, figures.period, today),
                    reported_tips(store, regime, figures.previous, today),
                    reported_tips(store, regime, figures.year_before, today)};
    const auto info = store_info(store);
    figures.audit_size = info.audit_size;
    figures.audit_head = info.audit_head;
    return figures;
}

} // namespace hnat
