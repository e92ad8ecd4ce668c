#include "enroll/figures_requests.hpp"

#include "store/statement.hpp"

#include <algorithm>
#include <optional>

namespace hnat {

namespace {

/// By the rows of the audit chain; one without such a row counts on the days that it names.
std::vector<EnteredRequest> entered_requests(SQLite::Database& db) {
    SQLite::Statement statement(
        db,
        "WITH entered AS (SELECT *,"
        " (SELECT min(day) FROM audit WHERE object = uuid AND verb = 'request-add') AS added,"
        " (SELECT min(day) FROM audit WHERE object = uuid AND verb IN ('request-answer', 'request-done')) AS "
        "answered,"
        " (SELECT min(day) FROM audit WHERE object = uuid AND verb = 'request-done') AS done FROM request)"
        " SELECT kind, received_on, coalesce(added, received_on), answer_due, due, extended_on,"
        " iif(answered_on IS NULL, NULL, coalesce(answered, answered_on)), answered_on > answer_due,"
        " iif(done_on IS NULL, NULL, coalesce(done, done_on)), done_on > due FROM entered");
    std::vector<EnteredRequest> requests;
    while (statement.executeStep()) {
        EnteredRequest request;
        request.kind = sql::required_name_at<RequestKind>(statement, 0);
        request.added = sql::required_day_at(statement, 2);
        request.due = sql::required_day_at(statement, 4);
        request.extended = sql::day_at(statement, 5);
        request.first_due = request.extended ? sql::required_day_at(statement, 1) +
                                                   std::chrono::days(terms().days_for(request.kind))
                                             : request.due;
        request.answered = sql::day_at(statement, 6);
        request.answered_late = statement.getColumn(7).getInt() != 0;
        request.done = sql::day_at(statement, 8);
        request.done_late = statement.getColumn(9).getInt() != 0;
        requests.push_back(request);
    }
    return requests;
}

} // namespace

RequestHistory::RequestHistory(const Store& store)
    : m_store(store),
      m_requests(entered_requests(store.db())) {}

RequestFigures RequestHistory::figures(DayRange period) const {
    RequestFigures figures;
    for (const auto& entry : k_enum_names<RequestKind>) {
        figures.kinds.push_back({entry.value, 0});
    }
    const auto within = [&](const std::optional<Day>& day) {
        return day && *day >= period.start && *day < period.end;
    };
    for (const EnteredRequest& request : m_requests) {
        if (within(request.added)) {
            ++figures.received;
            ++std::ranges::find(figures.kinds, request.kind, &RequestFigures::Kind::kind)->received;
        }
        if (within(request.answered)) {
            ++(request.answered_late ? figures.answered_late : figures.answered_in_term);
        }
        if (within(request.done)) {
            ++(request.done_late ? figures.done_late : figures.done_in_term);
        }
        figures.extended += within(request.extended) ? 1 : 0;
        if (request.added < period.end && (!request.done || *request.done >= period.end)) {
            const bool extended = request.extended && *request.extended < period.end;
            ++figures.open_at_end;
            figures.late_at_end +=
                (extended ? request.due : request.first_due) < period.end - std::chrono::days(1) ? 1 : 0;
        }
    }
    figures.losses = loss_figures(m_store, period);
    return figures;
}

std::optional<Day> RequestHistory::first_day() const {
    const auto first = std::ranges::min_element(m_requests, {}, &EnteredRequest::added);
    return first == m_requests.end() ? std::nullopt : std::optional(first->added);
}

RequestFigures request_figures(const Store& store, DayRange period) {
    return RequestHistory(store).figures(period);
}

} // namespace hnat
