#include "base/text.hpp"
#include "survey/row.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace hnat {

namespace {

constexpr std::int64_t k_most_members = 10'000'000'000;

struct Scale {
    std::string_view word; ///< K2
    std::int64_t factor;
};

constexpr std::array k_scales{
    Scale{"nghin", 1'000},     Scale{"ngan", 1'000},   Scale{"k", 1'000},
    Scale{"trieu", 1'000'000}, Scale{"tr", 1'000'000}, Scale{"m", 1'000'000},
};

/// Words behind a count that say what is counted, as sites show it.
constexpr std::array<std::string_view, 3> k_units{"thanh vien", "members", "member"};

bool is_ascii_sign(char c) {
    return c > ' ' && c < '\x7f' && !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z');
}

bool all_digits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, is_digit);
}

/// Digits only, at most eleven, no zero in front: that would be a code or a phone number.
std::optional<std::int64_t> read_whole(std::string_view digits) {
    if (!all_digits(digits) || digits.size() > 11 || (digits.size() > 1 && digits.front() == '0')) {
        return std::nullopt;
    }
    std::int64_t value = 0;
    for (const char digit : digits) {
        value = value * 10 + (digit - '0');
    }
    return value;
}

/// `12500`, `12.500`, `1,234,567`, `12 500`: groups of exactly three behind the first, one and the same
/// separator.
std::optional<std::int64_t> read_count(std::string_view text) {
    const std::size_t first = text.find_first_of("., ");
    if (first == std::string_view::npos) {
        return read_whole(text);
    }
    const char separator = text[first];
    if (first == 0 || first > 3 || text.front() == '0') {
        return std::nullopt;
    }
    std::string digits(text.substr(0, first));
    for (std::size_t i = first; i < text.size(); i += 4) {
        const auto group = text.substr(i, 4);
        if (group.size() != 4 || group.front() != separator || !all_digits(group.substr(1))) {
            return std::nullopt;
        }
        digits += group.substr(1);
    }
    return read_whole(digits);
}

/// `12`, `12,5`, `1.25` times the factor. Three decimals are refused: "12.500K" may be meant as 12,500
/// thousand.
std::optional<std::int64_t> read_scaled(std::string_view text, std::int64_t factor) {
    const std::size_t point = text.find_first_of(".,");
    const auto whole = read_whole(text.substr(0, point));
    if (!whole) {
        return std::nullopt;
    }
    std::int64_t value = *whole * factor;
    if (point != std::string_view::npos) {
        const auto decimals = text.substr(point + 1);
        if (!all_digits(decimals) || decimals.size() > 2) {
            return std::nullopt;
        }
        for (const char digit : decimals) {
            factor /= 10;
            value += (digit - '0') * factor;
        }
    }
    return value;
}

void drop_suffix(std::string& text, std::size_t size) {
    text.resize(text.size() - size);
    while (!text.empty() && text.back() == ' ') {
        text.pop_back();
    }
}

} // namespace

std::optional<std::int64_t> parse_members(std::string_view text) {
    const std::string squeezed = squeeze(text);
    const std::size_t end_of_number = squeezed.find_last_of("0123456789");
    if (end_of_number == std::string::npos) {
        return std::nullopt;
    }
    const std::string number = squeezed.substr(0, end_of_number + 1);
    const std::string rest = squeezed.substr(end_of_number + 1);
    if (std::ranges::any_of(rest, is_ascii_sign)) { // "10K+": a key would drop the sign
        return std::nullopt;
    }
    std::string suffix = search_key(rest);
    for (const auto unit : k_units) {
        if (suffix.ends_with(unit)) {
            drop_suffix(suffix, unit.size());
            break;
        }
    }
    std::optional<std::int64_t> value;
    if (suffix.empty()) {
        value = read_count(number);
    } else if (const auto* scale = std::ranges::find(k_scales, suffix, &Scale::word);
               scale != k_scales.end()) {
        value = read_scaled(number, scale->factor);
    }
    return value && *value <= k_most_members ? value : std::nullopt;
}

} // namespace hnat
