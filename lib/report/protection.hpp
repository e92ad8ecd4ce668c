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

/// nullopt: not to be shown (reports_people). What was done with requests is shown as may_show_deeds says,
/// what was lost of consents and members as may_show_losses, beside the consents given.
std::optional<ProtectionFigures> reported_protection(const Store& store, const Regime& regime,
                                                     const Period& period, Day today);

/// Of an earlier period, beside the reported one: what was open at its end is hidden whatever it was.
ProtectionFigures without_stocks(ProtectionFigures figures);

} // namespace hnat
