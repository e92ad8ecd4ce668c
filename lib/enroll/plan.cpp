#include "enroll/plan.hpp"

#include "address/free_text.hpp"
#include "base/error.hpp"
#include "base/message.hpp"
#include "enroll/plan_read.hpp"
#include "store/audit.hpp"
#include "store/office.hpp"
#include "store/statement.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>

namespace hnat {

namespace {

constexpr std::string_view k_own_prefix = "own-";

PlanStep step_now(Transaction& transaction, std::string_view reference) {
    return find_step(read_plan(transaction.db(), transaction.today()), reference);
}

const PlanItem& find_item(const PlanStep& step, std::string_view code) {
    const auto found = std::ranges::find(step.items, code, &PlanItem::code);
    if (found == step.items.end()) {
        std::vector<std::string> known;
        for (const PlanItem& item : step.items) {
            known.push_back(item.code);
        }
        throw Error(ErrorKind::not_found, say("step {} {} has no item '{}'; its items: {}", step.number,
                                              step.code, code, fmt::join(known, ", ")));
    }
    return *found;
}

const PlanItem& find_open_item(const PlanStep& step, std::string_view code) {
    const PlanItem& item = find_item(step, code);
    if (item.done_on) {
        throw Error(ErrorKind::usage, say("item {} of step {} was done on {} already", code, step.number,
                                          to_iso(*item.done_on)));
    }
    return item;
}

/// The audit row of a step as it is now; the plan is the office's, so the office is its object.
void audit_step(Transaction& transaction, AuditVerb verb, std::string_view reference) {
    const PlanStep step = step_now(transaction, reference);
    CanonicalState state;
    state.add("step", step.code).add_optional("owner", step.owner);
    state.add_optional("started_on", step.started_on).add_optional("done_on", step.done_on);
    append_audit(transaction, verb, office_uuid(transaction.db()), state);
}

void audit_item(Transaction& transaction, std::string_view reference, std::string_view code) {
    const PlanStep step = step_now(transaction, reference);
    const PlanItem& item = find_item(step, code);
    CanonicalState state;
    state.add("step", step.code).add("item", item.code).add("text", item.name_en).add("due", item.due);
    state.add_optional("owner", item.owner).add_optional("done_on", item.done_on);
    append_audit(transaction, AuditVerb::plan_item, office_uuid(transaction.db()), state);
}

/// What keeps a step from being done, for people; empty when nothing does.
std::string what_is_missing(const PlanStep& step, bool vietnamese) {
    std::string text = vietnamese ? step.missing_vi : step.missing_en;
    if (const auto open = open_items(step); !open.empty()) {
        text += text.empty() ? "" : "; ";
        text += say("open items: {}", fmt::join(open, ", "));
    }
    return text;
}

std::string next_own_code(const PlanStep& step) {
    int last = 0;
    for (const PlanItem& item : step.items) {
        int number = 0;
        if (item.code.starts_with(k_own_prefix)) {
            std::from_chars(item.code.data() + k_own_prefix.size(), item.code.data() + item.code.size(),
                            number);
        }
        last = std::max(last, number);
    }
    return fmt::format("{}{}", k_own_prefix, last + 1);
}

} // namespace

void start_step(Transaction& transaction, std::string_view reference,
                const std::optional<std::string>& owner) {
    const PlanStep step = step_now(transaction, reference);
    if (step.state == PlanState::done) {
        throw Error(ErrorKind::usage,
                    say("step {} {} is done since {}", step.number, step.code, to_iso(*step.done_on)));
    }
    if (step.started_on && !owner) {
        throw Error(ErrorKind::usage, say("step {} {} was started on {}; --owner gives it to somebody else",
                                          step.number, step.code, to_iso(*step.started_on)));
    }
    sql::run_once(transaction.db(),
                  "INSERT INTO plan_step (step, owner, started_on) VALUES (?, ?, ?)"
                  " ON CONFLICT (step) DO UPDATE SET owner = coalesce(excluded.owner, owner),"
                  " started_on = coalesce(started_on, excluded.started_on)",
                  step.code, owner, transaction.today());
    audit_step(transaction, AuditVerb::plan_start, step.code);
}

void finish_step(Transaction& transaction, std::string_view reference, bool vietnamese) {
    const PlanStep step = step_now(transaction, reference);
    if (step.state == PlanState::done) {
        throw Error(ErrorKind::usage,
                    say("step {} {} is done since {}", step.number, step.code, to_iso(*step.done_on)));
    }
    if (const std::string missing = what_is_missing(step, vietnamese); !missing.empty()) {
        throw Error(ErrorKind::usage,
                    say("step {} {} cannot be done yet: {}", step.number, step.code, missing));
    }
    sql::run_once(transaction.db(),
                  "INSERT INTO plan_step (step, started_on, done_on) VALUES (?1, ?2, ?2)"
                  " ON CONFLICT (step) DO UPDATE SET done_on = ?2, started_on = coalesce(started_on, ?2)",
                  step.code, transaction.today());
    audit_step(transaction, AuditVerb::plan_done, step.code);
}

std::string add_plan_item(Transaction& transaction, std::string_view reference, std::string_view text,
                          const std::optional<std::string>& owner, std::optional<Day> due) {
    const std::string stored = free_text(tr("the item"), text);
    const PlanStep step = step_now(transaction, reference);
    std::string code = next_own_code(step);
    sql::run_once(transaction.db(),
                  "INSERT INTO plan_item (step, item, text, owner, due) VALUES (?, ?, ?, ?, ?)", step.code,
                  code, stored, owner, due);
    audit_item(transaction, step.code, code);
    return code;
}

void finish_plan_item(Transaction& transaction, std::string_view reference, std::string_view code) {
    const PlanStep step = step_now(transaction, reference);
    find_open_item(step, code);
    sql::run_once(transaction.db(),
                  "INSERT INTO plan_item (step, item, done_on) VALUES (?1, ?2, ?3)"
                  " ON CONFLICT (step, item) DO UPDATE SET done_on = ?3",
                  step.code, code, transaction.today());
    audit_item(transaction, step.code, code);
}

void assign_plan_item(Transaction& transaction, std::string_view reference, std::string_view code,
                      const std::optional<std::string>& owner, std::optional<Day> due) {
    const PlanStep step = step_now(transaction, reference);
    find_open_item(step, code);
    if (!owner && !due) {
        throw Error(ErrorKind::usage, say("nothing to change; give --owner, --due, or both"));
    }
    sql::run_once(transaction.db(),
                  "INSERT INTO plan_item (step, item, owner, due) VALUES (?, ?, ?, ?)"
                  " ON CONFLICT (step, item) DO UPDATE SET owner = coalesce(excluded.owner, owner),"
                  " due = coalesce(excluded.due, due)",
                  step.code, code, owner, due);
    audit_item(transaction, step.code, code);
}

void add_plan_note(Transaction& transaction, std::string_view reference, std::string_view text) {
    const std::string stored = free_text(tr("the note"), text);
    const PlanStep step = step_now(transaction, reference);
    sql::run_once(transaction.db(), "INSERT INTO plan_note (step, day, staff, text) VALUES (?, ?, ?, ?)",
                  step.code, transaction.today(), transaction.actor().staff, stored);
    CanonicalState state;
    state.add("step", step.code).add("day", transaction.today()).add("text", stored);
    append_audit(transaction, AuditVerb::plan_note, office_uuid(transaction.db()), state);
}

} // namespace hnat
