#include "report/report.hpp"

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

std::string render_report(const ReportFigures& figures, std::string_view language, DocumentFormat format,
                          const std::optional<std::filesystem::path>& folder) {
    return render_document(report_view(figures, language), language, template_name(figures.period.kind),
                           format, folder);
}

} // namespace hnat
