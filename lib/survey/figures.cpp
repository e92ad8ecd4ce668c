#include "survey/figures.hpp"

#include "survey/address.hpp"
#include "survey/row.hpp"
#include "survey/statement.hpp"

#include <fmt/format.h>

#include <tuple>
#include <utility>

namespace hnat {

namespace {

/// The groups in the register at the end of a period `?1` to `?2`: surveyed before it, and not expired by
/// then. A group that expired is out from that day on, whether or not retention has removed it yet, so that a
/// report does not depend on when retention ran.
constexpr const char* k_at_end_sql =
    "FROM survey_group WHERE surveyed_on < ?2 AND NOT (state <> 'joined' AND expires_on < ?2)";

std::int64_t count_expired(SQLite::Database& db, DayRange period) {
    SQLite::Statement statement(db, "SELECT (SELECT count(*) FROM survey_group WHERE state <> 'joined'"
                                    " AND expires_on >= ?1 AND expires_on < ?2)"
                                    " + (SELECT coalesce(sum(groups), 0) FROM survey_expired WHERE day >= ?1"
                                    " AND day < ?2)");
    sql::bind_all(statement, period.start, period.end);
    statement.executeStep();
    return statement.getColumn(0).getInt64();
}

void add_totals(SQLite::Database& db, DayRange period, RegisterFigures& figures) {
    SQLite::Statement statement(
        db, fmt::format(
                "SELECT count(*), coalesce(sum(members), 0), count(members), count(*) FILTER (WHERE"
                " surveyed_on >= ?1), count(*) FILTER (WHERE resolved = 0), count(*) FILTER (WHERE resolved ="
                " 0 AND surveyed_on >= ?1) {}",
                k_at_end_sql));
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
        db, fmt::format(
                "SELECT coalesce({}, ''), count(*) AS n, coalesce(sum(members), 0), count(*) FILTER (WHERE"
                " surveyed_on >= ?1) {} GROUP BY 1 ORDER BY n DESC, 1",
                column, k_at_end_sql));
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
