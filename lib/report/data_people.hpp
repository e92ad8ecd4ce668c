/// The sections of a report as data that are about people: each number is one that may be shown (P8), or
/// hidden.
#pragma once

#include "report/data.hpp"
#include "report/report.hpp"

namespace hnat {

ReportSection protection_section(const ReportFigures& figures);
ReportSection tips_section(const ReportFigures& figures);

} // namespace hnat
