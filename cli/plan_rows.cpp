#include "cli/plan_rows.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace hnat::cli {

namespace {

Value optional_day(const std::optional<Day>& day) {
    return day ? Value{*day} : Value{};
}

Value optional_text(const std::optional<std::string>& text) {
    return text ? Value{*text} : Value{};
}

} // namespace

const ListShape& plan_shape() {
    static const ListShape shape{"hnat.plan.show/1",
                                 {{"step", "Step", true},
                                  {"code", "Code", false, false},
                                  {"item", "Item"},
                                  {"name", "What"},
                                  {"starts", "Starts", false, false, FieldType::day},
                                  {"due", "Due"},
                                  {"days_left", "Days", true},
                                  {"state", "State"},
                                  {"owner", "Owner"},
                                  {"day", "Done"},
                                  {"missing", "Missing"},
                                  {"started_on", "Started", false, false},
                                  {"kind", "Kind", false, false}}};
    return shape;
}

Value PlanRows::days_left(PlanState state, Day due) const {
    return state == PlanState::done ? Value{} : Value{std::int64_t{(due - m_today).count()}};
}

/// What the store lacks; where it lacks nothing, the items that are still open.
std::string PlanRows::what_is_missing(const PlanStep& step) const {
    const std::string& facts = m_vietnamese ? step.missing_vi : step.missing_en;
    const auto open = open_items(step);
    if (!facts.empty() || open.empty()) {
        return facts;
    }
    return fmt::format("{}: {}", m_vietnamese ? "mục chưa xong" : "open items", fmt::join(open, ", "));
}

Row PlanRows::of(const PlanStep& step) const {
    const std::string missing = what_is_missing(step);
    return {std::int64_t{step.number},
            step.code,
            Value{},
            m_vietnamese ? step.name_vi : step.name_en,
            step.starts,
            step.due,
            days_left(step.state, step.due),
            std::string(name_of(step.state)),
            optional_text(step.owner),
            step.state == PlanState::done ? optional_day(step.done_on) : Value{},
            missing.empty() ? Value{} : Value{missing},
            optional_day(step.started_on),
            std::string("step")};
}

Row PlanRows::of(const PlanStep& step, const PlanItem& item) const {
    return {std::int64_t{step.number},
            step.code,
            item.code,
            m_vietnamese ? item.name_vi : item.name_en,
            Value{},
            item.due,
            days_left(item.state, item.due),
            std::string(name_of(item.state)),
            optional_text(item.owner),
            optional_day(item.done_on),
            Value{},
            Value{},
            std::string("item")};
}

Row PlanRows::of(const PlanStep& step, const PlanNote& note) {
    return {std::int64_t{step.number},
            step.code,
            Value{},
            note.text,
            Value{},
            Value{},
            Value{},
            std::string("note"),
            note.staff,
            note.day,
            Value{},
            Value{},
            std::string("note")};
}

} // namespace hnat::cli
