#include "report/suppression.hpp"

#include <numeric>

namespace hnat {

namespace {

bool is_small(std::int64_t count) {
    return count > 0 && count < k_smallest_count;
}

/// Whether the total less the cells that are shown tells what a hidden cell is: it is the only one, or all of
/// them together are so few that little else is left for each.
bool gives_away(const std::vector<std::int64_t>& cells, const std::vector<ShownCount>& shown) {
    std::int64_t hidden = 0;
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (!shown[i]) {
            ++hidden;
            sum += cells[i];
        }
    }
    return hidden == 1 || (hidden > 1 && sum < k_smallest_count);
}

/// The smallest cell that is shown and not 0.
std::optional<std::size_t> next_to_hide(const std::vector<ShownCount>& cells) {
    std::optional<std::size_t> next;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (cells[i] && *cells[i] > 0 && (!next || *cells[i] < *cells[*next])) {
            next = i;
        }
    }
    return next;
}

} // namespace

ShownCount shown_count(std::int64_t count) {
    return is_small(count) ? std::nullopt : ShownCount(count);
}

ShownTable shown_table(const std::vector<std::int64_t>& cells) {
    ShownTable table;
    for (const auto cell : cells) {
        table.cells.push_back(shown_count(cell));
    }
    const auto sum = std::accumulate(cells.begin(), cells.end(), std::int64_t{0});
    table.total = shown_count(sum);
    while (gives_away(cells, table.cells)) {
        const auto next = next_to_hide(table.cells);
        if (!next) {
            table.total.reset();
            break;
        }
        table.cells[*next].reset();
    }
    return table;
}

} // namespace hnat
