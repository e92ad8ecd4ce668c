/// Working days: Monday to Friday without the public holidays of data/holidays.toml (Labour Code
/// 45/2019/QH14, art. 112).
#pragma once

#include "base/date.hpp"

#include <optional>
#include <string>
#include <vector>

namespace hnat {

struct Holiday {
    Day day;
    std::string name_vi, name_en;
    bool provisional = false; ///< the Government has still to fix it
};

/// The holiday on a day, of the year's list or, for a year that the file lacks, of the fixed dates.
std::optional<Holiday> holiday_on(Day day);

/// All days of a year's list in their order; of a year that the file lacks, the fixed dates.
std::vector<Holiday> holidays_of(int year);

/// Whether the file has the year: without it only weekends and fixed dates are known.
bool has_holidays_of(int year);

bool is_working_day(Day day);

/// A day that was found by counting working days.
struct WorkingDay {
    Day day;
    bool settled = true; ///< false: a provisional holiday, or a year that the file lacks, was passed over
    friend bool operator==(const WorkingDay&, const WorkingDay&) = default;
};

/// The `count`-th working day after `from` (the day itself is not counted: Civil Code 91/2015/QH13, art. 147
/// (2)); from 0 on, and 0 is `from` itself. A day outside 1900..2199 is not meaningful here.
WorkingDay add_working_days(Day from, int count);

} // namespace hnat
