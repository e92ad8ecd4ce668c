/// Figures of reports about tips, from the counters alone: a period's figures stay the same after a purge
/// (P7).
#pragma once

#include "base/period.hpp"
#include "store/store.hpp"
#include "tip/harm.hpp"
#include "tip/tip.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace hnat {

/// How long something took: days -> how often.
struct TookFigures {
    std::int64_t in_term = 0, late = 0;
    std::map<std::int64_t, std::int64_t> days;

    [[nodiscard]] std::int64_t all() const { return in_term + late; }
    /// The lower of the two middle ones where their number is even; nullopt: there are none.
    [[nodiscard]] std::optional<std::int64_t> median() const;
};

struct TipFigures {
    template <typename Enum>
    struct Count {
        Enum value{};
        std::int64_t count = 0;
    };
    std::vector<Count<Harm>> received;         ///< every harm, by the day of receipt
    std::vector<Count<Route>> referred;        ///< every route; a tip that went two ways is in both
    std::vector<Count<TipDisposition>> closed; ///< every disposition; each time that a tip was closed
    TookFigures acknowledged;
    TookFigures first_referred; ///< from receipt to the first referral
    TookFigures first_closed;   ///< from receipt to the first closing
    std::int64_t reopened = 0, extended = 0, purged = 0;
    std::int64_t out_of_scope = 0;
    std::int64_t revealed = 0, reveal_refused = 0; ///< requests to open the source of a tip
};

/// The calendar in which the tips of a database are counted; nullptr: none is counted yet.
const Regime* tip_calendar(SQLite::Database& db);

/// The first day of the first month in which a tip was counted in this regime, the one of tip_calendar.
Day first_tip_day(const Store& store, const Regime& regime);

/// What happened in the months of a period of `regime`.
TipFigures tip_figures(const Store& store, const Regime& regime, const Period& period);

} // namespace hnat
