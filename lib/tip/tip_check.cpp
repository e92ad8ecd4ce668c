#include "store/statement.hpp"
#include "tip/tip_expiry.hpp"
#include "tip/tip_terms.hpp"

#include <fmt/format.h>

#include <map>

namespace hnat {

namespace {

constexpr std::size_t k_most = 20;

/// By code: what was received less what is there and what is gone: 0 everywhere.
using Balance = std::map<std::string, std::int64_t>;

void add_counts(SQLite::Database& db, const char* sql, std::int64_t sign, Balance& balance) {
    SQLite::Statement statement(db, sql);
    while (statement.executeStep()) {
        balance[statement.getColumn(0).getString()] += sign * statement.getColumn(1).getInt64();
    }
}

void check_counts(SQLite::Database& db, std::vector<std::string>& findings) {
    Balance balance;
    add_counts(db, "SELECT detail, sum(count) FROM tip_count WHERE event = 'received' GROUP BY detail", 1,
               balance);
    add_counts(db, "SELECT code, sum(count) FROM tip_tombstone GROUP BY code", -1, balance);
    add_counts(db, "SELECT code, count(*) FROM tip GROUP BY code", -1, balance);
    for (const auto& [code, difference] : balance) {
        if (difference != 0 && findings.size() < k_most) {
            findings.push_back(fmt::format("{}: {} {} counted as received than are there or were purged",
                                           code, difference < 0 ? -difference : difference,
                                           difference < 0 ? "fewer" : "more"));
        }
    }
    if (sql::integer_of(db, "SELECT count(DISTINCT regime) FROM (SELECT regime FROM tip_count UNION ALL"
                            " SELECT regime FROM tip_tombstone)") > 1) {
        findings.push_back("tips are counted in more than one reporting calendar (P8)");
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
