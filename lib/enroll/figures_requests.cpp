#include "enroll/figures_requests.hpp"

#include "store/statement.hpp"

namespace hnat {

RequestFigures request_figures(const Store& store, DayRange period) {
    SQLite::Database& db = store.db();
    RequestFigures figures;
    for (const auto& entry : k_enum_names<RequestKind>) {
        const auto received = sql::integer_of(
            db, "SELECT count(*) FROM request WHERE received_on >= ? AND received_on < ? AND kind = ?",
            period.start, period.end, entry.name);
        figures.kinds.push_back({entry.value, received});
        figures.received += received;
    }
    const auto in_period = [&](const char* sql) {
        return sql::integer_of(db, sql, period.start, period.end);
    };
    figures.answered_in_term =
        in_period("SELECT count(*) FROM request WHERE answered_on >= ? AND answered_on < ?"
                  " AND answered_on <= answer_due");
    figures.answered_late =
        in_period("SELECT count(*) FROM request WHERE answered_on >= ? AND answered_on < ?"
                  " AND answered_on > answer_due");
    figures.done_in_term =
        in_period("SELECT count(*) FROM request WHERE done_on >= ? AND done_on < ? AND done_on <= due");
    figures.done_late =
        in_period("SELECT count(*) FROM request WHERE done_on >= ? AND done_on < ? AND done_on > due");
    figures.extended = in_period("SELECT count(*) FROM request WHERE extended_on >= ? AND extended_on < ?");
    figures.open_at_end = sql::integer_of(
        db, "SELECT count(*) FROM request WHERE received_on < ?1 AND (done_on IS NULL OR done_on >= ?1)",
        period.end);
    figures.late_at_end = sql::integer_of(db,
                                          "SELECT count(*) FROM request WHERE received_on < ?1 AND (done_on "
                                          "IS NULL OR done_on >= ?1) AND due < ?2",
                                          period.end, period.end - std::chrono::days(1));
    figures.losses = loss_figures(store, period);
    return figures;
}

} // namespace hnat
