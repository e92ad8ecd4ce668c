#include "base/period.hpp"
#include "report/disclosure.hpp"
#include "report/tips.hpp"
#include "store/office.hpp"
#include "store/statement.hpp"
#include "tests/seed.hpp"
#include "tests/support.hpp"

#include <doctest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <random>
#include <string>
#include <vector>

using namespace hnat;
using namespace hnat::test;

namespace {

/// Figures of a quarter of a small office: some harms, routes and dispositions, most of them seldom.
TipFigures random_figures(std::mt19937_64& random) {
    const auto seldom = [&random] { return static_cast<std::int64_t>(random() % 2 == 0 ? 0 : random() % 9); };
    TipFigures figures;
    const auto fill = [&](auto& counts, const auto& names, std::size_t used) {
        std::int64_t sum = 0;
        for (std::size_t i = 0; i < names.size(); ++i) {
            counts.push_back({names[i].value, i < used ? seldom() : 0});
            sum += counts.back().count;
        }
        return sum;
    };
    const auto took = [&random](std::int64_t all) {
        const auto in_term = static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(all + 1));
        const auto late = std::min<std::int64_t>(all - in_term, static_cast<std::int64_t>(random() % 4));
        return TookFigures{in_term, late, {{3, in_term}, {40, late}}};
    };
    fill(figures.received, k_enum_names<Harm>, 6);
    figures.first_referred = took(fill(figures.referred, k_enum_names<Route>, 4));
    figures.first_closed = took(fill(figures.closed, k_enum_names<TipDisposition>, 3));
    figures.acknowledged = took(seldom() + seldom());
    figures.out_of_scope = seldom();
    figures.reopened = seldom();
    figures.revealed = seldom();
    figures.reveal_refused = seldom();
    return figures;
}

void add_counts(TookFigures& sum, const TookFigures& other) {
    sum.in_term += other.in_term;
    sum.late += other.late;
}

/// The figures of a longer period.
TipFigures sum_of(const std::vector<TipFigures>& parts) {
    TipFigures sum = parts.front();
    for (std::size_t i = 1; i < parts.size(); ++i) {
        const auto add = [](auto& counts, const auto& others) {
            for (std::size_t at = 0; at < counts.size(); ++at) {
                counts[at].count += others[at].count;
            }
        };
        add(sum.received, parts[i].received);
        add(sum.referred, parts[i].referred);
        add(sum.closed, parts[i].closed);
        add_counts(sum.acknowledged, parts[i].acknowledged);
        add_counts(sum.first_referred, parts[i].first_referred);
        add_counts(sum.first_closed, parts[i].first_closed);
        sum.out_of_scope += parts[i].out_of_scope;
        sum.reopened += parts[i].reopened;
        sum.revealed += parts[i].revealed;
        sum.reveal_refused += parts[i].reveal_refused;
    }
    return sum;
}

/// A reader who writes down every number that was printed as an equation over the counts of the quarters, and
/// solves them: over the numbers modulo a prime, which is exact for what can be computed from sums and
/// differences.
class Solver {
  public:
    using Equation = std::map<std::size_t, std::int64_t>; ///< unknown -> factor

    void add(Equation equation) {
        reduce(equation);
        if (equation.empty()) {
            return;
        }
        const auto [pivot, factor] = *equation.begin();
        scale(equation, inverse(factor));
        for (auto& [other_pivot, row] : m_rows) {
            eliminate(row, pivot, equation);
        }
        m_rows.emplace(pivot, std::move(equation));
    }

    /// Whether the equations have one value only for the unknown.
    [[nodiscard]] bool knows(std::size_t unknown) const {
        const auto row = m_rows.find(unknown);
        return row != m_rows.end() && row->second.size() == 1;
    }

  private:
    static constexpr std::int64_t k_prime = 2'147'483'647;

    static std::int64_t wrapped(std::int64_t value) { return (value % k_prime + k_prime) % k_prime; }
    static std::int64_t inverse(std::int64_t value) {
        std::int64_t result = 1;
        std::int64_t base = wrapped(value);
        for (std::int64_t power = k_prime - 2; power > 0; power /= 2) {
            result = power % 2 == 1 ? result * base % k_prime : result;
            base = base * base % k_prime;
        }
        return result;
    }
    static void scale(Equation& equation, std::int64_t factor) {
        for (auto& [unknown, value] : equation) {
            value = wrapped(value) * factor % k_prime;
        }
    }
    static void eliminate(Equation& equation, std::size_t pivot, const Equation& row) {
        const auto found = equation.find(pivot);
        if (found == equation.end()) {
            return;
        }
        const std::int64_t factor = found->second;
        for (const auto& [unknown, value] : row) {
            auto& target = equation[unknown];
            target = wrapped(target - factor * value % k_prime);
            if (target == 0) {
                equation.erase(unknown);
            }
        }
    }
    void reduce(Equation& equation) const {
        for (const auto& [pivot, row] : m_rows) {
            eliminate(equation, pivot, row);
        }
    }

    std::map<std::size_t, Equation> m_rows; ///< each with its first unknown, which is in no other
};

constexpr std::size_t k_quarters = 4;

/// The number of the unknown that a count of a quarter is.
std::size_t unknown(std::size_t quarter, std::size_t table, std::size_t cell) {
    return (quarter * k_tip_tables + table) * 32 + cell;
}

/// What a report over some quarters printed, and what everybody knows of its tables.
void add_report(Solver& solver, const std::vector<std::size_t>& quarters, const ShownTips& shown) {
    const auto sum_over = [&](std::size_t table, std::size_t from, std::size_t to) {
        Solver::Equation equation;
        for (const auto quarter : quarters) {
            for (std::size_t cell = from; cell < to; ++cell) {
                equation[unknown(quarter, table, cell)] += 1;
            }
        }
        return equation;
    };
    for (std::size_t table = 0; table < k_tip_tables; ++table) {
        const ShownTable& printed = shown.tables[table];
        for (std::size_t cell = 0; cell < printed.cells.size(); ++cell) {
            if (printed.cells[cell]) {
                solver.add(sum_over(table, cell, cell + 1));
            }
        }
        if (printed.total) {
            solver.add(sum_over(table, 0, printed.cells.size()));
        }
    }
    // Two tables with one total.
    for (const auto& [one, other] : {std::pair{TipTable::referred, TipTable::referred_term},
                                     std::pair{TipTable::closed, TipTable::closed_term}}) {
        auto equation = sum_over(static_cast<std::size_t>(one), 0, shown.table(one).cells.size());
        for (const auto& [name, factor] :
             sum_over(static_cast<std::size_t>(other), 0, shown.table(other).cells.size())) {
            equation[name] -= factor;
        }
        solver.add(equation);
    }
}

/// The hidden counts of a quarter that are small, and those of them that the solver knows.
struct Told {
    std::size_t hidden = 0, told = 0;
};
Told told_by(const Solver& solver, std::size_t quarter, const TipPart& part) {
    Told result;
    for (std::size_t table = 0; table < k_tip_tables; ++table) {
        for (std::size_t cell = 0; cell < part.cells[table].size(); ++cell) {
            if (!part.shown.tables[table].cells[cell] && part.cells[table][cell] > 0) {
                ++result.hidden;
                result.told += static_cast<std::size_t>(solver.knows(unknown(quarter, table, cell)));
            }
        }
    }
    return result;
}

TipPart part_of(const TipFigures& figures, const std::vector<TipPart>& quarters = {},
                const std::vector<TipPart>& halves = {}) {
    return {tip_cells(figures), shown_tips(figures, quarters, halves)};
}

} // namespace

TEST_CASE("P8: no hidden number can be computed from a report, its totals and its neighbouring periods") {
    const auto seed = test::seed();
    MESSAGE("seed " << seed);
    std::mt19937_64 random(seed);
    Told all;
    for (int round = 0; round < 400; ++round) {
        // This quarter, the one before it and the same one of last year, as one report prints them.
        Solver solver;
        std::vector<TipPart> quarters;
        for (std::size_t quarter = 0; quarter < 3; ++quarter) {
            quarters.push_back(part_of(random_figures(random)));
            add_report(solver, {quarter}, quarters.back().shown);
        }
        for (std::size_t quarter = 0; quarter < quarters.size(); ++quarter) {
            const Told told = told_by(solver, quarter, quarters[quarter]);
            all.hidden += told.hidden;
            all.told += told.told;
        }
    }
    MESSAGE(all.hidden << " hidden numbers, " << all.told << " of them told");
    CHECK(all.hidden > 5'000);
    CHECK_EQ(all.told, 0);
}

TEST_CASE("P8: nor can one from the reports of all quarters, halves and the year together") {
    const auto seed = test::seed();
    MESSAGE("seed " << seed);
    std::mt19937_64 random(seed);
    Told all;
    std::size_t year_shown = 0;
    for (int round = 0; round < 400; ++round) {
        Solver solver;
        std::vector<TipFigures> figures;
        std::vector<TipPart> quarters;
        for (std::size_t quarter = 0; quarter < k_quarters; ++quarter) {
            figures.push_back(random_figures(random));
            quarters.push_back(part_of(figures.back()));
            add_report(solver, {quarter}, quarters.back().shown);
        }
        std::vector<TipPart> halves;
        for (std::size_t half = 0; half < 2; ++half) {
            halves.push_back(part_of(sum_of({figures[2 * half], figures[2 * half + 1]}),
                                     {quarters[2 * half], quarters[2 * half + 1]}));
            add_report(solver, {2 * half, 2 * half + 1}, halves.back().shown);
        }
        const TipPart year = part_of(sum_of(figures), quarters, halves);
        add_report(solver, {0, 1, 2, 3}, year.shown);
        for (const auto& table : year.shown.tables) {
            year_shown += static_cast<std::size_t>(table.total.has_value());
        }
        for (std::size_t quarter = 0; quarter < k_quarters; ++quarter) {
            const Told told = told_by(solver, quarter, quarters[quarter]);
            all.hidden += told.hidden;
            all.told += told.told;
        }
    }
    MESSAGE(all.hidden << " hidden numbers, " << all.told << " of them told; " << year_shown << " of "
                       << 400 * k_tip_tables << " tables of a year shown");
    CHECK(all.hidden > 5'000);
    CHECK_EQ(all.told, 0);
}

TEST_CASE("P8: nor by who reasons with bounds: a hidden count of a number that stands alone has two values "
          "at least") {
    // Every year of an office in which so many calls came about something else: what its reports print, and
    // what the quarters may then have held.
    constexpr std::int64_t k_most = 6;
    const auto figures_of = [](std::int64_t count) {
        std::mt19937_64 random(1);
        TipFigures figures = random_figures(random);
        figures.out_of_scope = count;
        return figures;
    };
    const auto printed_of = [](const TipPart& part) {
        return part.shown.table(TipTable::out_of_scope).cells[0];
    };
    std::vector<TipPart> parts;
    for (std::int64_t count = 0; count <= k_most; ++count) {
        parts.push_back(part_of(figures_of(count)));
    }
    const auto part = [&parts](std::int64_t count) { return parts.at(static_cast<std::size_t>(count)); };
    using Year = std::array<std::int64_t, k_quarters>;
    std::map<std::vector<ShownCount>, std::vector<Year>> years;
    std::size_t year_shown = 0;
    std::map<std::pair<std::int64_t, std::int64_t>, TipPart> halves;
    for (std::int64_t one = 0; one <= k_most; ++one) {
        for (std::int64_t two = 0; two <= k_most; ++two) {
            halves.emplace(std::pair{one, two},
                           part_of(figures_of(one + two), {parts.at(static_cast<std::size_t>(one)),
                                                           parts.at(static_cast<std::size_t>(two))}));
        }
    }
    for (const auto& [first, first_half] : halves) {
        for (const auto& [second, second_half] : halves) {
            const Year year{first.first, first.second, second.first, second.second};
            const std::vector<TipPart> quarters{part(year[0]), part(year[1]), part(year[2]), part(year[3])};
            const TipPart whole = part_of(figures_of(year[0] + year[1] + year[2] + year[3]), quarters,
                                          {first_half, second_half});
            std::vector<ShownCount> printed;
            for (const TipPart& quarter : quarters) {
                printed.push_back(printed_of(quarter));
            }
            printed.insert(printed.end(),
                           {printed_of(first_half), printed_of(second_half), printed_of(whole)});
            year_shown += static_cast<std::size_t>(printed.back().has_value());
            years[printed].push_back(year);
        }
    }
    std::size_t told = 0;
    for (const auto& [printed, possible] : years) {
        for (std::size_t quarter = 0; quarter < k_quarters; ++quarter) {
            const auto same = [&, quarter = quarter, &first = possible.front()](const Year& year) {
                return year[quarter] == first[quarter];
            };
            told += static_cast<std::size_t>(!printed[quarter] && std::ranges::all_of(possible, same));
        }
    }
    MESSAGE(years.size() << " different reports of " << halves.size() * halves.size() << " years, "
                         << year_shown << " with the number of the year");
    CHECK_EQ(told, 0);
    CHECK(year_shown > 500);
}

TEST_CASE("P8: bounds of sums tell what sums and differences do not") {
    BoundedSums sums;
    const auto one = sums.add(1, 4);
    const auto two = sums.add(1, 4);
    const auto both = sums.add(0);
    sums.add_sum(both, {one, two});
    sums.know(both, 5);
    CHECK_FALSE(sums.knows(one));
    auto before = sums.bounds();
    sums.know(one, 1);
    CHECK(sums.knows(two));
    sums.forget(std::move(before));
    CHECK_FALSE(sums.knows(two));
    sums.know(both, 5);
    const auto year = sums.add(0);
    const auto other = sums.add(2, 8);
    sums.add_sum(year, {both, other});
    sums.know(year, 13);
    CHECK(sums.knows(other));
}

TEST_CASE("P8: the solver of these tests does find a number that a report gives away") {
    Solver solver;
    TipFigures figures;
    std::mt19937_64 random(1);
    figures = random_figures(random);
    for (auto& count : figures.received) {
        count.count = 10;
    }
    figures.received[2].count = 3;
    TipPart part = part_of(figures);
    CHECK_FALSE(part.shown.table(TipTable::received).cells[2].has_value());
    CHECK_FALSE(part.shown.table(TipTable::received).cells[3].has_value());
    part.shown.table(TipTable::received).cells[3] = 10;
    add_report(solver, {0}, part.shown);
    CHECK(solver.knows(unknown(0, 0, 2)));
}

TEST_CASE("P8: a median is shown only of five or more, and only where their number is no secret") {
    TipFigures figures;
    std::mt19937_64 random(1);
    figures = random_figures(random);
    figures.acknowledged = {4, 0, {{2, 4}}};
    CHECK_FALSE(shown_tips(figures).acknowledge_median.has_value());
    figures.acknowledged = {5, 0, {{2, 5}}};
    CHECK(shown_tips(figures).acknowledge_median == 2);
    // Six closings, one of which came after a tip was opened again: a median would tell that the first ones
    // are five.
    for (auto& count : figures.closed) {
        count.count = 0;
    }
    figures.closed[0].count = 6;
    figures.first_closed = {5, 0, {{2, 5}}};
    CHECK_FALSE(shown_tips(figures).table(TipTable::closed_term).cells[2].has_value());
    CHECK_FALSE(shown_tips(figures).close_median.has_value());
    figures.first_closed = {6, 0, {{2, 6}}};
    CHECK(shown_tips(figures).close_median == 2);
}

namespace {

/// An office with these counters in a month of the calendar.
Store counted_office(const std::vector<std::array<const char*, 4>>& counts) {
    Store store = Store::create({":memory:"}, day("2026-01-05"));
    Transaction transaction(store, {k_unnamed_staff, day("2026-01-05")});
    write_office(transaction, {"Văn phòng", "VP", "Sở", "19", "Thái Nguyên", day("2026-01-05")});
    for (const auto& [month, event, detail, count] : counts) {
        sql::run_once(
            transaction.db(),
            "INSERT INTO tip_count (regime, month, event, detail, count) VALUES ('calendar', ?, ?, ?, ?)",
            std::string_view(month), std::string_view(event), std::string_view(detail),
            std::int64_t{std::stoi(count)});
    }
    transaction.commit();
    return store;
}

ShownTips quarter_of(const Store& store, int number) {
    const auto& regime = find_regime("calendar");
    const auto shown =
        reported_tips(store, regime, regime.period(PeriodKind::quarter, 2026, number), day("2026-12-31"));
    REQUIRE(shown.has_value());
    return *shown;
}

bool any_cell_shown(const ShownTable& table) {
    return std::ranges::any_of(table.cells, [](const ShownCount& cell) { return cell.has_value(); });
}

} // namespace

TEST_CASE(
    "P8: routes and dispositions of few tips of a harm are hidden, for some are those of one harm alone") {
    const std::vector<std::array<const char*, 4>> all{
        {"2026-04", "received", "FRD", "7"},
        {"2026-04", "received", "TRF", "8"},
        {"2026-04", "acknowledged", "in:0", "15"},
        {"2026-04", "referred", "bank:P1:in:0", "7"},
        {"2026-04", "referred", "trafficking-line:P1:in:0", "8"},
        {"2026-04", "closed", "resolved:in:0", "15"}};
    const Store clean = counted_office(all);
    CHECK(any_cell_shown(quarter_of(clean, 2).table(TipTable::referred)));
    auto few = all;
    few.push_back({"2026-04", "received", "MAL", "3"});
    few.push_back({"2026-04", "acknowledged", "in:1", "3"});
    few.push_back({"2026-04", "referred", "platform:P1:in:0", "5"});
    few.push_back({"2026-04", "closed", "content-removed:in:0", "3"});
    few[3][3] = "5";
    const ShownTips shown = quarter_of(counted_office(few), 2);
    CHECK(shown.table(TipTable::referred).total == ShownCount(18));
    CHECK_FALSE(any_cell_shown(shown.table(TipTable::referred)));
    CHECK_FALSE(any_cell_shown(shown.table(TipTable::closed)));
    CHECK(shown.table(TipTable::referred_term).cells.front() == ShownCount(18));
}

TEST_CASE(
    "P8: how many tips were reopened, extended or purged is never shown, for closings and receipts tell it") {
    const Store store = counted_office({{"2026-04", "received", "FRD", "10"},
                                        {"2026-04", "acknowledged", "in:0", "10"},
                                        {"2026-04", "closed", "not-confirmed:in:0", "10"},
                                        {"2026-06", "reopened", "", "9"},
                                        {"2026-06", "extended", "", "9"},
                                        {"2026-07", "purged", "", "10"}});
    for (const int quarter : {2, 3}) {
        const ShownTips shown = quarter_of(store, quarter);
        for (const TipTable which : {TipTable::reopened, TipTable::extended, TipTable::purged}) {
            CHECK_FALSE(shown.table(which).total.has_value());
            CHECK_FALSE(any_cell_shown(shown.table(which)));
        }
    }
    CHECK(quarter_of(store, 2).table(TipTable::closed).total == ShownCount(10));
}
