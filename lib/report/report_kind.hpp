/// The kinds of reports, by their names on the command line, in settings and in files.
#pragma once

#include "base/enum_names.hpp"
#include "base/period.hpp"

#include <array>

namespace hnat {

/// The reports, each of one kind of period.
enum class ReportKind { monthly, quarterly, half_year, annual };
template <>
inline constexpr std::array k_enum_names<ReportKind>{
    EnumName{ReportKind::monthly, "monthly"}, EnumName{ReportKind::quarterly, "quarterly"},
    EnumName{ReportKind::half_year, "half-year"}, EnumName{ReportKind::annual, "annual"}};

PeriodKind period_kind(ReportKind kind);
ReportKind report_kind(PeriodKind kind);

} // namespace hnat
