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

/// Whether a count is hidden, wherever it stands.
bool is_small(std::int64_t count);

/// One count that stands alone.
ShownCount shown_count(std::int64_t count);

/// Cells that add up to a total that is shown beside them. Where the total less the others would give a
/// hidden cell away (see tells), the smallest other cell that is not 0 is hidden too. When there is none
/// left, or the total itself is small, the whole table is withheld, its zeros too: how many cells are empty
/// would tell what the others hold.
struct ShownTable {
    std::vector<ShownCount> cells; ///< in the order that came in
    ShownCount total;              ///< nullopt: everything is hidden
};
/// `forced` names cells to be hidden whatever they hold, because something outside the table would give them
/// away; empty: none.
ShownTable shown_table(const std::vector<std::int64_t>& cells, const std::vector<bool>& forced = {});
ShownTable withheld_table(std::size_t cells);

/// Whether so many hidden cells, of which the sum is known, say more of one of them than that it is small:
/// whoever knows that none of them is 0 must still find each possible from 1 to k_smallest_count - 1, and if
/// all of them are small, must not find that each is the largest of these.
bool tells(std::int64_t hidden, std::int64_t sum);

} // namespace hnat
