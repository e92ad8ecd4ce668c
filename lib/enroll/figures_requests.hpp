/// Figures of reports about data protection. They come from days that an erasure keeps and from counters, so
/// a period's figures stay the same after it (P7), and count each deed on the day of its entry, so that one
/// that is entered later with an earlier day changes no report that was printed (P8).
#pragma once

#include "base/date.hpp"
#include "enroll/figures_losses.hpp"
#include "enroll/terms.hpp"
#include "store/store.hpp"

#include <cstdint>
#include <optional>
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

/// What happened in a period, each deed on the day on which it was entered.
RequestFigures request_figures(const Store& store, DayRange period);
/// The same of several, in their order.
std::vector<RequestFigures> request_figures(const Store& store, const std::vector<DayRange>& periods);

/// The day on which the first request was entered.
std::optional<Day> first_request_day(const Store& store);

} // namespace hnat
