#include "report/deeds.hpp"

#include "report/suppression.hpp"

#include <algorithm>

namespace hnat {

namespace {

/// Whether a small number is left to be done at the end of the quarter `last`, of all that came or of what
/// came from some quarter on: that something was done with it is certain only `life` quarters later.
bool leaves_few(const std::vector<QuarterFlow>& quarters, std::size_t last, std::size_t deed,
                std::optional<std::size_t> life) {
    for (std::size_t first = 0; first <= last; ++first) {
        std::int64_t left = 0;
        for (std::size_t i = first; i <= last; ++i) {
            left += quarters[i].came;
            const bool counts = first == 0 || (life && i >= first + *life);
            left -= counts ? quarters[i].done.at(deed) : 0;
        }
        if (is_small(left)) {
            return true;
        }
    }
    return false;
}

} // namespace

bool may_show_losses(const std::vector<QuarterFlow>& quarters, std::optional<std::size_t> life) {
    for (std::size_t last = 0; last < quarters.size(); ++last) {
        for (std::size_t deed = 0; deed < quarters[last].done.size(); ++deed) {
            if (is_small(quarters[last].done[deed]) || leaves_few(quarters, last, deed, life)) {
                return false;
            }
        }
    }
    return true;
}

bool may_show_deeds(const std::vector<QuarterFlow>& quarters, std::optional<std::size_t> life) {
    return std::ranges::none_of(quarters,
                                [](const QuarterFlow& quarter) { return is_small(quarter.came); }) &&
           may_show_losses(quarters, life);
}

} // namespace hnat
