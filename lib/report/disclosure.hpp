/// What can be computed from published sums.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>

namespace hnat {

/// Linear equations over unknown counts, kept reduced: what sums and differences of published numbers tell.
/// It computes modulo a prime, which finds every count that can be computed, and by chance of one in 2^31 one
/// that can't.
class LinearKnowledge {
  public:
    /// Unknown -> factor.
    using Equation = std::map<std::size_t, std::int64_t>;

    /// Somebody knows the value of this sum.
    void add(Equation equation);
    /// Whether the equations leave one value only.
    [[nodiscard]] bool knows(std::size_t unknown) const;

  private:
    std::map<std::size_t, Equation> m_rows; ///< by their first unknown, which is in no other row
};

} // namespace hnat
