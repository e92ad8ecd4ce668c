#include "report/report.hpp"

#include "report/layout.hpp"
#include "report/template.hpp"
#include "report/view.hpp"

namespace hnat {

namespace {

/// The template of a period's kind, called as the command is.
std::string_view template_name(PeriodKind kind) {
    switch (kind) {
    case PeriodKind::month:
        return "monthly";
    case PeriodKind::quarter:
        return "quarterly";
    case PeriodKind::half:
        return "half-year";
    case PeriodKind::year:
        return "annual";
    }
    return {};
}

} // namespace

std::string render_report(const ReportFigures& figures, std::string_view language, ReportFormat format,
                          const std::optional<std::filesystem::path>& folder) {
    const auto view = report_view(figures, language);
    const auto prepared = prepare_template(TemplateSource(folder), language,
                                           template_name(figures.period.kind), name_of(format));
    const auto text = render_template(
        prepared, view, [format](const std::string& value) { return escape_value(format, value); });
    return lay_out_tables(format, text);
}

} // namespace hnat
