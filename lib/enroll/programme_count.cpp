#include "enroll/programme_count.hpp"

#include "store/statement.hpp"

namespace hnat {

void raise_count(Transaction& transaction, ProgrammeEvent event, std::int64_t count) {
    sql::run_once(transaction.db(),
                  "INSERT INTO programme_count (day, event, count) VALUES (?, ?, ?)"
                  " ON CONFLICT (day, event) DO UPDATE SET count = count + excluded.count",
                  transaction.today(), name_of(event), count);
}

std::int64_t programme_count(const Store& store, ProgrammeEvent event, DayRange period) {
    return sql::integer_of(store.db(),
                           "SELECT coalesce(sum(count), 0) FROM programme_count"
                           " WHERE event = ? AND day >= ? AND day < ?",
                           name_of(event), period.start, period.end);
}

} // namespace hnat
