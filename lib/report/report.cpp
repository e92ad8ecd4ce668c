#include "report/report.hpp"

#include "report/view.hpp"

namespace hnat {

PeriodKind period_kind(ReportKind kind) {
    switch (kind) {
    case ReportKind::monthly:
        return PeriodKind::month;
    case ReportKind::quarterly:
        return PeriodKind::quarter;
    case ReportKind::half_year:
        return PeriodKind::half;
    case ReportKind::annual:
        break;
    }
    return PeriodKind::year;
}

ReportKind report_kind(PeriodKind kind) {
    switch (kind) {
    case PeriodKind::month:
        return ReportKind::monthly;
    case PeriodKind::quarter:
        return ReportKind::quarterly;
    case PeriodKind::half:
        return ReportKind::half_year;
    case PeriodKind::year:
        break;
    }
    return ReportKind::annual;
}

std::string render_report(const ReportFigures& figures, std::string_view language, DocumentFormat format,
                          const std::optional<std::filesystem::path>& folder, std::string_view name) {
    return render_document(report_view(figures, language), language,
                           name.empty() ? name_of(report_kind(figures.period.kind)) : name, format, folder);
}

} // namespace hnat
