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

/// A request by the days on which it was entered, whatever earlier day was said for them: a report that was
/// printed stays the same.
struct EnteredRequest {
    RequestKind kind = RequestKind::see;
    Day added;
    std::optional<Day> answered, extended, done;
    bool answered_late = false, done_late = false;
    Day first_due, due; ///< before and after it was extended
};

/// All requests of a database, read once for the figures of many periods.
class RequestHistory {
  public:
    explicit RequestHistory(const Store& store);

    /// The day on which the first one was entered.
    [[nodiscard]] std::optional<Day> first_day() const;
    /// What happened in a period, each deed on the day of its entry.
    [[nodiscard]] RequestFigures figures(DayRange period) const;

  private:
    const Store& m_store;
    std::vector<EnteredRequest> m_requests;
};

/// Of one period.
RequestFigures request_figures(const Store& store, DayRange period);

} // namespace hnat
