#include "survey/figures.hpp"

#include "address/address.hpp"
#include "store/statement.hpp"
#include "survey/row.hpp"

#include <fmt/format.h>

#include <tuple>
#include <utility>

namespace hnat {

namespace {

/// Every group that was ever in the register, as counts: those that are there, and what retention left of
/// those that expired, so that a report does not depend on when retention ran. A group that expired is out
/// from that day on.
constexpr const char* k_counted_sql =
    "WITH counted AS ("
    "SELECT surveyed_on, CASE WHEN state <> 'joined' THEN expires_on END AS gone_on, platform,"
    " coalesce(topic, '') AS topic, coalesce(locality, '') AS locality, resolved, 1 AS groups,"
    " coalesce(members, 0) AS members, members IS NOT NULL AS members_known FROM survey_group "
    "UNION ALL SELECT surveyed_on, day, platform, topic, locality, resolved, groups, members, members_known"
    " FROM survey_expired) ";

/// Those in the register at the end of a period `?1` to `?2`.
constexpr const char* k_at_end_sql =
    "FROM counted WHERE surveyed_on < ?2 AND (gone_on IS NULL OR gone_on >= ?2)";

std::int64_t count_expired(SQLite::Database& db, DayRange period) {
    SQLite::Statement statement(
        db,
        fmt::format("{} SELECT coalesce(sum(groups), 0) FROM counted WHERE gone_on >= ?1 AND gone_on < ?2",
                    k_counted_sql));
    sql::bind_all(statement, period.start, period.end);
    statement.executeStep();
    return statement.getColumn(0).getInt64();
}

void add_totals(SQLite::Database& db, DayRange period, RegisterFigures& figures) {
    SQLite::Statement statement(
        db, fmt::format("{} SELECT total(groups), total(members), total(members_known), total(groups) FILTER"
                        " (WHERE surveyed_on >= ?1), total(groups) FILTER (WHERE resolved = 0), total(groups)"
                        " FILTER (WHERE resolved = 0 AND surveyed_on >= ?1) {}",
                        k_counted_sql, k_at_end_sql));
    sql::bind_all(statement, period.start, period.end);
    statement.executeStep();
    figures.groups = statement.getColumn(0).getInt64();
    figures.members = statement.getColumn(1).getInt64();
    figures.members_known = statement.getColumn(2).getInt64();
    figures.added = statement.getColumn(3).getInt64();
    figures.unresolved = statement.getColumn(4).getInt64();
    figures.unresolved_added = statement.getColumn(5).getInt64();
}

/// `column` is one of ours, never a user's text.
std::vector<RegisterCount> breakdown(SQLite::Database& db, DayRange period, std::string_view column) {
    SQLite::Statement statement(
        db, fmt::format("{} SELECT {}, sum(groups) AS n, sum(members), total(groups) FILTER"
                        " (WHERE surveyed_on >= ?1) {} GROUP BY 1 ORDER BY n DESC, 1",
                        k_counted_sql, column, k_at_end_sql));
    sql::bind_all(statement, period.start, period.end);
    std::vector<RegisterCount> counts;
    while (statement.executeStep()) {
        counts.push_back({statement.getColumn(0).getString(),
                          {},
                          {},
                          statement.getColumn(1).getInt64(),
                          statement.getColumn(2).getInt64(),
                          statement.getColumn(3).getInt64()});
    }
    return counts;
}

using Names = std::pair<std::string, std::string>; ///< Vietnamese, English

template <typename NamesOf>
void add_names(std::vector<RegisterCount>& counts, const NamesOf& names_of_code) {
    for (auto& count : counts) {
        std::tie(count.name_vi, count.name_en) =
            count.code.empty() ? Names("chưa rõ", "not given") : names_of_code(count.code);
    }
}

Names platform_names(const std::string& code) {
    const std::string name(AddressRules::standard().platform_name(code));
    return {name, name};
}

Names topic_names(const std::string& code) {
    return {std::string(topic_name(code, "vi")), std::string(topic_name(code, "en"))};
}

/// English for the kinds of units since 1 July 2025; older and other kinds stay as they are.
std::string_view kind_in_english(std::string_view kind) {
    if (kind == "xã") {
        return "commune";
    }
    if (kind == "phường") {
        return "ward";
    }
    return kind == "đặc khu" ? "special zone" : kind;
}

/// `Phường Gia Sàng`, `Gia Sàng ward`. A name alone is not enough: a ward and a commune may share it.
class LocalityNames {
  public:
    explicit LocalityNames(SQLite::Database& db)
        : m_statement(db, "SELECT kind, name FROM locality_unit WHERE code = ?"
                          " ORDER BY valid_to IS NOT NULL, valid_from DESC LIMIT 1") {}

    Names operator()(const std::string& code) {
        sql::bind_all(m_statement, code);
        Names names{code, code};
        if (m_statement.executeStep()) {
            const std::string kind = m_statement.getColumn(0).getString();
            const std::string name = m_statement.getColumn(1).getString();
            names = {fmt::format("{} {}", kind, name), fmt::format("{} {}", name, kind_in_english(kind))};
        }
        m_statement.reset();
        return names;
    }

  private:
    SQLite::Statement m_statement;
};

} // namespace

RegisterFigures register_figures(const Store& store, DayRange period) {
    SQLite::Database& db = store.db();
    RegisterFigures figures;
    add_totals(db, period, figures);
    figures.expired = count_expired(db, period);
    figures.by_platform = breakdown(db, period, "platform");
    figures.by_topic = breakdown(db, period, "topic");
    figures.by_locality = breakdown(db, period, "locality");
    add_names(figures.by_platform, platform_names);
    add_names(figures.by_topic, topic_names);
    LocalityNames locality_names(db);
    add_names(figures.by_locality, [&](const std::string& code) { return locality_names(code); });
    return figures;
}

} // namespace hnat
