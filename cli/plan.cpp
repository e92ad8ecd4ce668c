#include "enroll/plan.hpp"
#include "cli/command.hpp"
#include "cli/options.hpp"

#include <CLI/App.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace hnat::cli {

namespace {

const ListShape& plan_shape() {
    static const ListShape shape{"hnat.plan.show/1",
                                 {{"step", "Step", true},
                                  {"code", "Code", false, false},
                                  {"item", "Item"},
                                  {"name", "What"},
                                  {"starts", "Starts", false, false},
                                  {"due", "Due"},
                                  {"days_left", "Days", true},
                                  {"state", "State"},
                                  {"missing", "Missing"}}};
    return shape;
}

std::int64_t days_left(Day due, Day today) {
    return (due - today).count();
}

Row step_row(const PlanStep& step, bool vietnamese, Day today) {
    const std::string& missing = vietnamese ? step.missing_vi : step.missing_en;
    return {std::int64_t{step.number},
            step.code,
            Value{},
            vietnamese ? step.name_vi : step.name_en,
            step.starts,
            step.due,
            step.state == StepState::done ? Value{} : Value{days_left(step.due, today)},
            std::string(name_of(step.state)),
            missing.empty() ? Value{} : Value{missing}};
}

Row item_row(const PlanStep& step, const PlanItem& item, bool vietnamese, Day today) {
    return {std::int64_t{step.number},
            step.code,
            item.code,
            vietnamese ? item.name_vi : item.name_en,
            Value{},
            item.due,
            step.state == StepState::done ? Value{} : Value{days_left(item.due, today)},
            Value{},
            Value{}};
}

} // namespace

Action bind_plan_show(CLI::App& app) {
    struct Options {
        std::optional<std::int64_t> step;
        bool brief = false;
    };
    auto options = std::make_shared<Options>();
    add_count(app, "--step", options->step, "Only this step", 1, 6);
    app.add_flag("--steps-only", options->brief, "Without the checklists");
    return [options](Context& context) {
        const bool vietnamese = context.lang() == "vi";
        context.write_list(plan_shape(), [&](RowWriter& out) {
            for (const auto& step : plan_steps(context.store(), context.today())) {
                if (options->step && *options->step != step.number) {
                    continue;
                }
                out.row(step_row(step, vietnamese, context.today()));
                for (const auto& item : step.items) {
                    if (!options->brief) {
                        out.row(item_row(step, item, vietnamese, context.today()));
                    }
                }
            }
        });
        return 0;
    };
}

} // namespace hnat::cli
