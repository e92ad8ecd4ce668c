#include "report/report.hpp"

#include "report/view.hpp"

namespace hnat {

std::string render_report(const ReportFigures& figures, std::string_view language, DocumentFormat format,
                          const std::optional<std::filesystem::path>& folder, std::string_view name) {
    return render_document(report_view(figures, language), language,
                           name.empty() ? name_of(report_kind(figures.period.kind)) : name, format, folder);
}

} // namespace hnat
