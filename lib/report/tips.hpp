/// The figures on tips as a report may show them (P8).
#pragma once

#include "base/period.hpp"
#include "report/suppression.hpp"
#include "store/store.hpp"
#include "tip/figures.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace hnat {

/// The tables of the section. Cells of a table add up to its total; those of two tables with one total are
/// hidden together.
enum class TipTable {
    received,      ///< by harm
    referred,      ///< by route
    referred_term, ///< the first time in term, late, another time: the total of `referred`
    closed,        ///< by disposition
    closed_term,   ///< the first time in term, late, another time: the total of `closed`
    acknowledged,  ///< in term, late
    reveals,       ///< requests to open a source: done, refused
    out_of_scope,  ///< one cell, as those that follow
    reopened,
    extended,
    purged,
};
inline constexpr std::size_t k_tip_tables = 11;

/// Tables that share a total with another one.
inline constexpr std::array k_linked_tip_tables{std::pair{TipTable::referred, TipTable::referred_term},
                                                std::pair{TipTable::closed, TipTable::closed_term}};

struct ShownTips {
    std::array<ShownTable, k_tip_tables> tables;
    /// Days, of the first times; only where what they were computed from is no small number, and that is
    /// shown.
    std::optional<std::int64_t> acknowledge_median, refer_median, close_median;

    [[nodiscard]] const ShownTable& table(TipTable which) const {
        return tables.at(static_cast<std::size_t>(which));
    }
    [[nodiscard]] ShownTable& table(TipTable which) { return tables.at(static_cast<std::size_t>(which)); }
};

/// The counts behind the tables.
using TipCells = std::array<std::vector<std::int64_t>, k_tip_tables>;
TipCells tip_cells(const TipFigures& figures);

/// Hides what is small and what would give it away, in each table and in tables with one total.
ShownTips shown_tips(const TipFigures& figures);

/// A period that was reported.
struct TipPart {
    TipCells cells;
    ShownTips shown;
};
/// The same for a longer period, of which the quarters were reported, and of a year the halves too: a count
/// is hidden where it would let somebody who has those reports compute what they hide. `halves` is empty for
/// a half-year.
ShownTips shown_tips(const TipFigures& figures, const std::vector<TipPart>& quarters,
                     const std::vector<TipPart>& halves);

/// nullopt: not to be shown (reports_people). What was done with tips is shown as may_show_deeds says, by
/// route and disposition while no harm had a small number; how many were purged, extended or reopened never.
std::optional<ShownTips> reported_tips(const Store& store, const Regime& regime, const Period& period,
                                       Day today);

} // namespace hnat
