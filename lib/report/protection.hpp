/// The figures on data protection as a report may show them (P8).
#pragma once

#include "enroll/figures_requests.hpp"
#include "report/suppression.hpp"

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

/// Of an earlier period, beside the reported one: what was open at its end is hidden whatever it was.
ProtectionFigures without_stocks(ProtectionFigures figures);

} // namespace hnat
