/// Tips of periods that are made of each other: a long period must not tell what a short one hides (P8).
#pragma once

#include "report/disclosure.hpp"
#include "report/tips.hpp"

#include <array>
#include <cstddef>
#include <vector>

namespace hnat {

/// Tables that have no total in common with any other; each such family is judged by itself.
const std::vector<std::vector<TipTable>>& tip_table_families();

/// A reader who has every report over some quarters (two: a half-year; four: a year) as far as some tables
/// go, computes, and guesses right which of the hidden counts are small.
class TipAudit {
  public:
    TipAudit(const std::vector<TipPart>& quarters, const std::vector<TipTable>& tables);

    /// The reader gets the report of the quarters from `first` on.
    void publish(std::size_t first, std::size_t quarters, const ShownTips& shown);

    /// Hides whatever in `shown` would leave the reader one value only for a hidden count of a quarter; the
    /// rest is as published.
    void restrict(std::size_t first, std::size_t quarters, ShownTips& shown);

  private:
    struct Span {
        std::size_t first, quarters;
    };
    /// The number of a count in m_knowledge, which knows the cells of quarters.
    [[nodiscard]] std::size_t unknown(std::size_t quarter, TipTable which, std::size_t cell) const;
    [[nodiscard]] LinearKnowledge::Equation sum_of(Span span, TipTable which, std::size_t from,
                                                   std::size_t to) const;
    /// The number of a count in m_bounds, which knows cells and totals of every period. `cell` is one, or the
    /// table's size for the total.
    [[nodiscard]] std::size_t count_of(Span span, TipTable which, std::size_t cell) const;
    [[nodiscard]] std::size_t size_of(TipTable which) const {
        return m_sizes.at(static_cast<std::size_t>(which));
    }
    [[nodiscard]] std::vector<Span> periods() const;
    void add_bounds(const std::vector<TipPart>& quarters);
    void add_sums();
    /// Takes a printed number in unless that tells something.
    bool accept(Span span, TipTable which, std::size_t cell, std::int64_t value);

    const std::vector<TipTable>& m_tables;
    std::size_t m_quarters;
    LinearKnowledge m_knowledge;
    BoundedSums m_bounds;
    std::vector<std::size_t> m_hidden; ///< unknowns that nobody may come to know
    std::vector<std::size_t>
        m_guarded; ///< those of them that are small and that their own quarter does not tell
    std::array<std::size_t, k_tip_tables> m_offsets{}; ///< of the first cell, totals counted
    std::array<std::size_t, k_tip_tables> m_sizes{};
    std::size_t m_width = 0; ///< cells and totals of one period
};

} // namespace hnat
