#include "report/consents.hpp"

#include "report/suppression.hpp"
#include "report/tips.hpp"

#include <algorithm>

namespace hnat {

namespace {

/// What each quarter counted, from the first in which anything was to the last of `period`.
std::vector<LossFigures> losses_until(const Store& store, const Regime& regime, const Period& period) {
    std::vector<LossFigures> losses;
    if (const auto first = first_programme_day(store)) {
        Period quarter = regime.containing(PeriodKind::quarter, *first);
        for (; quarter.days.end <= period.days.end;
             quarter = regime.containing(PeriodKind::quarter, quarter.days.end)) {
            losses.push_back(loss_figures(store, quarter.days));
        }
    }
    return losses;
}

bool anybody_erased_since(const Store& store, Day day) {
    const LossFigures later = losses_since(store, day);
    return later.erased + later.purged != 0;
}

} // namespace

bool may_show_consents(const std::vector<LossFigures>& quarters) {
    return std::ranges::all_of(quarters, [](const LossFigures& quarter) {
        return shown_count(quarter.withdrawn) && shown_count(quarter.erased) && shown_count(quarter.purged);
    });
}

std::optional<ConsentFigures> reported_consents(const Store& store, const Regime& regime,
                                                const Period& period, Day today) {
    if (period.kind == PeriodKind::month || today < period.days.end || in_another_calendar(store, regime) ||
        anybody_erased_since(store, period.days.end) ||
        !may_show_consents(losses_until(store, regime, period))) {
        return std::nullopt;
    }
    return consent_figures(store, period.days.end);
}

} // namespace hnat
