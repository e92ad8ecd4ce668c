#include "report/report_kind.hpp"

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

} // namespace hnat
