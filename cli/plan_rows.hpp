/// The plan as rows: steps, items of checklists, notes.
#pragma once

#include "cli/context.hpp"
#include "enroll/plan.hpp"

namespace hnat::cli {

const ListShape& plan_shape();

/// Makes rows in the language and as of the day of a command.
class PlanRows {
  public:
    explicit PlanRows(const Context& context)
        : m_vietnamese(context.lang() == "vi"),
          m_today(context.today()) {}

    [[nodiscard]] Row of(const PlanStep& step) const;
    [[nodiscard]] Row of(const PlanStep& step, const PlanItem& item) const;
    [[nodiscard]] static Row of(const PlanStep& step, const PlanNote& note);

  private:
    [[nodiscard]] std::string what_is_missing(const PlanStep& step) const;
    [[nodiscard]] Value days_left(PlanState state, Day due) const;

    bool m_vietnamese;
    Day m_today;
};

} // namespace hnat::cli
