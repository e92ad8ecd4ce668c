/// What the template of a report sees: its figures.
#pragma once

#include "render/view.hpp"
#include "report/report.hpp"

#include <cstddef>
#include <string_view>

namespace hnat {

/// Locality rows before the rest is summed up in one row.
inline constexpr std::size_t k_most_localities = 15;

/// The names are described in docs/report-templates.md. Text that comes from the store has its control
/// characters escaped. Deterministic: the same figures give the same view.
View report_view(const ReportFigures& figures, std::string_view language);

} // namespace hnat
