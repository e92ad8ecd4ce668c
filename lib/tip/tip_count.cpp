#include "tip/tip_count.hpp"

#include "store/statement.hpp"
#include "tip/figures.hpp"

#include <fmt/format.h>

namespace hnat {

std::string detail_of(const TipTook& took) {
    return fmt::format("{}:{}", took.in_term ? "in" : "late", took.days);
}

void raise_tip_count(Transaction& transaction, TipEvent event, Day on, std::string_view detail,
                     const Regime& first) {
    const Regime* const counted = tip_calendar(transaction.db());
    const Regime& calendar = counted != nullptr ? *counted : first;
    sql::run_once(transaction.db(),
                  "INSERT INTO tip_count (regime, month, event, detail, count) VALUES (?, ?, ?, ?, 1)"
                  " ON CONFLICT (regime, month, event, detail) DO UPDATE SET count = count + 1",
                  calendar.code, calendar.containing(PeriodKind::month, on).code(), name_of(event), detail);
}

void raise_tip_tombstone(Transaction& transaction, Day received_on, std::string_view code,
                         std::string_view disposition) {
    const Regime* const counted = tip_calendar(transaction.db());
    const Regime& calendar = counted != nullptr ? *counted : regimes().front();
    sql::run_once(transaction.db(),
                  "INSERT INTO tip_tombstone (regime, month, code, disposition, count) VALUES (?, ?, ?, ?, 1)"
                  " ON CONFLICT (regime, month, code, disposition) DO UPDATE SET count = count + 1",
                  calendar.code, calendar.containing(PeriodKind::month, received_on).code(), code,
                  disposition);
}

} // namespace hnat
