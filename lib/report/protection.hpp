/// The figures on data protection as a report may show them (P8).
#pragma once

#include "base/period.hpp"
#include "enroll/figures_requests.hpp"
#include "report/suppression.hpp"

#include <optional>
#include <vector>

namespace hnat {

struct ProtectionFigures {
    struct Kind {
        RequestKind kind = RequestKind::see;
        ShownCount received;
    };
    std::vector<Kind> kinds; ///< every kind; with `received` as their total
    ShownCount received;
    ShownCount answered_in_term, answered_late, done_in_term, done_late, extended, open, late;
    ShownCount withdrawn, erased, purged;
};

/// Hides small counts, before any template can see them.
ProtectionFigures protection_figures(const RequestFigures& figures);

/// What the report of a longer period shows of the quarters that it is made of, in their order: sums of what
/// each of them shows, and nothing of what one of them hides. So whoever has all the reports can compute no
/// more than the quarters' own say.
ProtectionFigures sum_of_quarters(const std::vector<ProtectionFigures>& quarters);

/// nullopt for a month and for a period that has not ended: a month's numbers are small, and taken from the
/// quarter's they would tell of the other months; those of a period that goes on would tell, day by day, of
/// single requests. Nor in another calendar than that of the tips: two quarters that differ by some days
/// would tell of these days.
std::optional<ProtectionFigures> reported_protection(const Store& store, const Regime& regime,
                                                     const Period& period, Day today);

/// Of an earlier period, beside the reported one: what was open at its end is hidden whatever it was.
ProtectionFigures without_stocks(ProtectionFigures figures);

} // namespace hnat
