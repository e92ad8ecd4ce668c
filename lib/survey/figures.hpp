/// The register's figures for a report: the one header of this area that lib/report reads.
#pragma once

#include "base/date.hpp"
#include "store/store.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace hnat {

/// One line of a breakdown.
struct RegisterCount {
    std::string code; ///< platform, topic or locality code; empty: not given
    std::string name_vi, name_en;
    std::int64_t groups = 0;  ///< in the register at the period's end
    std::int64_t members = 0; ///< sum of latest sizes
    std::int64_t added = 0;   ///< surveyed within the period
};

/// Facts about the register at the end of a period. Sums agree: each breakdown adds up to the totals.
struct RegisterFigures {
    std::int64_t groups = 0, members = 0, members_known = 0; ///< groups whose size is known
    std::int64_t added = 0;                                  ///< surveyed in the period
    std::int64_t expired = 0;    ///< left the register in the period because they did not join
    std::int64_t unresolved = 0; ///< links that a person has to open, at the end
    std::int64_t unresolved_added = 0;
    std::vector<RegisterCount> by_platform, by_topic, by_locality; ///< most groups first
};

/// `period` is half-open. Groups surveyed on or after its end do not count.
RegisterFigures register_figures(const Store& store, DayRange period);

} // namespace hnat
