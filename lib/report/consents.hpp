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
/// beginning. Consents given are shown in each of them, so what is in force tells how many were lost since
/// the beginning: once a quarter has hidden a small number of them, that sum would give it away, then and
/// later. (A rule that shows it again when enough hidden numbers have come together was tried: whoever knows
/// the rule could tell some of them.)
bool may_show_consents(const std::vector<LossFigures>& quarters);

/// nullopt, not to be shown: in a month and a period that goes on, where the difference to the last number
/// would be that of a few days; where may_show_consents says so; in another calendar than that of the tips;
/// and once somebody was erased after the period's end, for then the report would be another than the one
/// that was printed.
std::optional<ConsentFigures> reported_consents(const Store& store, const Regime& regime,
                                                const Period& period, Day today);

} // namespace hnat
