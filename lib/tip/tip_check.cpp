#include "base/period.hpp"
#include "store/statement.hpp"
#include "tip/tip_expiry.hpp"
#include "tip/tip_terms.hpp"

#include <fmt/format.h>

#include <map>
#include <tuple>

namespace hnat {

namespace {

constexpr std::size_t k_most = 20;

/// Regime, month, code.
using Cell = std::tuple<std::string, std::string, std::string>;
/// What was received less what is there and what is gone: 0 everywhere.
using Balance = std::map<Cell, std::int64_t>;

void add_counts(SQLite::Database& db, const char* sql, std::int64_t sign, Balance& balance) {
    SQLite::Statement statement(db, sql);
    while (statement.executeStep()) {
        balance[{statement.getColumn(0).getString(), statement.getColumn(1).getString(),
                 statement.getColumn(2).getString()}] += sign * statement.getColumn(3).getInt64();
    }
}

void subtract_living(SQLite::Database& db, Balance& balance) {
    SQLite::Statement statement(db, "SELECT received_on, code FROM tip");
    while (statement.executeStep()) {
        const Day day = sql::required_day_at(statement, 0);
        for (const Regime& regime : regimes()) {
            --balance[{regime.code, regime.containing(PeriodKind::month, day).code(),
                       statement.getColumn(1).getString()}];
        }
    }
}

void check_counts(SQLite::Database& db, std::vector<std::string>& findings) {
    Balance balance;
    add_counts(db, "SELECT regime, month, detail, count FROM tip_count WHERE event = 'received'", 1, balance);
    add_counts(db, "SELECT regime, month, code, sum(count) FROM tip_tombstone GROUP BY regime, month, code",
               -1, balance);
    subtract_living(db, balance);
    for (const auto& [cell, difference] : balance) {
        if (difference != 0 && findings.size() < k_most) {
            const auto& [regime, month, code] = cell;
            findings.push_back(fmt::format(
                "{} of month {} ({}): {} {} counted as received than are there or were purged", code, month,
                regime, difference < 0 ? -difference : difference, difference < 0 ? "fewer" : "more"));
        }
    }
}

/// The last day that a tip may be kept to, from what the audit chain says was done with it.
Day latest_expiry(const Tip& tip, std::optional<Day> first_closed, bool extended) {
    const Day end = first_closed
                        ? *first_closed + std::chrono::days{k_longest_terms.retention.days_for(tip.harm)}
                        : tip.received_on + std::chrono::days{k_longest_unclosed};
    return extended ? end + std::chrono::days{longest_extension(tip.harm)} : end;
}

void check_expiry(SQLite::Database& db, std::vector<std::string>& findings) {
    SQLite::Statement statement(
        db, "SELECT id, code, received_on, expires_on,"
            " (SELECT min(day) FROM audit WHERE object = uuid AND verb = 'tip-close' AND outcome = 'done'),"
            " EXISTS (SELECT 1 FROM audit WHERE object = uuid AND verb = 'tip-extend' AND outcome = 'done')"
            " FROM tip ORDER BY id");
    while (findings.size() < k_most && statement.executeStep()) {
        Tip tip;
        tip.id = statement.getColumn(0).getInt64();
        tip.harm = sql::required_name_at<Harm>(statement, 1);
        tip.received_on = sql::required_day_at(statement, 2);
        tip.expires_on = sql::required_day_at(statement, 3);
        const Day latest =
            latest_expiry(tip, sql::day_at(statement, 4), statement.getColumn(5).getInt() != 0);
        if (tip.expires_on > latest) {
            findings.push_back(fmt::format("tip {} ({}): kept until {}, but {} is the latest day", tip.id,
                                           name_of(tip.harm), to_iso(tip.expires_on), to_iso(latest)));
        }
    }
}

} // namespace

CheckResult check_tips(const Store& store) {
    CheckResult result{"tips", {}};
    check_counts(store.db(), result.findings);
    check_expiry(store.db(), result.findings);
    return result;
}

} // namespace hnat
