#include "report/suppression.hpp"

#include <algorithm>
#include <numeric>

namespace hnat {

namespace {

/// Whether the total less the cells that are shown gives one of the others away.
bool gives_away(const std::vector<std::int64_t>& cells, const std::vector<ShownCount>& shown) {
    std::int64_t hidden = 0;
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (!shown[i]) {
            ++hidden;
            sum += cells[i];
        }
    }
    return tells(hidden, sum);
}

/// The next cell after the first hidden one that is shown and not 0, round the end of the table. By its place
/// and not by its size: a rule that looks at sizes tells something of them to whoever knows it.
std::optional<std::size_t> next_to_hide(const std::vector<ShownCount>& cells) {
    const auto hidden = std::ranges::find(cells, ShownCount{});
    const auto first = static_cast<std::size_t>(hidden - cells.begin());
    for (std::size_t step = 1; step < cells.size(); ++step) {
        const std::size_t at = (first + step) % cells.size();
        if (cells[at] && *cells[at] > 0) {
            return at;
        }
    }
    return std::nullopt;
}

} // namespace

bool is_small(std::int64_t count) {
    return count > 0 && count < k_smallest_count;
}

ShownCount shown_count(std::int64_t count) {
    return is_small(count) ? std::nullopt : ShownCount(count);
}

bool tells(std::int64_t hidden, std::int64_t sum) {
    constexpr std::int64_t k_largest_small = k_smallest_count - 1;
    return hidden == 1 ||
           (hidden > 1 && (sum - (hidden - 1) < k_largest_small || sum == hidden * k_largest_small));
}

ShownTable withheld_table(std::size_t cells) {
    return {std::vector<ShownCount>(cells), std::nullopt};
}

ShownTable shown_table(const std::vector<std::int64_t>& cells, const std::vector<bool>& forced) {
    ShownTable table;
    table.total = shown_count(std::accumulate(cells.begin(), cells.end(), std::int64_t{0}));
    if (!table.total) {
        return withheld_table(cells.size());
    }
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const bool hidden = i < forced.size() && forced[i];
        table.cells.push_back(hidden ? std::nullopt : shown_count(cells[i]));
    }
    while (gives_away(cells, table.cells)) {
        const auto next = next_to_hide(table.cells);
        if (!next) {
            return withheld_table(cells.size());
        }
        table.cells[*next].reset();
    }
    return table;
}

} // namespace hnat
