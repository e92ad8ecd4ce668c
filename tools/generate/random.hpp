/// Random numbers that are the same on every machine: std::uniform_int_distribution is not.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace hnat::generate {

/// One round of SplitMix64 (Steele, Lea, Flood 2014): every bit of the input moves every bit of the result.
constexpr std::uint64_t mix(std::uint64_t value) {
    value += 0x9E3779B97F4A7C15U;
    value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9U;
    value = (value ^ (value >> 27U)) * 0x94D049BB133111EBU;
    return value ^ (value >> 31U);
}

/// The numbers of one row and one purpose. Costs nothing to start, so that any row can be made again from its
/// index: a duplicate of row 17 needs no memory of row 17.
class Random {
  public:
    Random(std::uint64_t seed, std::uint64_t row, std::uint64_t purpose)
        : m_state(mix(mix(seed) ^ mix(row * 0x632BE59BD9B4E019U + purpose))) {}

    std::uint64_t next() {
        m_state += 0x9E3779B97F4A7C15U;
        return mix(m_state);
    }
    /// 0 .. limit-1; the bias of the remainder is below 2^-40 for the limits used here.
    std::size_t below(std::size_t limit) { return static_cast<std::size_t>(next() % limit); }
    bool chance(std::size_t percent) { return below(100) < percent; }

    template <typename T, std::size_t N>
    const T& pick(const std::array<T, N>& values) {
        return values[below(N)];
    }

  private:
    std::uint64_t m_state;
};

} // namespace hnat::generate
