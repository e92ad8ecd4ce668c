/// A report: figures first, then a template that can only print them.
#pragma once

#include "base/period.hpp"
#include "enroll/figures.hpp"
#include "enroll/figures_plan.hpp"
#include "enroll/figures_practice.hpp"
#include "meeting/figures.hpp"
#include "render/document.hpp"
#include "render/form.hpp"
#include "report/consents.hpp"
#include "report/protection.hpp"
#include "report/report_kind.hpp"
#include "report/report_number.hpp"
#include "report/tips.hpp"
#include "store/office.hpp"
#include "store/store.hpp"
#include "survey/figures.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hnat {

/// Figures of a period, the one before it, and the same one of last year.
template <typename Figures>
struct OverTime {
    Figures now, then, last_year;
};

/// The contact duty is one of a quarter: how it was met in each quarter of a longer period.
struct QuarterContact {
    Period period;
    std::int64_t joined = 0;  ///< groups in the programme at its end
    std::int64_t overdue = 0; ///< of these, not met in it
};

/// Periods of a trend, the reported one included.
inline constexpr std::size_t k_trend_periods = 8;

/// The main figures of one period of a trend.
struct TrendPoint {
    Period period;
    bool known = false; ///< the register had something then
    std::int64_t groups = 0, added = 0;
    std::int64_t joined = 0, joins = 0;
    std::int64_t meetings_held = 0;
};

/// What was last handed out of the audit chain (P9).
struct AuditCheckpoint {
    std::int64_t size = 0;
    Day day;
    std::string root; ///< hash of row `size`, hexadecimal
};

/// Everything that a report can say, computed in lib; later areas add their own struct.
struct ReportFigures {
    Office office;
    std::string office_uuid; ///< hexadecimal
    DocumentForm form;       ///< of the settings: report_figures leaves it empty
    Regime regime;
    Period period, previous, year_before;
    Day made_on;
    std::optional<ReportNumber> number;
    RegisterSelection selection; ///< when not of all groups: the register's figures are the only ones
    SelectionNames selection_names;
    RegisterFigures now, then, last_year; ///< of period, previous, year_before
    OverTime<ProgrammeFigures> programme;
    /// At the period's end alone: see its header; nullopt: not to be shown (reported_consents).
    std::optional<ConsentFigures> consents;
    OverTime<ContactFigures> contact;
    std::vector<QuarterContact> quarters; ///< of a half-year and a year, those that have begun
    OverTime<PracticeFigures> practices;
    OverTime<PlanFigures> plan; ///< at the periods' ends, or today while the period has not ended
    /// nullopt: not to be shown (reported_protection). Earlier periods have no numbers of what was open at
    /// their end: what was open before, and came, is what was done and is open now, so with both of them a
    /// hidden number could be computed.
    OverTime<std::optional<ProtectionFigures>> protection;
    std::vector<TrendPoint> trend; ///< the oldest first, the last one is `period`
    /// Of each period by itself, and never a difference; nullopt: not to be shown (P8).
    OverTime<std::optional<ShownTips>> tips;
    bool in_another_calendar = false; ///< that is why none of tips, requests and consents are shown
    std::int64_t audit_size = 0;
    std::string audit_head;
    std::optional<AuditCheckpoint> checkpoint;
};

/// `selection`: of the register, only these groups, and nothing else.
ReportFigures report_figures(const Store& store, const Regime& regime, const Period& period, Day today,
                             const RegisterSelection& selection = {});

/// Renders `templates/<lang>/<kind>.<format>.mustache`, or `name` instead of the kind, from `folder` if one
/// is named, else from the binary. Errors: usage (unknown language, a missing template), failed (a name that
/// the figures do not have: template, line).
std::string render_report(const ReportFigures& figures, std::string_view language, DocumentFormat format,
                          const std::optional<std::filesystem::path>& folder, std::string_view name = {});

} // namespace hnat
