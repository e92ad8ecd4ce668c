/// Makes the store that tests/bench/report measures, and says where a report's time goes:
///
///     hnat_bench_report make DB GROUPS JOINED MEETINGS TIPS
///     hnat_bench_report statements DB KIND PERIOD TODAY      every statement with its milliseconds and its
///     plan
#include "report/report.hpp"
#include "tests/report/history.hpp"

#include <sqlite3.h>

#include <fmt/format.h>

#include <cstdio>
#include <exception>
#include <map>
#include <string>
#include <vector>

using namespace hnat;
using namespace hnat::test;

namespace {

constexpr std::uint64_t k_seed = 1;

int make(const std::vector<std::string>& words) {
    const auto number = [&](std::size_t i) { return static_cast<std::int64_t>(std::stoll(words.at(i))); };
    StoreOptions options;
    options.path = words.at(0);
    const Day first = parse_day("2022-01-01").value();
    auto store = Store::create(options, first);
    History history(store, {number(1), number(2), number(3), number(3) / 20, number(4), 5}, k_seed, first);
    history.write();
    return 0;
}

/// What a connection ran: how often, how long.
struct Statements {
    struct Run {
        std::int64_t times = 0, nanoseconds = 0;
    };
    std::map<std::string, Run> runs;

    static int took(unsigned /*event*/, void* self, void* statement, void* nanoseconds) {
        auto& run = static_cast<Statements*>(self)->runs[sqlite3_sql(static_cast<sqlite3_stmt*>(statement))];
        ++run.times;
        run.nanoseconds += *static_cast<sqlite3_int64*>(nanoseconds);
        return 0;
    }
};

int statements(const std::vector<std::string>& words) {
    StoreOptions options;
    options.path = words.at(0);
    const Day today = parse_day(words.at(3)).value();
    const auto store = Store::open(options, Access::read, today);
    const auto& regime = find_regime("nd09");
    const auto kind = period_kind(enum_from<ReportKind>(words.at(1)).value());
    const auto period = parse_period(regime, kind, words.at(2), today);
    Statements seen;
    sqlite3_trace_v2(store.db().getHandle(), SQLITE_TRACE_PROFILE, Statements::took, &seen);
    report_figures(store, regime, period, today);
    sqlite3_trace_v2(store.db().getHandle(), 0, nullptr, nullptr);
    std::vector<std::pair<std::string, Statements::Run>> sorted(seen.runs.begin(), seen.runs.end());
    std::ranges::sort(sorted, std::greater(), [](const auto& entry) { return entry.second.nanoseconds; });
    for (const auto& [sql, run] : sorted) {
        fmt::print("{:8.2f} ms  {} x  {}\n", static_cast<double>(run.nanoseconds) / 1e6, run.times, sql);
        if (sql.starts_with("SELECT") || sql.starts_with("WITH") || sql.starts_with("\n")) {
            SQLite::Statement plan(store.db(), "EXPLAIN QUERY PLAN " + sql);
            while (plan.executeStep()) {
                fmt::print("              {}\n", plan.getColumn(3).getString());
            }
        }
    }
    return 0;
}

} // namespace

int main(int argc, char** argv) {
    try {
        const std::vector<std::string> words(argv + std::min(argc, 2), argv + argc);
        const std::string verb = argc > 1 ? argv[1] : "";
        return verb == "make" ? make(words) : verb == "statements" ? statements(words) : 2;
    } catch (const std::exception& error) {
        fmt::print(stderr, "hnat_bench_report: {}\n", error.what());
        return 1;
    }
}
