/// What a template sees: figures as text, in the language of the report. Every word lies in the templates.
#pragma once

#include "report/report.hpp"

#include <kainjow/mustache.hpp>

#include <set>
#include <string>
#include <string_view>

namespace hnat {

/// Locality rows before the rest is summed up in one row.
inline constexpr std::size_t k_most_localities = 15;

/// Data for a template, and every name in it: for "did you mean".
struct View {
    kainjow::mustache::data data;
    std::set<std::string, std::less<>> names;
};

/// The names are described in docs/report-templates.md. Text that comes from the store has its control
/// characters escaped. Deterministic: the same figures give the same view.
View report_view(const ReportFigures& figures, std::string_view language);

} // namespace hnat
