#include "tip/tip.hpp"

#include "store/statement.hpp"
#include "tip/receipt.hpp"
#include "tip/tip_row.hpp"

#include <fmt/format.h>

namespace hnat {

Tip find_tip(const Store& store, std::int64_t number, Day today) {
    return tip_row::get_tip(store.db(), number, today);
}

std::string tip_reference(const Tip& tip) {
    return fmt::format("{:02X}{:02X}{:02X}{:02X}", tip.uuid[0], tip.uuid[1], tip.uuid[2], tip.uuid[3]);
}

std::vector<Tip> list_tips(const Store& store, const TipFilter& filter, Day today) {
    SQLite::Statement statement(store.db(),
                                std::string(tip_row::k_select) +
                                    " WHERE expires_on > ?1 AND (?2 IS NULL OR code = ?2)"
                                    " AND (?3 IS NULL OR level = ?3) AND (?4 IS NULL OR state = ?4)"
                                    " AND (?5 IS NULL OR platform = ?5) AND (?6 = 0 OR state <> 'closed')"
                                    " ORDER BY id");
    sql::bind_all(statement, today, tip_row::name_or_null(filter.harm), tip_row::name_or_null(filter.level),
                  tip_row::name_or_null(filter.state), filter.platform, filter.open_only);
    std::vector<Tip> tips;
    while (statement.executeStep()) {
        tips.push_back(tip_row::read_tip(statement));
    }
    return tips;
}

std::vector<TipDeed> tip_history(const Store& store, const Tip& tip) {
    SQLite::Statement statement(store.db(),
                                "SELECT day, verb, outcome, staff FROM audit WHERE object = ? ORDER BY seq");
    sql::bind_all(statement, tip.uuid);
    std::vector<TipDeed> deeds;
    while (statement.executeStep()) {
        deeds.push_back({sql::required_day_at(statement, 0), statement.getColumn(1).getString(),
                         statement.getColumn(2).getString(), statement.getColumn(3).getString()});
    }
    return deeds;
}

std::optional<TipStatus> tip_status(const Store& store, std::string_view receipt, Day today) {
    SQLite::Statement statement(
        store.db(), "SELECT state, state_on, disposition FROM tip WHERE receipt = ? AND expires_on > ?");
    sql::bind_all(statement, receipt_hash(store, receipt), today);
    if (!statement.executeStep()) {
        return std::nullopt;
    }
    return TipStatus{sql::required_name_at<TipState>(statement, 0), sql::required_day_at(statement, 1),
                     sql::name_at<TipDisposition>(statement, 2)};
}

} // namespace hnat
