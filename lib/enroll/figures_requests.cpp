#include "enroll/figures_requests.hpp"

#include "store/statement.hpp"

#include <algorithm>
#include <optional>

namespace hnat {

namespace {

/// The day on which a request got into this state by the audit chain, whatever earlier day was said: a report
/// that was printed stays the same. A row without one counts on the day it names.
struct EnteredRequest {
    RequestKind kind = RequestKind::see;
    Day added;
    std::optional<Day> answered, extended, done;
    bool answered_late = false, done_late = false;
    Day first_due, due; ///< before and after it was extended
};

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

RequestFigures figures_of(const std::vector<EnteredRequest>& requests, DayRange period) {
    RequestFigures figures;
    for (const auto& entry : k_enum_names<RequestKind>) {
        figures.kinds.push_back({entry.value, 0});
    }
    const auto within = [&](const std::optional<Day>& day) {
        return day && *day >= period.start && *day < period.end;
    };
    for (const EnteredRequest& request : requests) {
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
    return figures;
}

} // namespace

RequestFigures request_figures(const Store& store, DayRange period) {
    return request_figures(store, std::vector{period}).front();
}

std::vector<RequestFigures> request_figures(const Store& store, const std::vector<DayRange>& periods) {
    const auto requests = entered_requests(store.db());
    std::vector<RequestFigures> all;
    for (const DayRange& period : periods) {
        all.push_back(figures_of(requests, period));
        all.back().losses = loss_figures(store, period);
    }
    return all;
}

std::optional<Day> first_request_day(const Store& store) {
    const auto requests = entered_requests(store.db());
    const auto first = std::ranges::min_element(requests, {}, &EnteredRequest::added);
    return first == requests.end() ? std::nullopt : std::optional(first->added);
}

} // namespace hnat
