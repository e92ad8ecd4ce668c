/// Figures made by hand, for tests of what a report says.
#pragma once

#include "report/sample.hpp"
#include "tests/support.hpp"

namespace hnat::test {

inline RegisterFigures figures_of(std::vector<RegisterCount> platforms, std::vector<RegisterCount> topics,
                                  std::vector<RegisterCount> localities) {
    return sample_register(std::move(platforms), std::move(topics), std::move(localities));
}

/// The third quarter of 2026, or another period that had closed by then.
inline ReportFigures sample_figures(std::string_view regime, PeriodKind kind = PeriodKind::quarter) {
    return sample_report(find_regime(regime), kind);
}

} // namespace hnat::test
