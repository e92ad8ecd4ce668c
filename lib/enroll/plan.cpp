#include "enroll/plan.hpp"

#include "base/error.hpp"
#include "base/resource.hpp"
#include "store/office.hpp"

#include <SQLiteCpp/Statement.h>
#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace hnat {

namespace {

constexpr std::string_view k_file = "data/plan.toml";

/// A fact counts what is lacking: 0 when the step has what it needs. Without SQL: no table holds it in this
/// schema, so it is lacking until the area that records it comes.
struct Fact {
    std::string_view name;
    const char* sql;
};

constexpr std::array k_facts{
    Fact{"empty-register", "SELECT NOT EXISTS (SELECT 1 FROM survey_group)"},
    Fact{"no-group-chosen", "SELECT NOT EXISTS (SELECT 1 FROM survey_group WHERE state IN ('shortlisted', "
                            "'approached', 'joined'))"},
    Fact{"chosen-without-liaison",
         "SELECT count(*) FROM survey_group "
         "WHERE state IN ('shortlisted', 'approached', 'joined') AND liaison IS NULL"},
    Fact{"no-group-joined", "SELECT NOT EXISTS (SELECT 1 FROM survey_group WHERE state = 'joined')"},
    Fact{"preparatory-meeting-not-held", nullptr},
    Fact{"charter-not-adopted", nullptr},
    Fact{"checklist-not-done", nullptr},
    Fact{"launch-not-held", nullptr},
    Fact{"quarterly-meeting-not-held", nullptr},
};

[[noreturn]] void refuse(const toml::node& where, std::string_view message) {
    const auto begin = where.source().begin;
    throw Error(ErrorKind::failed, fmt::format("{}:{}:{}: {}", k_file, begin.line, begin.column, message));
}

std::string text_of(const toml::table& table, std::string_view key) {
    const auto value = table[key].value<std::string>();
    if (!value || value->empty()) {
        refuse(table, fmt::format("'{}' is missing or is no text", key));
    }
    return *value;
}

Day day_of(const toml::table& table, std::string_view key, Day start) {
    const auto offset = table[key].value<std::int64_t>();
    if (!offset || *offset < 0 || *offset > 3660) {
        refuse(table, fmt::format("'{}' is missing or is no number of days", key));
    }
    return start + std::chrono::days(*offset);
}

/// Calls `take` with each table of the array `key`; a missing array is an empty one.
template <typename Take>
void each(const toml::table& table, std::string_view key, Take take) {
    const auto* const array = table[key].as_array();
    if (array == nullptr) {
        return;
    }
    for (const auto& node : *array) {
        const auto* const entry = node.as_table();
        if (entry == nullptr) {
            refuse(node, fmt::format("'{}' holds something that is no table", key));
        }
        take(*entry);
    }
}

std::int64_t lacking(const Store& store, const toml::table& need) {
    const std::string name = text_of(need, "fact");
    const auto* const fact = std::ranges::find(k_facts, name, &Fact::name);
    if (fact == k_facts.end()) {
        refuse(need, fmt::format("no fact '{}'", name));
    }
    if (fact->sql == nullptr) {
        return 1;
    }
    SQLite::Statement query(store.db(), fact->sql);
    query.executeStep();
    return query.getColumn(0).getInt64();
}

void add_missing(std::string& text, std::string sentence, std::int64_t count) {
    if (const auto at = sentence.find("{n}"); at != std::string::npos) {
        sentence.replace(at, 3, std::to_string(count));
    }
    text += text.empty() ? sentence : "; " + sentence;
}

StepState state_of(const PlanStep& step, Day today) {
    if (step.missing_en.empty()) {
        return StepState::done;
    }
    if (step.due < today) {
        return StepState::late;
    }
    return step.due - today <= std::chrono::days(k_plan_due_soon_days) ? StepState::due_soon
                                                                       : StepState::open;
}

PlanStep read_step(const toml::table& table, const Store& store, Day start, Day today) {
    PlanStep step;
    step.code = text_of(table, "code");
    step.name_vi = text_of(table, "name_vi");
    step.name_en = text_of(table, "name_en");
    step.starts = day_of(table, "starts", start);
    step.due = day_of(table, "due", start);
    each(table, "needs", [&](const toml::table& need) {
        if (const auto count = lacking(store, need); count != 0) {
            add_missing(step.missing_vi, text_of(need, "vi"), count);
            add_missing(step.missing_en, text_of(need, "en"), count);
        }
    });
    each(table, "item", [&](const toml::table& item) {
        step.items.push_back({text_of(item, "code"), text_of(item, "name_vi"), text_of(item, "name_en"),
                              day_of(item, "due", start)});
    });
    step.state = state_of(step, today);
    return step;
}

} // namespace

std::vector<PlanStep> plan_steps(const Store& store, Day today) {
    const Day start = read_office(store).start;
    const toml::table plan = toml::parse(resource(k_file), k_file);
    std::vector<PlanStep> steps;
    each(plan, "step", [&](const toml::table& table) {
        steps.push_back(read_step(table, store, start, today));
        steps.back().number = static_cast<int>(steps.size());
    });
    return steps;
}

} // namespace hnat
