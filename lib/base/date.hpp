/// Calendar days. hnat knows days, never times of day, except for meetings.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace hnat {

/// A day of the Gregorian calendar in the office's time zone (+07:00).
using Day = std::chrono::sys_days;

/// Half-open range of days, [start, end).
struct DayRange {
    Day start;
    Day end;

    [[nodiscard]] bool contains(Day day) const { return start <= day && day < end; }
    friend bool operator==(const DayRange&, const DayRange&) = default;
};

/// The day of a point in time at UTC+7, the fixed zone of the programme (Viet Nam has no summer time).
Day day_at_utc7(std::chrono::system_clock::time_point time);

/// Makes a day; nullopt when the calendar has no such day or the year is outside 1900..2199.
std::optional<Day> make_day(int year, unsigned month, unsigned day);

/// Reads `YYYY-MM-DD` or `d/m/YYYY` (also `d-m-YYYY`, `d.m.YYYY`), exactly; nullopt for anything else, so
/// that nonsense is refused and never guessed. Two-digit years are refused.
std::optional<Day> parse_day(std::string_view text);

/// Reads what a user may type for a day: as parse_day, or `today`, `yesterday`, relative to `today`.
std::optional<Day> parse_day(std::string_view text, Day today);

/// The day of an Excel serial number in the 1900 date system (ECMA-376 part 1, 18.17.4.1), fraction dropped;
/// nullopt outside 1900-03-01..2199-12-31: earlier serials are ambiguous (Excel's false leap day).
std::optional<Day> day_from_excel_serial(double serial);

/// ISO 8601 `YYYY-MM-DD`.
std::string to_iso(Day day);

/// `dd/mm/YYYY`, as Vietnamese texts write it.
std::string to_vietnamese(Day day);

/// The day `months` later; the last day of the month when the month is too short (31 Jan + 1 = 28/29 Feb).
Day add_months(Day day, int months);

} // namespace hnat
