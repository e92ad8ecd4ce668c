/// The section of a report on tips.
#pragma once

#include "report/report.hpp"
#include "report/view_objects.hpp"

namespace hnat {

/// Adds `tips` to the root of a view.
void add_tips_section(kainjow::mustache::object& root, const ReportFigures& figures, ViewObjects& objects);

} // namespace hnat
