/// P8: small counts are not shown, nor what would give them away.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace hnat {

/// Counts from 1 to one less are hidden. 0 is shown: nobody is in it.
inline constexpr std::int64_t k_smallest_count = 5;

/// A count that may be shown; nullopt: hidden.
using ShownCount = std::optional<std::int64_t>;

/// One count that stands alone.
ShownCount shown_count(std::int64_t count);

/// Cells that add up to a total that is shown beside them. Where the total less the others would give a
/// hidden cell away (it is the only one, or the hidden ones are fewer than k_smallest_count together), the
/// smallest other cell that is not 0 is hidden too. When there is none left, or the total itself is small,
/// the total is hidden.
struct ShownTable {
    std::vector<ShownCount> cells; ///< in the order that came in
    ShownCount total;
};
ShownTable shown_table(const std::vector<std::int64_t>& cells);

} // namespace hnat
