/// Says of most keys that no row of a list has had that none had them. Internal to lib/survey.
#pragma once

#include "survey/group_key.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>

namespace hnat {

/// A Bloom filter of one mebibyte whose bits of a key lie in one word, so that a look costs one access to
/// memory: of a million keys it lets 3 in 100 that are new pass as known, of many more all; one that is known
/// is never called new.
class KeyFilter {
  public:
    void add(const GroupKey& key) {
        const Place place = place_of(key);
        (*m_words)[place.word] |= place.bits;
    }
    [[nodiscard]] bool may_hold(const GroupKey& key) const {
        const Place place = place_of(key);
        return ((*m_words)[place.word] & place.bits) == place.bits;
    }

  private:
    static constexpr std::size_t k_words = std::size_t{1} << 17U;
    struct Place {
        std::size_t word;
        std::uint64_t bits;
    };

    /// 17 bits of the key's hash for the word, three times 6 for the bits in it.
    static Place place_of(const GroupKey& key) {
        std::uint64_t hash = key.hash;
        Place place{hash % k_words, 0};
        hash >>= 17U;
        for (int i = 0; i < 3; ++i, hash >>= 6U) {
            place.bits |= std::uint64_t{1} << (hash % 64);
        }
        return place;
    }

    std::unique_ptr<std::array<std::uint64_t, k_words>> m_words =
        std::make_unique<std::array<std::uint64_t, k_words>>();
};

} // namespace hnat
