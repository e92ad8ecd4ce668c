/// The plan: six steps with checklists and due days, from data/plan.toml and the office's start day.
#pragma once

#include "base/date.hpp"
#include "base/enum_names.hpp"
#include "store/store.hpp"

#include <array>
#include <string>
#include <vector>

namespace hnat {

struct PlanItem {
    std::string code, name_vi, name_en;
    Day due;
};

/// Due days left from which an open step is due soon.
inline constexpr int k_plan_due_soon_days = 14;

enum class StepState { open, due_soon, late, done };
template <>
inline constexpr std::array k_enum_names<StepState>{
    EnumName{StepState::open, "open"}, EnumName{StepState::due_soon, "due-soon"},
    EnumName{StepState::late, "late"}, EnumName{StepState::done, "done"}};

struct PlanStep {
    int number = 0;
    std::string code, name_vi, name_en;
    Day starts, due;
    StepState state = StepState::open;  ///< from what the store holds, on the day that was asked for
    std::string missing_vi, missing_en; ///< what the step still needs; empty when done
    std::vector<PlanItem> items;
};

/// The six steps as of `today`. Errors: failed (data/plan.toml does not fit: a bug).
std::vector<PlanStep> plan_steps(const Store& store, Day today);

} // namespace hnat
