/// Geometry of charts, in whole units that a template scales as it likes. Words, colours and places of labels
/// lie in the templates.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace hnat {

/// From one bar to the next below it.
inline constexpr std::int64_t k_chart_row = 26;
/// The length of the longest bar.
inline constexpr std::int64_t k_chart_length = 1000;

/// A bar's length where `largest` has k_chart_length. A value above 0 is never invisible.
std::int64_t bar_length(std::int64_t value, std::int64_t largest);

/// A name as it fits beside a bar: at most 28 columns, then "…".
std::string chart_label(std::string_view name);

} // namespace hnat
