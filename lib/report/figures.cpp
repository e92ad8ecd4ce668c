#include "report/report.hpp"

#include "store/snapshot.hpp"

namespace hnat {

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
    const auto info = store_info(store);
    figures.audit_size = info.audit_size;
    figures.audit_head = info.audit_head;
    return figures;
}

} // namespace hnat
