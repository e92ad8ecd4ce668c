/// The plan: six steps with checklists and due days, from data/plan.toml and the office's start day, with
/// what the office says of them: owners, items ticked off, items of its own, notes, and a review each month.
#pragma once

#include "base/date.hpp"
#include "base/enum_names.hpp"
#include "store/store.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hnat {

/// Due days left from which an open step is due soon.
inline constexpr int k_plan_due_soon_days = 14;

/// The state of a step or an item on a day. What a step needs is looked up in the store each time and its
/// checklist must have no open item; `plan done` only records that this was so. A step that was recorded and
/// has lost what it needs since (a group left, an item was added) is open again.
enum class PlanState {
    open,
    due_soon,
    late,
    ready, ///< a step that has everything and waits for `plan done`, past its due day too
    done,
};
template <>
inline constexpr std::array k_enum_names<PlanState>{
    EnumName{PlanState::open, "open"}, EnumName{PlanState::due_soon, "due-soon"},
    EnumName{PlanState::late, "late"}, EnumName{PlanState::ready, "ready"},
    EnumName{PlanState::done, "done"}};

struct PlanItem {
    std::string code;             ///< of data/plan.toml, or "own-1"
    std::string name_vi, name_en; ///< the same text twice for an item of the office's own
    Day due;
    std::optional<std::string> owner; ///< staff code
    std::optional<Day> done_on;
    PlanState state = PlanState::open;
};

struct PlanNote {
    Day day;
    std::string staff, text;
};

struct PlanStep {
    int number = 0;
    std::string code, name_vi, name_en;
    Day starts, due;
    PlanState state = PlanState::open;
    std::optional<std::string> owner; ///< staff code
    std::optional<Day> started_on;
    std::optional<Day> done_on;         ///< when it was recorded as done
    std::string missing_vi, missing_en; ///< what the store lacks; items of the checklist apart
    std::vector<PlanItem> items;
    std::vector<PlanNote> notes;
};

/// The six steps as of `today`. Errors: failed (data/plan.toml does not fit: a bug).
std::vector<PlanStep> plan_steps(const Store& store, Day today);

/// The step of a number or code. Errors: not_found, with all of them.
const PlanStep& find_step(const std::vector<PlanStep>& steps, std::string_view reference);

/// The codes of the items that are not done.
std::vector<std::string> open_items(const PlanStep& step);

/// All below take the number or code of a step, and the code of an item. Errors of all: not_found (step,
/// item). An owner is the code of an active staff member: the caller has looked.

/// Records that work has begun; a step that was started already gets its new owner. Errors: usage (started
/// already and no owner given; done).
void start_step(Transaction& transaction, std::string_view reference,
                const std::optional<std::string>& owner);

/// Records a step as done. Errors: usage (done already; something is lacking: the message says what, in
/// Vietnamese or English as data/plan.toml does, and which items are open).
void finish_step(Transaction& transaction, std::string_view reference, bool vietnamese = false);

/// Adds an item of the office's own, due when the step is unless a day is given. Returns its code. Errors:
/// usage (free_text).
std::string add_plan_item(Transaction& transaction, std::string_view reference, std::string_view text,
                          const std::optional<std::string>& owner, std::optional<Day> due);

/// Errors: usage (done already).
void finish_plan_item(Transaction& transaction, std::string_view reference, std::string_view code);

/// Gives an item its owner, its due day, or both. Errors: usage (neither; done already).
void assign_plan_item(Transaction& transaction, std::string_view reference, std::string_view code,
                      const std::optional<std::string>& owner, std::optional<Day> due);

/// Errors: usage (free_text).
void add_plan_note(Transaction& transaction, std::string_view reference, std::string_view text);

/// What a month's review found, as it was on its day.
struct PlanReview {
    std::string month; ///< "2026-09"
    Day day;
    std::string staff;
    std::int64_t steps_done = 0, steps_late = 0, items_done = 0, items_late = 0;
    std::string text;
};

/// The month of a flag, "2026-09", or of today. Errors: usage (no month; one that is not yet).
std::string review_month(const std::optional<std::string>& text, Day today);

/// The review of a month, if there is one.
std::optional<PlanReview> find_review(const Store& store, std::string_view month);

/// Stores the review of a month, in the place of one that is there. Errors: usage (free_text, for a text that
/// is not empty).
PlanReview review_plan(Transaction& transaction, std::string_view month, std::string_view text);

/// Oldest month first.
std::vector<PlanReview> list_reviews(const Store& store);

} // namespace hnat
