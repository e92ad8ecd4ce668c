/// The register's figures for a report: the one header of this area that lib/report reads.
#pragma once

#include "base/date.hpp"
#include "store/store.hpp"

#include <cstdint>
#include <span>
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
    friend bool operator==(const RegisterCount&, const RegisterCount&) = default;
};

/// Facts about the register at the end of a period. Sums agree: each breakdown adds up to the totals.
struct RegisterFigures {
    std::int64_t groups = 0, members = 0, members_known = 0; ///< groups whose size is known
    std::int64_t added = 0;                                  ///< surveyed in the period
    std::int64_t expired = 0;    ///< left the register in the period because they did not join
    std::int64_t unresolved = 0; ///< links that a person has to open, at the end
    std::int64_t unresolved_added = 0;
    std::vector<RegisterCount> by_platform, by_topic, by_locality; ///< most groups first

    /// A register that holds nothing at the end of a period and saw nothing happen has no figures for it: 0
    /// would look like a result.
    [[nodiscard]] bool any() const { return groups != 0 || added != 0 || expired != 0; }
    friend bool operator==(const RegisterFigures&, const RegisterFigures&) = default;
};

/// Codes of the groups that are counted; an empty list: all.
struct RegisterSelection {
    std::vector<std::string> platforms, topics, localities;

    [[nodiscard]] bool all() const { return platforms.empty() && topics.empty() && localities.empty(); }
    friend bool operator==(const RegisterSelection&, const RegisterSelection&) = default;
};

/// What a selection's codes are called: lines without numbers.
struct SelectionNames {
    std::vector<RegisterCount> platforms, topics, localities;
};
SelectionNames selection_names(const Store& store, const RegisterSelection& selection);

/// Of each period (half-open), in the order that they come in. Groups surveyed on or after a period's end do
/// not count. The whole register costs the same whatever its size: it is kept as sums. A selection is counted
/// group by group.
std::vector<RegisterFigures> register_figures(const Store& store, std::span<const DayRange> periods,
                                              const RegisterSelection& selection = {});
RegisterFigures register_figures(const Store& store, DayRange period,
                                 const RegisterSelection& selection = {});

} // namespace hnat
