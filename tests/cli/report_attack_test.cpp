/// P8 against whoever has the files of a report: in every format, to the byte.
#include "base/period.hpp"
#include "cli/output/report_writers.hpp"
#include "report/report.hpp"
#include "report/suppression.hpp"
#include "store/statement.hpp"
#include "tests/report/history.hpp"
#include "tests/seed.hpp"
#include "tests/support.hpp"

#include <nlohmann/json.hpp>

#include <map>
#include <random>
#include <set>
#include <sstream>

using namespace hnat;
using namespace hnat::cli;
using namespace hnat::test;

namespace {

constexpr const char* k_regime = "nd09";

/// A year and a half of an office with few tips and requests, so that much is to be hidden.
class SmallOffice {
  public:
    explicit SmallOffice(std::uint64_t seed) : m_store(Store::create({":memory:"}, day("2023-12-15"))) {
        HistorySize size;
        size.groups = 120;
        size.joined = 20;
        size.meetings = 30;
        size.requests = 40;
        size.tips = 60;
        size.years = 2;
        History history(m_store, size, seed, day("2023-12-15"));
        history.write();
        m_today = history.last();
    }

    [[nodiscard]] ReportFigures figures(PeriodKind kind, int number) const {
        const auto& regime = find_regime(k_regime);
        return report_figures(m_store, regime, regime.period(kind, 2024, number), m_today);
    }

    /// The reports of a quarter, of its months, and of the next quarter, as files of every format.
    [[nodiscard]] std::map<std::string, std::string> files(int quarter) const {
        std::map<std::string, std::string> files;
        const auto add = [&](PeriodKind kind, int number) {
            const auto report = figures(kind, number);
            for (const auto& format : k_enum_names<DocumentFormat>) {
                files[report.period.code() + "." + std::string(format.name)] =
                    render_report(report, "vi", format.value, std::nullopt);
            }
            for (const auto& format : k_enum_names<DataFormat>) {
                std::ostringstream out;
                write_report_data(format.value, report_data(report), "vi", out);
                files[report.period.code() + "." + std::string(format.name)] = out.str();
            }
        };
        add(PeriodKind::month, 3 * quarter - 1);
        add(PeriodKind::quarter, quarter);
        if (quarter < 4) {
            add(PeriodKind::quarter, quarter + 1);
        }
        return files;
    }

    /// Adds to, or takes from, what a month counted: the audit chain does not see it, so that nothing else
    /// differs.
    void change_tips(std::string_view month, std::string_view code, int by) {
        const std::int64_t count = tips(month, code) + by;
        sql::run_once(m_store.db(),
                      "DELETE FROM tip_count WHERE regime = ? AND month = ? AND event = 'received'"
                      " AND detail = ?",
                      k_regime, month, code);
        if (count > 0) {
            sql::run_once(m_store.db(),
                          "INSERT INTO tip_count (regime, month, event, detail, count)"
                          " VALUES (?, ?, 'received', ?, ?)",
                          k_regime, month, code, count);
        }
    }
    [[nodiscard]] std::int64_t tips(std::string_view month, std::string_view code) const {
        SQLite::Statement count(m_store.db(), "SELECT coalesce(sum(count), 0) FROM tip_count WHERE regime = ?"
                                              " AND month = ? AND event = 'received' AND detail = ?");
        count.bind(1, k_regime);
        count.bind(2, std::string(month));
        count.bind(3, std::string(code));
        count.executeStep();
        return count.getColumn(0).getInt64();
    }

  private:
    Store m_store;
    Day m_today;
};

std::vector<std::string> differing(const std::map<std::string, std::string>& left,
                                   const std::map<std::string, std::string>& right) {
    std::vector<std::string> names;
    for (const auto& [name, text] : left) {
        if (right.at(name) != text) {
            names.push_back(name);
        }
    }
    return names;
}

} // namespace

TEST_CASE("P8: a tip that moves from one hidden count to another changes no byte of a report in any format") {
    const auto seed = test::seed();
    MESSAGE("seed " << seed);
    SmallOffice office(seed);
    constexpr std::array k_harms{"MAL", "CGR", "EXT", "ATO", "PHI"};
    const auto& regime = find_regime(k_regime);
    std::size_t moved = 0;
    for (int quarter = 1; quarter <= 4; ++quarter) {
        // Two harms of which this quarter has 1 to 4 each, before the move and after it.
        const auto months = [&](const char* harm) {
            std::map<std::string, std::int64_t> counts;
            for (int month = 3 * quarter - 2; month <= 3 * quarter; ++month) {
                const auto code = regime.period(PeriodKind::month, 2024, month).code();
                counts[code] = office.tips(code, harm);
            }
            return counts;
        };
        const auto total = [](const std::map<std::string, std::int64_t>& counts) {
            std::int64_t sum = 0;
            for (const auto& entry : counts) {
                sum += entry.second;
            }
            return sum;
        };
        for (const char* from : k_harms) {
            for (const char* to : k_harms) {
                const auto given = months(from);
                if (from == to || total(given) < 2 || total(given) > 4 || total(months(to)) < 1 ||
                    total(months(to)) > 3) {
                    continue;
                }
                const auto month = std::ranges::find_if(given, [](const auto& e) { return e.second > 0; });
                const auto before = office.files(quarter);
                office.change_tips(month->first, from, -1);
                office.change_tips(month->first, to, 1);
                CAPTURE(month->first);
                CAPTURE(from);
                CAPTURE(to);
                CHECK(differing(before, office.files(quarter)) == std::vector<std::string>{});
                ++moved;
                break;
            }
        }
    }
    MESSAGE("tips that were moved: " << moved);
    // The test does see a change of what is shown: in its quarter, and in the next one, which has it beside
    // its own figures.
    const auto before = office.files(2);
    office.change_tips(regime.period(PeriodKind::month, 2024, 5).code(), "FRD", 40);
    CHECK(differing(before, office.files(2)).size() == 2 * 7);
}

TEST_CASE("P8: no shown row taken from a shown total leaves a hidden one known") {
    const auto seed = test::seed();
    MESSAGE("seed " << seed);
    std::size_t tables = 0;
    std::size_t whole = 0;
    for (std::uint64_t round = 0; round < 4; ++round) {
        const SmallOffice office(seed + round);
        for (int quarter = 1; quarter <= 4; ++quarter) {
            std::ostringstream out;
            write_report_data(DataFormat::json, report_data(office.figures(PeriodKind::quarter, quarter)),
                              "vi", out);
            const auto report = nlohmann::json::parse(out.str());
            const std::array<std::array<const char*, 4>, 4> totals{
                {{"tips", "received", "by_harm", "count"},
                 {"tips", "referred", "by_route", "count"},
                 {"tips", "closed", "by_disposition", "count"},
                 {"protection", "received", "requests", "received"}}};
            for (const auto& words : totals) {
                const auto& [section, figure, table, column] = words;
                CAPTURE(words.at(2));
                const auto& part = report["sections"][section];
                for (const char* time : {"now", "previous"}) {
                    const auto& total = part["figures"][figure][time];
                    std::int64_t hidden = 0;
                    std::int64_t shown = 0;
                    for (const auto& row : part["tables"][table]) {
                        const auto& cell = row["figures"][column][time];
                        hidden += cell.is_null() ? 1 : 0;
                        shown += cell.is_null() ? 0 : cell.get<std::int64_t>();
                    }
                    if (total.is_null()) {
                        CHECK(shown == 0); // the whole table is withheld
                        continue;
                    }
                    if (shown == 0 && hidden == static_cast<std::int64_t>(part["tables"][table].size())) {
                        // Every cell is withheld, zeros as well: its number of cells says nothing of them.
                        CHECK(!is_small(total.get<std::int64_t>()));
                        ++whole;
                        continue;
                    }
                    const auto left = total.get<std::int64_t>() - shown;
                    CHECK((hidden == 0 ? left == 0 : !tells(hidden, left)));
                    ++tables;
                }
            }
        }
    }
    MESSAGE("totals shown with some cells: " << tables << ", with none: " << whole);
    CHECK(tables > 0);
    CHECK(whole > 0);
}
