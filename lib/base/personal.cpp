#include "base/personal.hpp"

#include "base/code_points.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <utf8proc.h>

namespace hnat {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_ascii_word(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_decimal_digit(code_points::CodePoint code) {
    return utf8proc_category(code) == UTF8PROC_CATEGORY_ND;
}

/// Circled and boxed digits that NFKC leaves as they are (UnicodeData.txt, numeric values), and the Chinese
/// zero.
std::optional<int> value_of_dressed_digit(code_points::CodePoint code) {
    constexpr std::array<code_points::CodePoint, 4> ones{0x24F5, 0x2776, 0x2780, 0x278A}; // 2 to 9 behind it
    constexpr std::array<code_points::CodePoint, 4> zeros{0x24FF, 0x3007, 0x1F10B, 0x1F10C};
    for (const auto one : ones) {
        if (code >= one && code < one + 9) {
            return code - one + 1;
        }
    }
    return std::ranges::find(zeros, code) != zeros.end() ? std::optional(0) : std::nullopt;
}

/// Each script's ten stand in a row (Unicode, chapter 4.6), so a digit's value is its place in that row.
std::optional<int> digit_value(code_points::CodePoint code) {
    if (!is_decimal_digit(code)) {
        return value_of_dressed_digit(code);
    }
    auto first = code;
    while (is_decimal_digit(first - 1)) {
        --first;
    }
    return (code - first) % 10;
}

/// A mark on the character before it, such as a keycap's frame or a stroke: what is left of them in NFKC
/// makes no other letter of it.
bool is_mark(code_points::CodePoint code) {
    const auto category = utf8proc_category(code);
    return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_ME;
}

/// Digits of every script as ASCII, without marks.
std::string with_ascii_digits(std::string_view text) {
    std::string plain;
    for (std::size_t at = 0; at < text.size();) {
        const auto [code, size] = code_points::decode(text, at);
        if (const auto digit = code < 0x80 ? std::nullopt : digit_value(code)) {
            plain += static_cast<char>('0' + *digit);
        } else if (code < 0x80 || !is_mark(code)) {
            plain += text.substr(at, size);
        }
        at += size;
    }
    return plain;
}

/// Groups of digits that stand close enough to be one number: "0912 345.678".
struct DigitRun {
    std::vector<std::string> groups;
    std::vector<bool> after_plus; ///< a '+' right before the group
};

/// A colon with a space: "0912: 345678"; without one it stands in times of the day.
bool separates_digits(std::string_view gap) {
    return !gap.empty() && gap.size() <= 3 && std::ranges::all_of(gap, [gap](char c) {
        return std::string_view(" .-()/,_*~|;").find(c) != std::string_view::npos ||
               (c == ':' && gap.find(' ') != std::string_view::npos);
    });
}

std::vector<DigitRun> digit_runs(std::string_view text) {
    std::vector<DigitRun> runs;
    std::size_t end_of_last = std::string_view::npos;
    for (std::size_t i = 0; i < text.size();) {
        if (!is_digit(text[i])) {
            ++i;
            continue;
        }
        std::size_t end = i;
        while (end < text.size() && is_digit(text[end])) {
            ++end;
        }
        if (end_of_last == std::string_view::npos ||
            !separates_digits(text.substr(end_of_last, i - end_of_last))) {
            runs.emplace_back();
        }
        runs.back().groups.emplace_back(text.substr(i, end - i));
        runs.back().after_plus.push_back(i > 0 && text[i - 1] == '+');
        end_of_last = i = end;
    }
    return runs;
}

/// The number behind the 0 or 84. Mobile numbers: prefixes 03 05 07 08 09 and nine digits (Circular
/// 22/2014/TT-BTTTT, in force for mobile numbers since 2018), before that 01 and ten; landlines: 02 and ten.
bool is_subscriber_number(std::string_view digits) {
    if (digits.size() == 9) {
        return std::string_view("35789").find(digits.front()) != std::string_view::npos;
    }
    return digits.size() == 10 && (digits.front() == '1' || digits.front() == '2');
}

bool is_phone_number(std::string_view digits, bool after_plus) {
    if (digits.starts_with('0') && is_subscriber_number(digits.substr(1))) {
        return true;
    }
    if (digits.starts_with("84") && is_subscriber_number(digits.substr(2))) {
        return true;
    }
    if (digits.starts_with("840") && is_subscriber_number(digits.substr(3))) { // +84 (0) 912…
        return true;
    }
    return after_plus && digits.size() >= 9 && digits.size() <= 15; // of another country: ITU-T E.164
}

/// People do not begin a phone number with a group of one or two digits, but dates do ("03.05.2024 10");
/// unless all groups are pairs ("09 12 34 56 78").
bool is_grouped_like_phone(const std::vector<std::string>& groups, std::size_t first, std::size_t last) {
    const bool pairs = std::all_of(groups.begin() + static_cast<std::ptrdiff_t>(first),
                                   groups.begin() + static_cast<std::ptrdiff_t>(last) + 1,
                                   [](const std::string& group) { return group.size() == 2; });
    const bool singles = std::all_of(groups.begin() + static_cast<std::ptrdiff_t>(first),
                                     groups.begin() + static_cast<std::ptrdiff_t>(last) + 1,
                                     [](const std::string& group) { return group.size() == 1; });
    return pairs || singles || groups[first].size() >= 3 || groups[first] == "84";
}

bool run_holds_phone(const DigitRun& run) {
    for (std::size_t first = 0; first < run.groups.size(); ++first) {
        std::string digits;
        for (std::size_t last = first; last < run.groups.size() && digits.size() <= 15; ++last) {
            digits += run.groups[last];
            if (is_phone_number(digits, run.after_plus[first]) &&
                is_grouped_like_phone(run.groups, first, last)) {
                return true;
            }
        }
    }
    return false;
}

bool is_letter_o(char c) {
    return c == 'O' || c == 'o';
}

/// The letter O that stands for a zero: beside a digit or another such, and no letter's neighbour.
std::string with_zeros(std::string text) {
    const auto is_letter = [](char c) {
        return !is_letter_o(c) && !is_digit(c) && (is_ascii_word(c) || static_cast<unsigned char>(c) >= 0x80);
    };
    for (std::size_t from = 0; from < text.size(); ++from) {
        std::size_t to = from; // behind a run of digits and O
        while (to < text.size() && (is_digit(text[to]) || is_letter_o(text[to]))) {
            ++to;
        }
        const auto run = std::span(text).subspan(from, to - from);
        if (std::ranges::any_of(run, is_digit) && (from == 0 || !is_letter(text[from - 1])) &&
            (to == text.size() || !is_letter(text[to]))) {
            std::ranges::replace_if(run, is_letter_o, '0');
        }
        from = to;
    }
    return text;
}

/// No number has fewer.
constexpr std::ptrdiff_t k_fewest_digits = 9;

/// By the digits and what can stand for one in a text of everyday characters.
bool may_hold_phone_number(std::string_view text) {
    return std::ranges::count_if(text, [](char c) { return is_digit(c) || is_letter_o(c); }) >=
           k_fewest_digits;
}

bool may_be_in_local_part(char c) {
    return is_ascii_word(c) || c == '.' || c == '_' || c == '%' || c == '+' || c == '-';
}

} // namespace

std::string plain_signs(std::string_view text) {
    if (code_points::is_everyday(text)) {
        return std::string(text);
    }
    std::string folded(text);
    utf8proc_uint8_t* mapped = nullptr;
    const auto size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                   static_cast<utf8proc_ssize_t>(text.size()), &mapped,
                                   static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPAT |
                                                                  UTF8PROC_COMPOSE | UTF8PROC_IGNORE));
    if (size >= 0) {
        folded.assign(reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(size));
    }
    std::free(mapped);
    folded = with_ascii_digits(folded);
    constexpr std::array<std::pair<std::string_view, std::string_view>, 12> signs{{{"\xE2\x80\x90", "-"},
                                                                                   {"\xE2\x80\x91", "-"},
                                                                                   {"\xE2\x80\x92", "-"},
                                                                                   {"\xE2\x80\x93", "-"},
                                                                                   {"\xE2\x80\x94", "-"},
                                                                                   {"\xE2\x80\x95", "-"},
                                                                                   {"\xE2\x88\x92", "-"},
                                                                                   {"\xC2\xB7", "."},
                                                                                   {"\xE2\x80\xA2", "."},
                                                                                   {"\xE2\x81\x84", "/"},
                                                                                   {"\xE2\x88\x95", "/"},
                                                                                   {"\xE2\xA0\x80", " "}}};
    for (const auto& [sign, plain] : signs) {
        for (auto at = folded.find(sign); at != std::string::npos; at = folded.find(sign, at + 1)) {
            folded.replace(at, sign.size(), plain);
        }
    }
    return folded;
}

bool surely_holds_no_contact(std::string_view text) {
    return code_points::is_everyday(text) && text.find_first_of("@/\\%") == std::string_view::npos &&
           !may_hold_phone_number(text);
}

bool holds_phone_number(std::string_view text) {
    if (code_points::is_everyday(text) && !may_hold_phone_number(text)) {
        return false;
    }
    const auto runs = digit_runs(with_zeros(plain_signs(text)));
    return std::ranges::any_of(runs, run_holds_phone);
}

bool holds_email(std::string_view text) {
    if (code_points::is_everyday(text) && text.find('@') == std::string_view::npos) {
        return false;
    }
    const std::string plain = plain_signs(text);
    for (std::size_t at = plain.find('@'); at != std::string::npos; at = plain.find('@', at + 1)) {
        if (at == 0 || !may_be_in_local_part(plain[at - 1])) {
            continue;
        }
        std::size_t end = at + 1;
        while (end < plain.size() && (is_ascii_word(plain[end]) || plain[end] == '-' || plain[end] == '.')) {
            ++end;
        }
        const auto host = std::string_view(plain).substr(at + 1, end - at - 1);
        const std::size_t dot = host.find('.');
        if (dot != std::string_view::npos && dot > 0 && dot + 2 < host.size() &&
            is_ascii_word(host[dot + 1])) {
            return true;
        }
    }
    return false;
}

} // namespace hnat
