#include "render/wording.hpp"

#include "base/error.hpp"
#include "base/message.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstdlib>

namespace hnat {

namespace {

bool is_vietnamese(std::string_view language) {
    if (language != "vi" && language != "en") {
        throw Error(ErrorKind::usage, say("'{}' is not a language of reports; write vi or en", language));
    }
    return language == "vi";
}

} // namespace

Wording::Wording(std::string_view language) : m_vietnamese(is_vietnamese(language)) {}

std::string Wording::number(std::int64_t value) const {
    std::string digits = std::to_string(value);
    const std::size_t first = value < 0 ? 1 : 0;
    for (std::size_t position = digits.size(); position > first + 3;) {
        position -= 3;
        digits.insert(position, 1, m_vietnamese ? '.' : ',');
    }
    return digits;
}

std::string Wording::change(std::int64_t value) const {
    return value > 0 ? "+" + number(value) : number(value);
}

std::string Wording::percent(std::int64_t part, std::int64_t whole) const {
    const auto tenths = (std::abs(part) * 2000 + whole) / (2 * whole);
    const auto* sign = part < 0 && tenths > 0 ? "-" : "";
    return fmt::format("{}{}{}{}%", sign, number(tenths / 10), m_vietnamese ? ',' : '.', tenths % 10);
}

std::string Wording::day(Day day) const {
    if (!m_vietnamese) {
        return to_iso(day);
    }
    const std::chrono::year_month_day date{day};
    return fmt::format("{}/{}/{}", padded(static_cast<unsigned>(date.day()), 10),
                       padded(static_cast<unsigned>(date.month()), 3), static_cast<int>(date.year()));
}

std::string Wording::point(std::size_t index) const {
    constexpr std::array k_vietnamese{"a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m",
                                      "n", "o", "p", "q", "r", "s", "t", "u", "v", "x", "y"};
    if (m_vietnamese) {
        return index < k_vietnamese.size() ? k_vietnamese.at(index) : std::to_string(index + 1);
    }
    return index < 26 ? std::string(1, static_cast<char>('a' + index)) : std::to_string(index + 1);
}

std::string padded(unsigned number, unsigned from) {
    return number < from ? fmt::format("0{}", number) : std::to_string(number);
}

std::string roman(int number) {
    constexpr std::array k_numerals{"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"};
    return k_numerals.at(static_cast<std::size_t>(number - 1));
}

std::string bar(std::int64_t value, std::int64_t largest, std::int64_t columns) {
    constexpr std::array k_eighths{"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    if (value <= 0 || largest <= 0) {
        return {};
    }
    const auto eighths =
        std::max<std::int64_t>(1, (std::min(value, largest) * columns * 8 + largest / 2) / largest);
    std::string text;
    for (std::int64_t full = 0; full < eighths / 8; ++full) {
        text += "█";
    }
    return text + k_eighths.at(static_cast<std::size_t>(eighths % 8));
}

} // namespace hnat
