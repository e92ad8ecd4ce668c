/// The sections of a report on the programme: groups and consents, contact duty, plan, practices, data
/// protection.
#pragma once

#include "report/report.hpp"
#include "report/view_objects.hpp"

namespace hnat {

/// Adds `programme`, `contact`, `plan`, `practices` and `protection` to the root of a view.
void add_programme_sections(kainjow::mustache::object& root, const ReportFigures& figures,
                            ViewObjects& objects);

} // namespace hnat
