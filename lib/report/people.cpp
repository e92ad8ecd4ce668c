#include "report/people.hpp"

#include "tip/figures.hpp"

namespace hnat {

bool in_another_calendar(const Store& store, const Regime& regime, const Period& period) {
    const Regime& of_law = regimes().front();
    const Regime* const counted = tip_calendar(store.db());
    if (counted == nullptr || counted->code == of_law.code) {
        return regime.code != of_law.code;
    }
    // No two of the periods on both sides of the first tip have a day in common.
    const Day first = first_tip_day(store, *counted);
    return regime.code == counted->code ? period.days.start < first : period.days.end > first;
}

bool reports_people(const Store& store, const Regime& regime, const Period& period, Day today) {
    return period.kind != PeriodKind::month && today >= period.days.end &&
           !in_another_calendar(store, regime, period);
}

} // namespace hnat
