#include "enroll/plan_read.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/resource.hpp"
#include "store/snapshot.hpp"
#include "store/statement.hpp"

#include <SQLiteCpp/Statement.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace hnat {

namespace {

constexpr std::string_view k_file = "data/plan.toml";

/// A fact counts what is lacking: 0 when the step has what it needs. Without SQL: the open items of the step
/// itself.
struct Fact {
    std::string_view name;
    const char* sql;
};

constexpr std::array k_facts{
    Fact{"empty-register", "SELECT NOT EXISTS (SELECT 1 FROM survey_group)"},
    Fact{"no-group-chosen", "SELECT NOT EXISTS (SELECT 1 FROM survey_group WHERE state <> 'surveyed' "
                            "AND state IN ('shortlisted', 'approached', 'joined'))"},
    Fact{
        "chosen-without-liaison",
        "SELECT count(*) FROM survey_group "
        "WHERE state <> 'surveyed' AND state IN ('shortlisted', 'approached', 'joined') AND liaison IS NULL"},
    Fact{"no-group-joined", "SELECT NOT EXISTS (SELECT 1 FROM survey_group WHERE state <> 'surveyed' AND "
                            "state = 'joined')"},
    Fact{"preparatory-meeting-not-held",
         "SELECT NOT EXISTS (SELECT 1 FROM meeting WHERE kind = 'preparatory' AND state = 'held')"},
    Fact{"charter-not-adopted", "SELECT NOT EXISTS (SELECT 1 FROM charter_version WHERE state = 'adopted')"},
    Fact{"checklist-not-done", nullptr},
    Fact{"launch-not-held",
         "SELECT NOT EXISTS (SELECT 1 FROM meeting WHERE kind = 'launch' AND state = 'held')"},
    Fact{"quarterly-meeting-not-held",
         "SELECT NOT EXISTS (SELECT 1 FROM meeting WHERE kind = 'quarterly' AND state = 'held')"},
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

std::int64_t lacking(SQLite::Database& db, const PlanStep& step, const toml::table& need) {
    const std::string name = text_of(need, "fact");
    const auto* const fact = std::ranges::find(k_facts, name, &Fact::name);
    if (fact == k_facts.end()) {
        refuse(need, fmt::format("no fact '{}'", name));
    }
    return fact->sql == nullptr ? static_cast<std::int64_t>(open_items(step).size())
                                : sql::integer_of(db, fact->sql);
}

void add_missing(std::string& text, std::string sentence, std::int64_t count) {
    if (const auto at = sentence.find("{n}"); at != std::string::npos) {
        sentence.replace(at, 3, std::to_string(count));
    }
    text += text.empty() ? sentence : "; " + sentence;
}

PlanState state_by_day(Day due, Day today) {
    if (due < today) {
        return PlanState::late;
    }
    return due - today <= std::chrono::days(k_plan_due_soon_days) ? PlanState::due_soon : PlanState::open;
}

PlanState state_of(const PlanStep& step, Day today) {
    if (!step.missing_en.empty() || !open_items(step).empty()) {
        return state_by_day(step.due, today);
    }
    return step.done_on ? PlanState::done : PlanState::ready;
}

/// What data/plan.toml says of a step.
PlanStep read_step(const toml::table& table, Day start) {
    PlanStep step;
    step.code = text_of(table, "code");
    step.name_vi = text_of(table, "name_vi");
    step.name_en = text_of(table, "name_en");
    step.starts = day_of(table, "starts", start);
    step.due = day_of(table, "due", start);
    each(table, "item", [&](const toml::table& entry) {
        PlanItem& item = step.items.emplace_back();
        item.code = text_of(entry, "code");
        item.name_vi = text_of(entry, "name_vi");
        item.name_en = text_of(entry, "name_en");
        item.due = day_of(entry, "due", start);
    });
    return step;
}

void add_record(SQLite::Database& db, PlanStep& step) {
    SQLite::Statement query(db, "SELECT owner, started_on, done_on FROM plan_step WHERE step = ?");
    sql::bind_all(query, step.code);
    if (query.executeStep()) {
        step.owner = sql::text_at(query, 0);
        step.started_on = sql::day_at(query, 1);
        step.done_on = sql::day_at(query, 2);
    }
}

/// Owners, days and ticks of the items, and the office's own items after the others.
void add_items(SQLite::Database& db, PlanStep& step) {
    SQLite::Statement query(db, "SELECT item, text, owner, due, done_on FROM plan_item WHERE step = ?"
                                " ORDER BY length(item), item");
    sql::bind_all(query, step.code);
    while (query.executeStep()) {
        const std::string code = query.getColumn(0).getString();
        auto item = std::ranges::find(step.items, code, &PlanItem::code);
        if (item == step.items.end()) {
            const std::string text = query.getColumn(1).getString();
            item = step.items.insert(item, {code, text, text, step.due, {}, {}, PlanState::open});
        }
        item->owner = sql::text_at(query, 2);
        item->due = sql::day_at(query, 3).value_or(item->due);
        item->done_on = sql::day_at(query, 4);
    }
}

void add_notes(SQLite::Database& db, PlanStep& step) {
    SQLite::Statement query(db, "SELECT day, staff, text FROM plan_note WHERE step = ? ORDER BY id");
    sql::bind_all(query, step.code);
    while (query.executeStep()) {
        step.notes.push_back(
            {sql::required_day_at(query, 0), query.getColumn(1).getString(), query.getColumn(2).getString()});
    }
}

void add_states(SQLite::Database& db, PlanStep& step, const toml::table& table, Day today) {
    for (PlanItem& item : step.items) {
        item.state = item.done_on ? PlanState::done : state_by_day(item.due, today);
    }
    each(table, "needs", [&](const toml::table& need) {
        if (const auto count = lacking(db, step, need); count != 0) {
            add_missing(step.missing_vi, text_of(need, "vi"), count);
            add_missing(step.missing_en, text_of(need, "en"), count);
        }
    });
    step.state = state_of(step, today);
}

Day start_day(SQLite::Database& db) {
    SQLite::Statement query(db, "SELECT start_day FROM office");
    if (!query.executeStep()) {
        throw Error(ErrorKind::failed, say("the database has no office; `hnat init` makes a new one"));
    }
    return sql::required_day_at(query, 0);
}

/// Calls `take` with each step that has its record, items and notes, and with what data/plan.toml says of it.
template <typename Take>
void each_step(SQLite::Database& db, Take take) {
    const Day start = start_day(db);
    const toml::table plan = toml::parse(resource(k_file), k_file);
    int number = 0;
    each(plan, "step", [&](const toml::table& table) {
        PlanStep step = read_step(table, start);
        step.number = ++number;
        add_record(db, step);
        add_items(db, step);
        add_notes(db, step);
        take(std::move(step), table);
    });
}

} // namespace

std::vector<PlanStep> read_plan(SQLite::Database& db, Day today) {
    const Snapshot snapshot(db);
    std::vector<PlanStep> steps;
    each_step(db, [&](PlanStep step, const toml::table& table) {
        add_states(db, step, table, today);
        steps.push_back(std::move(step));
    });
    return steps;
}

std::vector<PlanStep> read_plan_days(SQLite::Database& db) {
    const Snapshot snapshot(db);
    std::vector<PlanStep> steps;
    each_step(db, [&](PlanStep step, const toml::table& /*table*/) { steps.push_back(std::move(step)); });
    return steps;
}

std::vector<PlanStep> plan_steps(const Store& store, Day today) {
    return read_plan(store.db(), today);
}

const PlanStep& find_step(const std::vector<PlanStep>& steps, std::string_view reference) {
    const auto found = std::ranges::find_if(steps, [reference](const PlanStep& step) {
        return step.code == reference || std::to_string(step.number) == reference;
    });
    if (found == steps.end()) {
        std::vector<std::string> known;
        known.reserve(steps.size());
        for (const PlanStep& step : steps) {
            known.push_back(fmt::format("{} {}", step.number, step.code));
        }
        throw Error(ErrorKind::not_found,
                    say("the plan has no step '{}'; its steps: {}", reference, fmt::join(known, ", ")));
    }
    return *found;
}

std::vector<std::string> open_items(const PlanStep& step) {
    std::vector<std::string> open;
    for (const PlanItem& item : step.items) {
        if (!item.done_on) {
            open.push_back(item.code);
        }
    }
    return open;
}

} // namespace hnat
