#include "base/working_days.hpp"

#include "base/error.hpp"
#include "base/resource.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <map>

namespace hnat {

namespace {

constexpr std::string_view k_file = "data/holidays.toml";

/// A holiday of every year.
struct FixedHoliday {
    std::chrono::month_day date;
    std::string name_vi, name_en;
};

struct HolidayYear {
    std::map<Day, Holiday> holidays;
    std::vector<Day> worked; ///< days of a weekend
};

struct Calendar {
    std::vector<FixedHoliday> fixed;
    std::map<int, HolidayYear> years;
};

[[noreturn]] void refuse(const toml::node& where, std::string_view message) {
    const auto begin = where.source().begin;
    throw Error(ErrorKind::failed, fmt::format("{}:{}:{}: {}", k_file, begin.line, begin.column, message));
}

std::string text_of(const toml::table& table, std::string_view key) {
    const auto value = table[key].value<std::string>();
    if (!value || value->empty()) {
        refuse(table, fmt::format("'{}' is missing or is no text", key));
    }
    return *value;
}

int year_of(Day day) {
    return static_cast<int>(std::chrono::year_month_day(day).year());
}

bool is_weekend(Day day) {
    const std::chrono::weekday weekday(day);
    return weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
}

Day day_of_year(const toml::node& where, std::string_view text, int year) {
    const auto day = parse_day(text);
    if (!day || year_of(*day) != year) {
        refuse(where, fmt::format("'{}' is not a day of {}", text, year));
    }
    return *day;
}

/// The tables of the array `key`; a missing one is empty.
std::vector<const toml::table*> tables(const toml::table& table, std::string_view key) {
    std::vector<const toml::table*> found;
    if (const auto* const array = table[key].as_array()) {
        for (const auto& node : *array) {
            if (node.as_table() == nullptr) {
                refuse(node, fmt::format("'{}' holds something that is no table", key));
            }
            found.push_back(node.as_table());
        }
    }
    return found;
}

FixedHoliday read_fixed(const toml::table& table) {
    constexpr std::string_view k_leap_year = "2000-"; // every date of a calendar is a day of it
    const auto day = parse_day(std::string(k_leap_year) + text_of(table, "date"));
    if (!day) {
        refuse(table, "'date' is not a date MM-DD");
    }
    const std::chrono::year_month_day date(*day);
    return {date.month() / date.day(), text_of(table, "vi"), text_of(table, "en")};
}

HolidayYear read_year(const toml::table& table, int year) {
    HolidayYear read;
    for (const auto* const entry : tables(table, "holiday")) {
        const Day day = day_of_year(*entry, text_of(*entry, "day"), year);
        const bool is_new = read.holidays
                                .emplace(day, Holiday{day, text_of(*entry, "vi"), text_of(*entry, "en"),
                                                      (*entry)["provisional"].value_or(false)})
                                .second;
        if (!is_new) {
            refuse(*entry, fmt::format("{} is there twice", to_iso(day)));
        }
    }
    if (const auto* const worked = table["worked"].as_array()) {
        for (const auto& node : *worked) {
            read.worked.push_back(day_of_year(node, node.value_or<std::string_view>(""), year));
        }
    }
    return read;
}

Calendar read_calendar() {
    const toml::table file = toml::parse(resource(k_file), k_file);
    Calendar calendar;
    for (const auto* const table : tables(file, "fixed")) {
        calendar.fixed.push_back(read_fixed(*table));
    }
    for (const auto* const table : tables(file, "year")) {
        const auto year = (*table)["year"].value<int>();
        if (!year) {
            refuse(*table, "'year' is missing or is no number");
        }
        calendar.years[*year] = read_year(*table, *year);
    }
    return calendar;
}

const Calendar& calendar() {
    static const Calendar read = read_calendar();
    return read;
}

const HolidayYear* find_year(int year) {
    const auto found = calendar().years.find(year);
    return found == calendar().years.end() ? nullptr : &found->second;
}

} // namespace

std::vector<Holiday> holidays_of(int year) {
    std::vector<Holiday> holidays;
    if (const auto* const listed = find_year(year)) {
        for (const auto& entry : listed->holidays) {
            holidays.push_back(entry.second);
        }
        return holidays;
    }
    for (const auto& fixed : calendar().fixed) {
        const std::chrono::year_month_day date = std::chrono::year(year) / fixed.date;
        if (date.ok()) {
            holidays.push_back({Day(date), fixed.name_vi, fixed.name_en, false});
        }
    }
    return holidays;
}

std::optional<Holiday> holiday_on(Day day) {
    const auto holidays = holidays_of(year_of(day));
    const auto found = std::ranges::find(holidays, day, &Holiday::day);
    return found == holidays.end() ? std::nullopt : std::optional(*found);
}

bool has_holidays_of(int year) {
    return find_year(year) != nullptr;
}

bool is_working_day(Day day) {
    if (holiday_on(day)) {
        return false;
    }
    if (!is_weekend(day)) {
        return true;
    }
    const auto* const year = find_year(year_of(day));
    return year != nullptr && std::ranges::find(year->worked, day) != year->worked.end();
}

WorkingDay add_working_days(Day from, int count) {
    WorkingDay found{from, true};
    for (int left = count; left > 0;) {
        found.day += std::chrono::days(1);
        const auto holiday = holiday_on(found.day);
        const bool unsure = holiday ? holiday->provisional : !has_holidays_of(year_of(found.day));
        found.settled = found.settled && !unsure;
        left -= is_working_day(found.day) ? 1 : 0;
    }
    return found;
}

} // namespace hnat
