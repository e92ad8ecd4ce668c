#include "survey/register_filter.hpp"

#include "store/statement.hpp"
#include "survey/register_row.hpp"

#include <fmt/format.h>

namespace hnat {

std::string filter_sql() {
    return fmt::format(
        "(:platform IS NULL OR g.platform = :platform) AND (:topic IS NULL OR g.topic = :topic)"
        " AND (:locality IS NULL OR g.locality = :locality)"
        " AND (:liaison IS NULL OR g.liaison = :liaison)"
        " AND (:state IS NULL OR {} = :state)"
        " AND (:since IS NULL OR g.surveyed_on >= :since)"
        " AND (:until IS NULL OR g.surveyed_on <= :until)"
        " AND (:resolved IS NULL OR g.resolved = :resolved)",
        register_row::k_state_sql);
}

void bind_filter(SQLite::Statement& statement, const GroupFilter& filter, Day today) {
    const auto state = filter.state ? std::optional(name_of(*filter.state)) : std::nullopt;
    const auto resolved =
        filter.resolved ? std::optional<std::int64_t>(*filter.resolved ? 1 : 0) : std::nullopt;
    statement.bind(":today", to_iso(today));
    sql::bind_named(statement, ":platform", filter.platform);
    sql::bind_named(statement, ":topic", filter.topic);
    sql::bind_named(statement, ":locality", filter.locality);
    sql::bind_named(statement, ":liaison", filter.liaison);
    sql::bind_named(statement, ":state", state);
    sql::bind_named(statement, ":since", filter.since);
    sql::bind_named(statement, ":until", filter.until);
    sql::bind_named(statement, ":resolved", resolved);
}

} // namespace hnat
