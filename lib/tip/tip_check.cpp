#include "tip/tip_check.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/period.hpp"
#include "store/snapshot.hpp"
#include "store/statement.hpp"
#include "store/witness.hpp"
#include "tip/figures.hpp"
#include "tip/key_check.hpp"
#include "tip/tip_count.hpp"
#include "tip/tip_row.hpp"
#include "tip/tip_terms.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

namespace hnat {

namespace {

using Findings = std::vector<std::string>;

constexpr std::size_t k_most = 20;
/// Retention is a job of every night; after a week somebody has to look.
constexpr std::chrono::days k_grace{7};

void add(Findings& findings, std::string finding) {
    if (findings.size() < k_most) {
        findings.push_back(std::move(finding));
    }
}

/// The last day that a tip may be kept to, from what the audit chain says was done with it.
Day latest_expiry(const Tip& tip, std::optional<Day> first_closed, bool extended) {
    const Day end = first_closed
                        ? *first_closed + std::chrono::days{k_longest_terms.retention.days_for(tip.harm)}
                        : tip.received_on + std::chrono::days{k_longest_unclosed};
    return extended ? end + std::chrono::days{longest_extension(tip.harm)} : end;
}

/// Looks at one tip after another.
class TipChecker {
  public:
    TipChecker(SQLite::Database& db, Day today, Findings& findings)
        : m_witness(db),
          m_states(db),
          m_deeds(db,
                  "SELECT min(CASE verb WHEN 'tip-close' THEN day END), sum(verb = 'tip-extend') FROM audit"
                  " WHERE object = ? AND verb IN ('tip-close', 'tip-extend') AND outcome = 'done'"),
          m_today(today),
          m_findings(findings) {}

    void check(const Tip& tip) {
        if (!m_witness.agrees(tip.uuid, m_states.state_of(tip))) {
            add(m_findings, say("tip {} ({}): is not as hnat left it, or a request to open its source is "
                                "not: somebody changed the database",
                                tip.id, name_of(tip.harm)));
        }
        sql::bind_all(m_deeds, tip.uuid);
        m_deeds.executeStep();
        const Day latest = latest_expiry(tip, sql::day_at(m_deeds, 0), m_deeds.getColumn(1).getInt() != 0);
        if (tip.expires_on > latest) {
            add(m_findings, say("tip {} ({}): kept until {}, but {} is the latest day", tip.id,
                                name_of(tip.harm), to_iso(tip.expires_on), to_iso(latest)));
        }
        if (tip.expires_on + k_grace < m_today) {
            add(m_findings, say("tip {} ({}): expired on {} and still there; run hnat db retention", tip.id,
                                name_of(tip.harm), to_iso(tip.expires_on)));
        }
    }

  private:
    Witness m_witness;
    tip_row::StateReader m_states;
    SQLite::Statement m_deeds;
    Day m_today;
    Findings& m_findings;
};

Findings check_rows(SQLite::Database& db, Day today) {
    Findings findings;
    TipChecker checker(db, today, findings);
    SQLite::Statement rows(db, std::string(tip_row::k_select) + " ORDER BY id");
    while (findings.size() < k_most && rows.executeStep()) {
        try {
            checker.check(tip_row::read_tip(rows));
        } catch (const Error& error) { // a value that hnat never writes
            add(findings, say("tip {}: {}", rows.getColumn(0).getInt64(), error.what()));
        }
    }
    SQLite::Statement gone(db, "SELECT seq, day FROM audit AS entry WHERE verb = 'tip-add'"
                               " AND NOT EXISTS (SELECT 1 FROM tip WHERE uuid = entry.object)"
                               " AND NOT EXISTS (SELECT 1 FROM audit WHERE object = entry.object AND verb = "
                               "'tip-purge') ORDER BY seq");
    while (findings.size() < k_most && gone.executeStep()) {
        add(findings, say("a tip that was entered on {} (row {} of the audit chain) is not there and was "
                          "never purged: somebody took it out of the database",
                          gone.getColumn(1).getString(), gone.getColumn(0).getInt64()));
    }
    return findings;
}

/// What is counted: month (empty: all), event or harm.
using Cell = std::pair<std::string, std::string>;
/// What was counted less what there is to count: 0 everywhere.
using Balance = std::map<Cell, std::int64_t>;

void add_counts(SQLite::Database& db, const char* sql, std::int64_t sign, Balance& balance) {
    SQLite::Statement statement(db, sql);
    while (statement.executeStep()) {
        balance[{statement.getColumn(0).getString(), statement.getColumn(1).getString()}] +=
            sign * statement.getColumn(2).getInt64();
    }
}

/// Every difference, as `say_one(month or harm, how many too many or too few)` puts it.
template <typename SayOne>
void report(const Balance& balance, const SayOne& say_one, Findings& findings) {
    for (const auto& [cell, difference] : balance) {
        if (difference != 0) {
            add(findings, say_one(cell, difference));
        }
    }
}

/// In each harm, what was received against what is there and what is gone.
void check_harms(SQLite::Database& db, Findings& findings) {
    Balance balance;
    add_counts(db, "SELECT '', detail, sum(count) FROM tip_count WHERE event = 'received' GROUP BY detail", 1,
               balance);
    add_counts(db, "SELECT '', code, sum(count) FROM tip_tombstone GROUP BY code", -1, balance);
    add_counts(db, "SELECT '', code, count(*) FROM tip GROUP BY code", -1, balance);
    report(
        balance,
        [](const Cell& cell, std::int64_t difference) {
            return difference < 0 ? say("{} of all months: {} fewer counted as received than are there or "
                                        "were purged",
                                        cell.second, -difference)
                                  : say("{} of all months: {} more counted as received than are there or "
                                        "were purged",
                                        cell.second, difference);
        },
        findings);
}

/// The event that a deed of the chain is counted as; nullopt: as none.
std::optional<TipEvent> event_of(std::string_view verb, std::string_view outcome) {
    static const std::map<std::string_view, TipEvent> events{{"tip-add", TipEvent::received},
                                                             {"tip-ack", TipEvent::acknowledged},
                                                             {"tip-refer", TipEvent::referred},
                                                             {"tip-close", TipEvent::closed},
                                                             {"tip-reopen", TipEvent::reopened},
                                                             {"tip-extend", TipEvent::extended},
                                                             {"tip-purge", TipEvent::purged},
                                                             {"tip-reveal", TipEvent::revealed},
                                                             {"tip-out-of-scope", TipEvent::out_of_scope}};
    const auto found = events.find(verb);
    if (found == events.end()) {
        return std::nullopt;
    }
    return found->second == TipEvent::revealed && outcome != name_of(AuditOutcome::done)
               ? TipEvent::reveal_refused
               : found->second;
}

/// In each month of the calendar, what was counted against what the chain says was done.
void check_deeds(SQLite::Database& db, const Regime& calendar, Findings& findings) {
    Balance balance;
    add_counts(db, "SELECT month, event, sum(count) FROM tip_count GROUP BY month, event", 1, balance);
    SQLite::Statement deeds(db, "SELECT day, verb, outcome, count(*) FROM audit WHERE verb GLOB 'tip-*'"
                                " GROUP BY day, verb, outcome");
    while (deeds.executeStep()) {
        if (const auto event = event_of(deeds.getColumn(1).getString(), deeds.getColumn(2).getString())) {
            const Day day = sql::required_day_at(deeds, 0);
            balance[{calendar.containing(PeriodKind::month, day).code(), std::string(name_of(*event))}] -=
                deeds.getColumn(3).getInt64();
        }
    }
    report(
        balance,
        [](const Cell& cell, std::int64_t difference) {
            return difference < 0 ? say("{} of month {}: {} fewer counted than the audit chain has",
                                        cell.second, cell.first, -difference)
                                  : say("{} of month {}: {} more counted than the audit chain has",
                                        cell.second, cell.first, difference);
        },
        findings);
}

/// The chain does not say of which month and harm a tip was; so these are compared over all.
void check_tombstones(SQLite::Database& db, Findings& findings) {
    const auto count = sql::integer_of(db, "SELECT coalesce(sum(count), 0) FROM tip_tombstone");
    const auto chain =
        sql::integer_of(db, "SELECT count(*) FROM audit WHERE verb = ?", name_of(AuditVerb::tip_purge));
    if (count != chain) {
        add(findings, say("tombstones of all months: {} were counted, the audit chain has {}", count, chain));
    }
}

Findings check_counts(SQLite::Database& db) {
    Findings findings;
    if (sql::integer_of(db, "SELECT count(DISTINCT regime) FROM (SELECT regime FROM tip_count UNION ALL"
                            " SELECT regime FROM tip_tombstone)") > 1) {
        add(findings, say("tips are counted in more than one reporting calendar (P8)"));
    }
    const Regime* const calendar = tip_calendar(db);
    check_harms(db, findings);
    check_deeds(db, calendar != nullptr ? *calendar : regimes().front(), findings);
    check_tombstones(db, findings);
    return findings;
}

/// Day, staff, outcome, tip (empty: it has gone).
using Request = std::tuple<std::string, std::string, std::string, std::string>;

std::string say_requests(const Request& request, std::int64_t difference) {
    const auto& [day, staff, outcome, tip] = request;
    if (tip.empty()) {
        return difference < 0 ? say("requests of {} by {} ({}) to open the source of tips that are gone: {} "
                                    "fewer than the audit chain has",
                                    day, staff, outcome, -difference)
                              : say("requests of {} by {} ({}) to open the source of tips that are gone: {} "
                                    "more than the audit chain has",
                                    day, staff, outcome, difference);
    }
    return difference < 0 ? say("requests of {} by {} ({}) to open the source of tip {}: {} fewer than the "
                                "audit chain has",
                                day, staff, outcome, tip, -difference)
                          : say("requests of {} by {} ({}) to open the source of tip {}: {} more than the "
                                "audit chain has",
                                day, staff, outcome, tip, difference);
}

Findings check_reveals(SQLite::Database& db) {
    std::map<Request, std::int64_t> balance;
    const auto count = [&](const char* sql, std::int64_t sign) {
        SQLite::Statement rows(db, sql);
        while (rows.executeStep()) {
            balance[{rows.getColumn(0).getString(), rows.getColumn(1).getString(),
                     rows.getColumn(2).getString(), rows.getColumn(3).getString()}] +=
                sign * rows.getColumn(4).getInt64();
        }
    };
    count("SELECT day, staff, outcome, coalesce(tip_id, ''), count(*) FROM tip_reveal GROUP BY 1, 2, 3, 4",
          1);
    count("SELECT day, staff, outcome, coalesce(tip.id, ''), count(*) FROM audit"
          " LEFT JOIN tip ON tip.uuid = audit.object WHERE verb = 'tip-reveal' GROUP BY 1, 2, 3, 4",
          -1);
    Findings findings;
    for (const auto& [request, difference] : balance) {
        if (difference != 0) {
            add(findings, say_requests(request, difference));
        }
    }
    return findings;
}

} // namespace

std::vector<CheckResult> check_tips(const Store& store, Day today) {
    SQLite::Database& db = store.db();
    const Snapshot snapshot(db);
    return {run_check(store, "tips", [&] { return check_rows(db, today); }),
            run_check(store, "tip-counts", [&] { return check_counts(db); }),
            run_check(store, "reveals", [&] { return check_reveals(db); }),
            run_check(store, "keys", [&] { return check_keys(db); })};
}

} // namespace hnat
