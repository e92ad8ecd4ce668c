#include "render/chart.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace hnat {

namespace {

constexpr std::size_t k_label_columns = 28;
constexpr std::int64_t k_shortest = 4;

} // namespace

std::int64_t bar_length(std::int64_t value, std::int64_t largest) {
    if (value <= 0 || largest <= 0) {
        return 0;
    }
    const double share = static_cast<double>(std::min(value, largest)) / static_cast<double>(largest);
    return std::max(k_shortest, static_cast<std::int64_t>(share * static_cast<double>(k_chart_length) + 0.5));
}

std::string chart_label(std::string_view name) {
    return truncate_to_width(name, k_label_columns);
}

} // namespace hnat
