#include "report/tips.hpp"
#include "tests/seed.hpp"
#include "tests/support.hpp"

#include <doctest.h>

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
