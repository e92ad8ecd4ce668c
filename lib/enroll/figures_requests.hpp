/// Figures of reports about data protection. They come from days that an erasure keeps and from counters, so
/// a period's figures stay the same after it (P7).
#pragma once

#include "base/date.hpp"
#include "enroll/figures_losses.hpp"
#include "enroll/terms.hpp"
#include "store/store.hpp"

#include <cstdint>
#include <vector>

namespace hnat {

struct RequestFigures {
    struct Kind {
        RequestKind kind = RequestKind::see;
        std::int64_t received = 0;
    };
    std::vector<Kind> kinds; ///< every kind, also those of which none came
    std::int64_t received = 0;
    std::int64_t answered_in_term = 0, answered_late = 0;
    std::int64_t done_in_term = 0, done_late = 0; ///< carried out, refused or taken back
    std::int64_t extended = 0;
    std::int64_t open_at_end = 0;
    std::int64_t late_at_end = 0; ///< of those, past their term on the last day

    LossFigures losses;
};

/// What happened in a period.
RequestFigures request_figures(const Store& store, DayRange period);

} // namespace hnat
