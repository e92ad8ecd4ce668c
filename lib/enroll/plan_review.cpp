// The monthly review, and the plan's figures for a report.
#include "address/free_text.hpp"
#include "base/error.hpp"
#include "base/message.hpp"
#include "enroll/figures_plan.hpp"
#include "enroll/plan_read.hpp"
#include "store/audit.hpp"
#include "store/office.hpp"
#include "store/statement.hpp"

#include <algorithm>

namespace hnat {

namespace {

constexpr std::size_t k_month_length = 7; // 2026-09

std::string month_of(Day day) {
    return to_iso(day).substr(0, k_month_length);
}

PlanReview count(const std::vector<PlanStep>& steps) {
    PlanReview review;
    for (const PlanStep& step : steps) {
        review.steps_done += step.state == PlanState::done ? 1 : 0;
        review.steps_late += step.state == PlanState::late ? 1 : 0;
        review.items_done += std::ranges::count(step.items, PlanState::done, &PlanItem::state);
        review.items_late += std::ranges::count(step.items, PlanState::late, &PlanItem::state);
    }
    return review;
}

PlanReview read_review(const SQLite::Statement& query) {
    return {query.getColumn(0).getString(), sql::required_day_at(query, 1), query.getColumn(2).getString(),
            query.getColumn(3).getInt64(),  query.getColumn(4).getInt64(),  query.getColumn(5).getInt64(),
            query.getColumn(6).getInt64(),  query.getColumn(7).getString()};
}

constexpr const char* k_select_reviews =
    "SELECT month, day, staff, steps_done, steps_late, items_done, items_late, text FROM plan_review"
    " WHERE ?1 IS NULL OR month = ?1 ORDER BY month";

std::vector<PlanReview> reviews_of(const Store& store, const std::optional<std::string>& month) {
    SQLite::Statement query(store.db(), k_select_reviews);
    sql::bind_all(query, month);
    std::vector<PlanReview> reviews;
    while (query.executeStep()) {
        reviews.push_back(read_review(query));
    }
    return reviews;
}

} // namespace

std::string review_month(const std::optional<std::string>& text, Day today) {
    if (!text) {
        return month_of(today);
    }
    const bool is_month = text->size() == k_month_length && parse_day(*text + "-01").has_value();
    if (!is_month) {
        throw Error(ErrorKind::usage, say("--month: '{}' is not a month; write 2026-09", *text));
    }
    if (*text > month_of(today)) {
        throw Error(ErrorKind::usage,
                    say("--month: {} has not begun; this month is {}", *text, month_of(today)));
    }
    return *text;
}

std::optional<PlanReview> find_review(const Store& store, std::string_view month) {
    auto reviews = reviews_of(store, std::string(month));
    return reviews.empty() ? std::nullopt : std::optional(std::move(reviews.front()));
}

PlanReview review_plan(Transaction& transaction, std::string_view month, std::string_view text) {
    PlanReview review = count(read_plan(transaction.db(), transaction.today()));
    review.month = month;
    review.day = transaction.today();
    review.staff = transaction.actor().staff;
    review.text = text.empty() ? "" : free_text(tr("the review"), text);
    sql::run_once(transaction.db(),
                  "INSERT OR REPLACE INTO plan_review (month, day, staff, steps_done, steps_late, "
                  "items_done, items_late,"
                  " text) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                  review.month, review.day, review.staff, review.steps_done, review.steps_late,
                  review.items_done, review.items_late, review.text);
    CanonicalState state;
    state.add("month", review.month).add("day", review.day);
    state.add("steps_done", review.steps_done).add("steps_late", review.steps_late);
    state.add("items_done", review.items_done).add("items_late", review.items_late).add("text", review.text);
    append_audit(transaction, AuditVerb::plan_review, office_uuid(transaction.db()), state);
    return review;
}

std::vector<PlanReview> list_reviews(const Store& store) {
    return reviews_of(store, std::nullopt);
}

PlanFigures plan_figures(const Store& store, Day as_of) {
    const auto by_then = [as_of](const std::optional<Day>& day) { return day && *day <= as_of; };
    PlanFigures figures;
    for (const PlanStep& step : read_plan_days(store.db())) {
        const bool done = by_then(step.done_on);
        ++figures.steps;
        figures.steps_started += by_then(step.started_on) ? 1 : 0;
        figures.steps_done += done ? 1 : 0;
        if (!done && step.due < as_of) {
            ++figures.steps_late;
            figures.late.push_back({step.number, step.name_vi, step.name_en, step.due});
        }
        for (const PlanItem& item : step.items) {
            const bool ticked = by_then(item.done_on);
            ++figures.items;
            figures.items_done += ticked ? 1 : 0;
            figures.items_open += ticked ? 0 : 1;
            figures.items_late += !ticked && item.due < as_of ? 1 : 0;
        }
    }
    for (const PlanReview& review : list_reviews(store)) {
        if (review.day <= as_of) {
            figures.last_review = review.month;
        }
    }
    return figures;
}

} // namespace hnat
