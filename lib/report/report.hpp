/// A report: figures first, then a template that can only print them.
#pragma once

#include "base/period.hpp"
#include "enroll/figures.hpp"
#include "enroll/figures_plan.hpp"
#include "enroll/figures_practice.hpp"
#include "meeting/figures.hpp"
#include "render/document.hpp"
#include "render/form.hpp"
#include "report/protection.hpp"
#include "store/office.hpp"
#include "store/store.hpp"
#include "survey/figures.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace hnat {

/// Figures of a period, the one before it, and the same one of last year.
template <typename Figures>
struct OverTime {
    Figures now, then, last_year;
};

/// Everything that a report can say, computed in lib; later areas add their own struct.
struct ReportFigures {
    Office office;
    DocumentForm form; ///< of the settings: report_figures leaves it empty
    Regime regime;
    Period period, previous, year_before;
    Day made_on;
    RegisterFigures now, then, last_year; ///< of period, previous, year_before
    OverTime<ProgrammeFigures> programme;
    OverTime<ContactFigures> contact;
    OverTime<PracticeFigures> practices;
    PlanFigures plan; ///< at the period's end, or today while it has not ended
    ProtectionFigures
        protection; ///< of the period alone: differences to another would show what is hidden (P8)
    std::int64_t audit_size = 0;
    std::string audit_head;
};

ReportFigures report_figures(const Store& store, const Regime& regime, const Period& period, Day today);

/// Renders `templates/<lang>/<kind>.<format>.mustache`, from `folder` if one is named, else from the binary.
/// Errors: usage (unknown language, a missing template), failed (a name that the figures do not have:
/// template, line).
std::string render_report(const ReportFigures& figures, std::string_view language, DocumentFormat format,
                          const std::optional<std::filesystem::path>& folder);

} // namespace hnat
