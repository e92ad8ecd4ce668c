/// Reports of several offices added up into one.
#pragma once

#include "report/data.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace hnat {

/// Bytes of a report that is read; one of a quarter has some ten thousand.
inline constexpr std::size_t k_most_report_bytes = std::size_t{4} * 1024 * 1024;

/// Reads a report, or a roll-up, that was written as JSON (docs/schemas/hnat.report.json). It may come from
/// anywhere: whatever is not as hnat writes it is refused. Names that this version does not know are left
/// out. Errors: rejected (the file, the place in it, what was found, what was expected).
ReportData read_report_json(std::string_view text, const std::string& file);

/// A report and the file that it came from, for messages.
struct NamedReportData {
    std::string file;
    ReportData data;
};

/// The sum. What is hidden in one report is hidden in the sum, whatever the others have (P8): with all
/// reports but one at hand, a sum would tell the hidden number. Where one has no figures, the others are
/// added. What not every report has is left out, and so are shares, means and medians. Errors: rejected
/// (fewer than two reports, an office that comes twice, another kind, period, calendar or selection).
ReportData add_up(std::vector<NamedReportData> reports, Day today);

} // namespace hnat
