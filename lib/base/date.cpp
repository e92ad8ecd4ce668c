#include "base/date.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>

namespace hnat {

namespace {

std::optional<int> parse_digits(std::string_view text, std::size_t least, std::size_t most) {
    if (text.size() < least || text.size() > most) {
        return std::nullopt;
    }
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || text.front() == '-') {
        return std::nullopt;
    }
    return value;
}

/// Splits at a separator that must be the same both times.
std::optional<std::array<std::string_view, 3>> split_three(std::string_view text) {
    const auto first = text.find_first_of("-/.");
    if (first == std::string_view::npos) {
        return std::nullopt;
    }
    const auto second = text.find(text[first], first + 1);
    if (second == std::string_view::npos) {
        return std::nullopt;
    }
    return std::array{text.substr(0, first), text.substr(first + 1, second - first - 1),
                      text.substr(second + 1)};
}

/// YYYY-MM-DD, as the register has its days; nullopt for any other shape.
std::optional<std::array<unsigned, 3>> split_iso(std::string_view text) {
    constexpr std::string_view k_shape = "dddd-dd-dd";
    if (text.size() != k_shape.size()) {
        return std::nullopt;
    }
    std::array<unsigned, 3> parts{};
    std::size_t part = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (k_shape[i] == '-' ? c != '-' : c < '0' || c > '9') {
            return std::nullopt;
        }
        if (c == '-') {
            ++part;
        } else {
            parts.at(part) = parts.at(part) * 10 + static_cast<unsigned>(c - '0');
        }
    }
    return parts;
}

} // namespace

Day day_at_utc7(std::chrono::system_clock::time_point time) {
    return std::chrono::floor<std::chrono::days>(time + std::chrono::hours(7));
}

std::optional<Day> make_day(int year, unsigned month, unsigned day) {
    // Checked before std::chrono sees them: it keeps a month in one byte, where 257 would become January.
    if (year < 1900 || year > 2199 || month > 12 || day > 31) {
        return std::nullopt;
    }
    const std::chrono::year_month_day ymd{std::chrono::year(year), std::chrono::month(month),
                                          std::chrono::day(day)};
    return ymd.ok() ? std::optional(Day(ymd)) : std::nullopt;
}

std::optional<Day> parse_day(std::string_view text) {
    if (const auto iso = split_iso(text)) {
        return make_day(static_cast<int>(iso->at(0)), iso->at(1), iso->at(2));
    }
    const auto parts = split_three(text);
    if (!parts) {
        return std::nullopt;
    }
    const auto& [a, b, c] = *parts;
    const bool iso = a.size() == 4 && text[4] == '-';
    const auto year = parse_digits(iso ? a : c, 4, 4);
    const auto month = parse_digits(b, iso ? 2 : 1, 2);
    const auto day = parse_digits(iso ? c : a, iso ? 2 : 1, 2);
    if (!year || !month || !day) {
        return std::nullopt;
    }
    return make_day(*year, static_cast<unsigned>(*month), static_cast<unsigned>(*day));
}

std::optional<Day> parse_day(std::string_view text, Day today) {
    if (text == "today") {
        return today;
    }
    if (text == "yesterday") {
        return today - std::chrono::days(1);
    }
    return parse_day(text);
}

std::optional<Day> day_from_excel_serial(double serial) {
    // Serial 61 is 1900-03-01; 60 is the 29 February that 1900 did not have.
    const Day epoch = Day(std::chrono::year(1899) / 12 / 30);
    if (!(serial >= 61.0 && serial < 109575.0)) {
        return std::nullopt;
    }
    return epoch + std::chrono::days(static_cast<int>(serial));
}

std::string to_iso(Day day) {
    const std::chrono::year_month_day ymd(day);
    const int year = static_cast<int>(ymd.year());
    if (year < 0 || year > 9999) { // of no day that hnat reads
        return fmt::format("{:04}-{:02}-{:02}", year, static_cast<unsigned>(ymd.month()),
                           static_cast<unsigned>(ymd.day()));
    }
    std::string text = "0000-00-00";
    const auto write = [&text](unsigned value, std::size_t end) {
        for (; value != 0; value /= 10) {
            text[--end] = static_cast<char>('0' + value % 10);
        }
    };
    write(static_cast<unsigned>(year), 4);
    write(static_cast<unsigned>(ymd.month()), 7);
    write(static_cast<unsigned>(ymd.day()), 10);
    return text;
}

std::string to_vietnamese(Day day) {
    const std::chrono::year_month_day ymd(day);
    return fmt::format("{:02}/{:02}/{:04}", static_cast<unsigned>(ymd.day()),
                       static_cast<unsigned>(ymd.month()), static_cast<int>(ymd.year()));
}

Day add_months(Day day, int months) {
    const std::chrono::year_month_day ymd(day);
    const auto moved = ymd + std::chrono::months(months);
    return moved.ok() ? Day(moved) : Day(moved.year() / moved.month() / std::chrono::last);
}

} // namespace hnat
