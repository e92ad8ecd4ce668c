/// The consents in force as a report may show them (P8).
#pragma once

#include "base/period.hpp"
#include "enroll/figures.hpp"
#include "enroll/figures_losses.hpp"
#include "store/store.hpp"

#include <optional>
#include <vector>

namespace hnat {

/// Whether what is in force at the end of the last of these quarters may be shown; `quarters`: all since the
/// beginning. Consents given are shown in each of them, so what is in force tells how many were lost, and of
/// what purpose: so how many persons they were, who are erased soon after. It is shown until the first is
/// lost. (Rules that show it longer or again were tried: whoever knows the rule could tell small numbers.)
bool may_show_consents(const std::vector<LossFigures>& quarters);

/// nullopt: not to be shown (reports_people, may_show_consents), nor once somebody was erased after the
/// period's end, for then the report would be another than the one that was printed.
std::optional<ConsentFigures> reported_consents(const Store& store, const Regime& regime,
                                                const Period& period, Day today);

} // namespace hnat
