#include "report/consents.hpp"

#include "report/people.hpp"
#include "report/suppression.hpp"

#include <algorithm>
#include <utility>

namespace hnat {

bool may_show_consents(const LossFigures& lost) {
    return lost.withdrawn + lost.erased + lost.purged == 0;
}

std::optional<ConsentFigures> reported_consents(const Store& store, const Regime& regime,
                                                const Period& period, Day today) {
    if (!reports_people(store, regime, period, today)) {
        return std::nullopt;
    }
    const LossFigures later = losses_since(store, period.days.end);
    if (!may_show_consents(losses_before(store, period.days.end)) || later.erased + later.purged != 0) {
        return std::nullopt;
    }
    ConsentFigures consents = consent_figures(store, period.days.end);
    const bool any_small = std::ranges::any_of(
        consents.purposes, [](const PurposeCount& purpose) { return is_small(purpose.members); });
    return any_small || consents.expired != 0 ? std::nullopt : std::optional(std::move(consents));
}

} // namespace hnat
