/// The figures of the groups' self-assessments for a report.
#pragma once

#include "base/date.hpp"
#include "store/store.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hnat {

struct PracticeCount {
    std::string code, name_vi, name_en;
    std::int64_t yes = 0, no = 0, not_applicable = 0; ///< groups, by their latest assessment
};

struct PracticeFigures {
    std::int64_t groups = 0; ///< that assessed themselves in the period
    std::optional<double>
        mean_score; ///< of their scores in per cent, not rounded; nullopt when no group has one
    std::vector<PracticeCount> practices; ///< in the order of data/practices.toml, those without answers too
};

/// `period` is half-open; of each group, its latest assessment in it counts. One of a group that has left the
/// register stays and counts by itself.
PracticeFigures practice_figures(const Store& store, DayRange period);

} // namespace hnat
