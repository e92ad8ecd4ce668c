/// Says of most keys that are not in the register that they are not. Internal to lib/survey.
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>

namespace hnat {

/// A Bloom filter of one mebibyte: of a million keys it lets 3 in 100 that are new pass as known, of many
/// more all; one that is known is never called new.
class KeyFilter {
  public:
    void add(std::string_view key) {
        each_bit(key, [this](std::size_t bit) {
            m_bits->set(bit);
            return true;
        });
    }
    [[nodiscard]] bool may_hold(std::string_view key) const {
        return each_bit(key, [this](std::size_t bit) { return m_bits->test(bit); });
    }

  private:
    static constexpr std::size_t k_bits = std::size_t{8} << 20;
    static constexpr unsigned k_bits_per_key = 3;
    static constexpr unsigned k_shift = 21; ///< 3 × 21 of the 64 bits of a hash

    /// Until `visit` says no; whether it never did.
    template <typename Visit>
    static bool each_bit(std::string_view key, const Visit& visit) {
        std::uint64_t hash = std::hash<std::string_view>()(key);
        for (unsigned i = 0; i < k_bits_per_key; ++i, hash >>= k_shift) {
            if (!visit(static_cast<std::size_t>(hash) % k_bits)) {
                return false;
            }
        }
        return true;
    }

    std::unique_ptr<std::bitset<k_bits>> m_bits = std::make_unique<std::bitset<k_bits>>();
};

} // namespace hnat
