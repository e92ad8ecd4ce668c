/// The figures of the plan for a report.
#pragma once

#include "base/date.hpp"
#include "store/store.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hnat {

struct LateStep {
    int number = 0;
    std::string name_vi, name_en;
    Day due;
};

/// From what was recorded by that day, so that the report of an earlier day stays the same: a step counts as
/// done from the day of `plan done` on.
struct PlanFigures {
    std::int64_t steps = 0, steps_started = 0, steps_done = 0, steps_late = 0;
    std::int64_t items = 0, items_done = 0, items_late = 0;
    std::int64_t items_open = 0;            ///< not done, the late ones too
    std::vector<LateStep> late;             ///< in the order of the plan
    std::optional<std::string> last_review; ///< the latest month that was reviewed by that day, "2026-09"
};

/// `as_of` is the last day that counts; steps and items due before it and not done by it are late.
PlanFigures plan_figures(const Store& store, Day as_of);

} // namespace hnat
