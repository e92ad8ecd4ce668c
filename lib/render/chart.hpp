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
/// From one column to the next beside it, and the height of the highest.
inline constexpr std::int64_t k_chart_column = 90;
inline constexpr std::int64_t k_chart_height = 120;

/// The length of a bar, or the height of a column, where `largest` has the `whole` one. A value above 0 is
/// never invisible.
std::int64_t bar_length(std::int64_t value, std::int64_t largest, std::int64_t whole = k_chart_length);

/// A name as it fits beside a bar: at most 28 columns, then "…".
std::string chart_label(std::string_view name);

} // namespace hnat
