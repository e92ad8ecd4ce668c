#include "report/report_number.hpp"

#include "store/audit.hpp"
#include "store/office.hpp"
#include "store/statement.hpp"

#include <fmt/format.h>

namespace hnat {

namespace {

ReportNumber read_number(const SQLite::Statement& statement) {
    return {statement.getColumn(0).getInt(),
            statement.getColumn(1).getInt64(),
            sql::required_name_at<PeriodKind>(statement, 2),
            statement.getColumn(3).getString(),
            statement.getColumn(4).getString(),
            sql::required_day_at(statement, 5)};
}

std::optional<ReportNumber> find_number(SQLite::Database& db, const Regime& regime, const Period& period) {
    SQLite::Statement statement(db, "SELECT year, number, kind, period, regime, day FROM report_number"
                                    " WHERE kind = ? AND period = ? AND regime = ?");
    sql::bind_all(statement, name_of(period.kind), period.code(), regime.code);
    return statement.executeStep() ? std::optional(read_number(statement)) : std::nullopt;
}

} // namespace

std::string number_text(const ReportNumber& number, std::string_view office_code) {
    return fmt::format("{:02}/BC-{}", number.number, office_code);
}

std::optional<ReportNumber> find_report_number(const Store& store, const Regime& regime,
                                               const Period& period) {
    return find_number(store.db(), regime, period);
}

ReportNumber give_report_number(Transaction& transaction, const Regime& regime, const Period& period) {
    SQLite::Database& db = transaction.db();
    if (auto given = find_number(db, regime, period)) {
        return *std::move(given);
    }
    ReportNumber next;
    next.year = static_cast<int>(std::chrono::year_month_day{transaction.today()}.year());
    next.number = 1 + sql::integer_of(db, "SELECT coalesce(max(number), 0) FROM report_number WHERE year = ?",
                                      std::int64_t{next.year});
    next.kind = period.kind;
    next.period = period.code();
    next.regime = regime.code;
    next.day = transaction.today();
    sql::run_once(
        db, "INSERT INTO report_number (year, number, kind, period, regime, day) VALUES (?, ?, ?, ?, ?, ?)",
        std::int64_t{next.year}, next.number, name_of(next.kind), next.period, next.regime, next.day);
    CanonicalState state;
    state.add("year", std::int64_t{next.year}).add("number", next.number);
    state.add("kind", name_of(next.kind)).add("period", next.period).add("regime", next.regime);
    append_audit(transaction, AuditVerb::report_number, office_uuid(db), state);
    return next;
}

std::vector<ReportNumber> report_numbers(const Store& store, std::optional<int> year) {
    SQLite::Statement statement(store.db(),
                                "SELECT year, number, kind, period, regime, day FROM report_number"
                                " WHERE ?1 IS NULL OR year = ?1 ORDER BY year, number");
    sql::bind_all(statement, year ? std::optional<std::int64_t>(*year) : std::nullopt);
    std::vector<ReportNumber> numbers;
    while (statement.executeStep()) {
        numbers.push_back(read_number(statement));
    }
    return numbers;
}

} // namespace hnat
