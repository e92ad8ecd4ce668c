/// What can be computed from published sums.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

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

/// Whole counts of which somebody knows bounds, and which are sums of others: what their bounds tell of each
/// other.
class BoundedSums {
  public:
    /// A count of at least `least`, at most `most`; returns its number.
    std::size_t add(std::int64_t least, std::int64_t most = k_no_bound);
    /// One count is the sum of others.
    void add_sum(std::size_t whole, std::vector<std::size_t> parts);
    /// Somebody knows the value of a count, and works out what follows for the others.
    void know(std::size_t count, std::int64_t value);
    /// Whether the bounds leave one value only.
    [[nodiscard]] bool knows(std::size_t count) const;

    static constexpr std::int64_t k_no_bound = 1'000'000'000'000;

    struct Bounds {
        std::int64_t least, most;
    };
    /// What is known of every count; forget() goes back to it.
    [[nodiscard]] const std::vector<Bounds>& bounds() const { return m_bounds; }
    void forget(std::vector<Bounds> until) { m_bounds = std::move(until); }

  private:
    struct Sum {
        std::size_t whole;
        std::vector<std::size_t> parts;
    };
    /// Narrows the counts of a sum by each other, and puts the sums of those that changed on the list.
    void narrow(const Sum& sum, std::vector<std::size_t>& next);
    void narrow(std::size_t count, Bounds to, std::vector<std::size_t>& next);
    void settle(std::vector<std::size_t> next);

    std::vector<Bounds> m_bounds;
    std::vector<std::vector<std::size_t>> m_sums_of; ///< by count: the sums that it is in
    std::vector<Sum> m_sums;
};

} // namespace hnat
