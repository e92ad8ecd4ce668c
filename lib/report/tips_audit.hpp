/// Tips of periods that are made of each other: a long period must not tell what a short one hides (P8).
#pragma once

#include "report/disclosure.hpp"
#include "report/tips.hpp"

#include <cstddef>
#include <vector>

namespace hnat {

/// A reader who has every report over some quarters, and computes.
class TipAudit {
  public:
    explicit TipAudit(const std::vector<TipPart>& quarters);

    /// The reader gets the report of the quarters from `first` on.
    void publish(std::size_t first, std::size_t quarters, const ShownTips& shown);

    /// Hides whatever in `shown` would let the reader compute a hidden count of a quarter; the rest is as
    /// published.
    void restrict(std::size_t first, std::size_t quarters, ShownTips& shown);

  private:
    struct Span {
        std::size_t first, quarters;
    };
    [[nodiscard]] LinearKnowledge::Equation sum_of(Span span, TipTable which, std::size_t from,
                                                   std::size_t to) const;
    [[nodiscard]] std::size_t unknown(std::size_t quarter, TipTable which, std::size_t cell) const;
    /// Takes the sum in unless that tells something.
    bool accept(const LinearKnowledge::Equation& equation);

    LinearKnowledge m_knowledge;
    std::vector<std::size_t> m_hidden; ///< unknowns that nobody may come to know
    std::array<std::size_t, k_tip_tables> m_offsets{};
    std::array<std::size_t, k_tip_tables> m_sizes{};
    std::size_t m_width = 0; ///< unknowns of one quarter
};

} // namespace hnat
