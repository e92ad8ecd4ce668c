#include "tip/tip_count.hpp"

#include "base/period.hpp"
#include "store/statement.hpp"

#include <fmt/format.h>

namespace hnat {

std::string detail_of(const TipTook& took) {
    return fmt::format("{}:{}", took.in_term ? "in" : "late", took.days);
}

void raise_tip_count(Transaction& transaction, TipEvent event, Day on, std::string_view detail) {
    SQLite::Statement statement(
        transaction.db(), "INSERT INTO tip_count (regime, month, event, detail, count) VALUES (?, ?, ?, ?, 1)"
                          " ON CONFLICT (regime, month, event, detail) DO UPDATE SET count = count + 1");
    for (const Regime& regime : regimes()) {
        sql::run(statement, regime.code, regime.containing(PeriodKind::month, on).code(), name_of(event),
                 detail);
    }
}

void raise_tip_tombstone(Transaction& transaction, Day received_on, std::string_view code,
                         std::string_view disposition) {
    SQLite::Statement statement(
        transaction.db(),
        "INSERT INTO tip_tombstone (regime, month, code, disposition, count) VALUES (?, ?, ?, ?, 1)"
        " ON CONFLICT (regime, month, code, disposition) DO UPDATE SET count = count + 1");
    for (const Regime& regime : regimes()) {
        sql::run(statement, regime.code, regime.containing(PeriodKind::month, received_on).code(), code,
                 disposition);
    }
}

} // namespace hnat
