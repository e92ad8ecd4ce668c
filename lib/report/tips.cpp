#include "report/tips.hpp"

#include "report/deeds.hpp"
#include "report/people.hpp"
#include "report/tips_audit.hpp"

#include <algorithm>
#include <initializer_list>
#include <numeric>

namespace hnat {

namespace {

template <typename Enum>
std::vector<std::int64_t> counts_of(const std::vector<TipFigures::Count<Enum>>& counts) {
    std::vector<std::int64_t> cells;
    cells.reserve(counts.size());
    for (const auto& count : counts) {
        cells.push_back(count.count);
    }
    return cells;
}

std::int64_t sum_of(const std::vector<std::int64_t>& cells) {
    return std::accumulate(cells.begin(), cells.end(), std::int64_t{0});
}

/// The first time in term, the first time late, and all that is left of the total.
std::vector<std::int64_t> term_cells(const TookFigures& first, const std::vector<std::int64_t>& all) {
    return {first.in_term, first.late, sum_of(all) - first.all()};
}

/// Whether the parts of a count, less those that are shown, say too much of the others.
bool parts_tell(const std::vector<TipPart>& parts, TipTable which, std::optional<std::size_t> cell) {
    std::int64_t hidden = 0;
    std::int64_t sum = 0;
    for (const TipPart& part : parts) {
        const ShownTable& shown = part.shown.table(which);
        const auto& cells = part.cells.at(static_cast<std::size_t>(which));
        if (cell ? !shown.cells.at(*cell) : !shown.total) {
            ++hidden;
            sum += cell ? cells.at(*cell) : sum_of(cells);
        }
    }
    return tells(hidden, sum);
}

/// The number that stands alone of a half-year or a year, of which the quarters were reported. Not shown
/// where the reports together, and that it is not shown, would leave one value for a hidden quarter: a half
/// with a hidden quarter says nothing; of a year the hidden ones may have neither the two smallest nor the
/// two largest sums.
ShownTable shown_alone(std::int64_t count, const std::vector<TipPart>& quarters, TipTable which) {
    std::int64_t hidden = 0;
    std::int64_t sum = 0;
    for (const TipPart& quarter : quarters) {
        if (!quarter.shown.table(which).total) {
            ++hidden;
            sum += quarter.cells.at(static_cast<std::size_t>(which)).front();
        }
    }
    const bool of_year = quarters.size() > 2;
    const bool tells_nothing =
        of_year && hidden > 1 && sum >= hidden + 2 && sum <= hidden * (k_smallest_count - 1) - 2;
    return hidden == 0 || tells_nothing ? shown_table({count}) : withheld_table(1);
}

std::vector<bool> forced_cells(const std::vector<TipPart>& quarters, TipTable which, std::size_t cells) {
    std::vector<bool> forced;
    for (std::size_t cell = 0; cell < cells; ++cell) {
        forced.push_back(parts_tell(quarters, which, cell));
    }
    return forced;
}

void withhold_linked(ShownTips& shown) {
    for (const auto& [one, other] : k_linked_tip_tables) {
        if (!shown.table(one).total || !shown.table(other).total) {
            shown.table(one) = withheld_table(shown.table(one).cells.size());
            shown.table(other) = withheld_table(shown.table(other).cells.size());
        }
    }
}

/// A median of what is no small number, where that number is no secret.
std::optional<std::int64_t> shown_median(const TookFigures& took, bool number_is_shown) {
    return number_is_shown && took.all() >= k_smallest_count ? took.median() : std::nullopt;
}

void set_medians(ShownTips& shown, const TipFigures& figures) {
    // Where the times after the first are hidden, a median would tell that the first ones are not few.
    constexpr std::size_t k_again = 2;
    const auto again_is_shown = [&shown](TipTable which) {
        return shown.table(which).cells.at(k_again).has_value();
    };
    shown.acknowledge_median =
        shown_median(figures.acknowledged, shown.table(TipTable::acknowledged).total.has_value());
    shown.refer_median = shown_median(figures.first_referred, again_is_shown(TipTable::referred_term));
    shown.close_median = shown_median(figures.first_closed, again_is_shown(TipTable::closed_term));
}

/// The periods of a kind that a longer one is made of, `each` of them.
std::vector<Period> parts_of(const Regime& regime, const Period& period, PeriodKind kind, int each) {
    std::vector<Period> parts;
    const int first = (period.number - 1) * each + 1;
    for (int number = first; number < first + each; ++number) {
        parts.push_back(regime.period(kind, period.year, number));
    }
    return parts;
}

/// A tip is gone after 180 days (lib/tip/tip_terms.hpp), which is in the second quarter after the one that it
/// came in.
constexpr std::size_t k_quarters_of_a_tip = 2;

/// The figures of all quarters up to the end of the period.
std::vector<TipFigures> history_until(const Store& store, const Regime& regime, const Period& period) {
    std::vector<TipFigures> history;
    if (tip_calendar(store.db()) != nullptr) {
        for (const Period& quarter : regime.quarters_until(first_tip_day(store, regime), period.days.end)) {
            history.push_back(tip_figures(store, regime, quarter));
        }
    }
    return history;
}

/// What came, and what was done for the first time.
std::vector<QuarterFlow> flows_of(const std::vector<TipFigures>& history) {
    std::vector<QuarterFlow> flows;
    flows.reserve(history.size());
    for (const TipFigures& figures : history) {
        flows.push_back(
            {sum_of(counts_of(figures.received)),
             {figures.acknowledged.all(), figures.first_referred.all(), figures.first_closed.all()}});
    }
    return flows;
}

bool any_small_harm(const std::vector<TipFigures>& history) {
    return std::ranges::any_of(history, [](const TipFigures& figures) {
        return std::ranges::any_of(figures.received, [](const auto& harm) { return is_small(harm.count); });
    });
}

/// The cells of tables, but not their totals.
void withhold_cells(ShownTips& shown, std::initializer_list<TipTable> tables) {
    for (const TipTable which : tables) {
        std::ranges::fill(shown.table(which).cells, std::nullopt);
    }
}

void withhold(ShownTips& shown, std::initializer_list<TipTable> tables) {
    for (const TipTable which : tables) {
        shown.table(which) = withheld_table(shown.table(which).cells.size());
    }
}

TipPart report_of(const Store& store, const Regime& regime, const Period& period) {
    const auto reports_of = [&](PeriodKind kind, int each) {
        std::vector<TipPart> reports;
        for (const Period& part : parts_of(regime, period, kind, each)) {
            reports.push_back(report_of(store, regime, part));
        }
        return reports;
    };
    const TipFigures figures = tip_figures(store, regime, period);
    switch (period.kind) {
    case PeriodKind::year:
        return {tip_cells(figures),
                shown_tips(figures, reports_of(PeriodKind::quarter, 4), reports_of(PeriodKind::half, 2))};
    case PeriodKind::half:
        return {tip_cells(figures), shown_tips(figures, reports_of(PeriodKind::quarter, 2), {})};
    default:
        return {tip_cells(figures), shown_tips(figures)};
    }
}

} // namespace

TipCells tip_cells(const TipFigures& figures) {
    TipCells cells;
    const auto set = [&cells](TipTable which, std::vector<std::int64_t> values) {
        cells.at(static_cast<std::size_t>(which)) = std::move(values);
    };
    const auto referred = counts_of(figures.referred);
    const auto closed = counts_of(figures.closed);
    set(TipTable::received, counts_of(figures.received));
    set(TipTable::referred, referred);
    set(TipTable::referred_term, term_cells(figures.first_referred, referred));
    set(TipTable::closed, closed);
    set(TipTable::closed_term, term_cells(figures.first_closed, closed));
    set(TipTable::acknowledged, {figures.acknowledged.in_term, figures.acknowledged.late});
    set(TipTable::reveals, {figures.revealed, figures.reveal_refused});
    set(TipTable::out_of_scope, {figures.out_of_scope});
    set(TipTable::reopened, {figures.reopened});
    set(TipTable::extended, {figures.extended});
    set(TipTable::purged, {figures.purged});
    return cells;
}

ShownTips shown_tips(const TipFigures& figures) {
    return shown_tips(figures, {}, {});
}

ShownTips shown_tips(const TipFigures& figures, const std::vector<TipPart>& quarters,
                     const std::vector<TipPart>& halves) {
    const TipCells cells = tip_cells(figures);
    ShownTips shown;
    for (std::size_t i = 0; i < k_tip_tables; ++i) {
        const auto which = static_cast<TipTable>(i);
        if (!quarters.empty() && cells.at(i).size() == 1) {
            shown.tables.at(i) = shown_alone(cells.at(i).front(), quarters, which);
            continue;
        }
        shown.tables.at(i) =
            parts_tell(quarters, which, std::nullopt)
                ? withheld_table(cells.at(i).size())
                : shown_table(cells.at(i), forced_cells(quarters, which, cells.at(i).size()));
    }
    withhold_linked(shown);
    if (!quarters.empty()) {
        for (const auto& family : tip_table_families()) {
            TipAudit audit(quarters, family);
            const std::size_t half = quarters.size() / 2;
            for (std::size_t i = 0; i < halves.size(); ++i) {
                audit.publish(i * half, half, halves[i].shown);
            }
            audit.restrict(0, quarters.size(), shown);
        }
        withhold_linked(shown);
    }
    set_medians(shown, figures);
    return shown;
}

std::optional<ShownTips> reported_tips(const Store& store, const Regime& regime, const Period& period,
                                       Day today) {
    if (!reports_people(store, regime, period, today)) {
        return std::nullopt;
    }
    ShownTips shown = report_of(store, regime, period).shown;
    // As many are purged as came half a year earlier, each is extended once, and closed again as often as
    // reopened.
    withhold(shown, {TipTable::purged, TipTable::extended, TipTable::reopened});
    const auto history = history_until(store, regime, period);
    if (any_small_harm(history)) { // some routes and dispositions are those of one harm (harm_routes)
        withhold_cells(shown, {TipTable::referred, TipTable::closed});
    }
    if (!may_show_deeds(flows_of(history), k_quarters_of_a_tip)) {
        withhold(shown, {TipTable::acknowledged, TipTable::referred, TipTable::referred_term,
                         TipTable::closed, TipTable::closed_term});
        shown.acknowledge_median = shown.refer_median = shown.close_median = std::nullopt;
    }
    return shown;
}

} // namespace hnat
