/// The consents in force as a report may show them (P8).
#pragma once

#include "base/period.hpp"
#include "enroll/figures.hpp"
#include "enroll/figures_losses.hpp"
#include "store/store.hpp"

#include <optional>

namespace hnat {

/// Whether what is in force at a period's end may be shown; `lost`: all that was lost until then. Consents
/// given are shown for each period, so what is in force tells how many were lost, and of what purpose: so how
/// many persons they were, who are erased soon after. It is shown until the first is lost. (Rules that show
/// it longer or again were tried: whoever knows the rule could tell small numbers.)
bool may_show_consents(const LossFigures& lost);

/// nullopt: not to be shown (reports_people, may_show_consents), nor where a purpose has few members or a
/// consent has ended (who is purged soon), nor once somebody was erased after the period's end, for then the
/// report would be another than the one that was printed.
std::optional<ConsentFigures> reported_consents(const Store& store, const Regime& regime,
                                                const Period& period, Day today);

} // namespace hnat
