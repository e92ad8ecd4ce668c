/// The numbers that reports go out under (Decree 30/2020/NĐ-CP, appendix I: they begin at 01 every year).
#pragma once

#include "base/period.hpp"
#include "store/store.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hnat {

struct ReportNumber {
    int year = 0;
    std::int64_t number = 0;
    PeriodKind kind = PeriodKind::quarter;
    std::string period; ///< "2026Q3"
    std::string regime; ///< "nd09"
    Day day;            ///< when it was given

    friend bool operator==(const ReportNumber&, const ReportNumber&) = default;
};

/// `05/BC-VP`: the number, the kind of document (báo cáo) and the office's code.
std::string number_text(const ReportNumber& number, std::string_view office_code);

/// The number of a period's report, when it has one.
std::optional<ReportNumber> find_report_number(const Store& store, const Regime& regime,
                                               const Period& period);

/// The next number of the year that today is in, or the one that the report has already: once given, a number
/// is never given again and never taken back. Audit: report-number, only for a new one.
ReportNumber give_report_number(Transaction& transaction, const Regime& regime, const Period& period);

/// All of them, or those of one year, in their order.
std::vector<ReportNumber> report_numbers(const Store& store, std::optional<int> year);

} // namespace hnat
