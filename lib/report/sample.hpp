/// Figures made by hand: what templates are tried with, where there is no office's database.
#pragma once

#include "report/report.hpp"

#include <vector>

namespace hnat {

/// A register whose breakdowns add up to its totals.
RegisterFigures sample_register(std::vector<RegisterCount> platforms, std::vector<RegisterCount> topics,
                                std::vector<RegisterCount> localities);

/// The last period of a kind that had closed on 5 October 2026, with one before it and no last year:
/// something in every table, and too few requests of a kind to show (P8).
ReportFigures sample_report(const Regime& regime, PeriodKind kind);

} // namespace hnat
