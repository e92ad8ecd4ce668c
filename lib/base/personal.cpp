#include "base/personal.hpp"

#include "base/code_points.hpp"
#include "base/phone_number.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include <utf8proc.h>

namespace hnat {

namespace {

using code_points::CodePoint;
using code_points::decode;

bool is_ascii_word(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_decimal_digit(CodePoint code) {
    return utf8proc_category(code) == UTF8PROC_CATEGORY_ND;
}

/// Circled digits that NFKC leaves as they are (UnicodeData.txt, numeric values), and the Chinese zero.
std::optional<int> value_of_circled_digit(CodePoint code) {
    constexpr std::array<CodePoint, 4> ones{0x24F5, 0x2776, 0x2780, 0x278A}; // 2 to 9 behind it
    constexpr std::array<CodePoint, 4> zeros{0x24FF, 0x3007, 0x1F10B, 0x1F10C};
    for (const auto one : ones) {
        if (code >= one && code < one + 9) {
            return code - one + 1;
        }
    }
    return std::ranges::find(zeros, code) != zeros.end() ? std::optional(0) : std::nullopt;
}

/// A mark that NFKC did not make a letter of: a keycap's frame, a stroke, a vowel of some scripts.
bool is_mark(CodePoint code) {
    const auto category = utf8proc_category(code);
    return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_ME;
}

/// Digits of every script as ASCII. Each script's ten stand in a row (Unicode, chapter 4.6), so a digit's
/// value is its place in that row.
std::string with_ascii_digits(std::string_view text) {
    std::string plain;
    for (std::size_t at = 0; at < text.size();) {
        const auto [code, size] = decode(text, at);
        if (code < 0x80 || !is_decimal_digit(code)) {
            plain += text.substr(at, size);
        } else {
            auto first = code;
            while (is_decimal_digit(first - 1)) {
                --first;
            }
            plain += static_cast<char>('0' + (code - first) % 10);
        }
        at += size;
    }
    return plain;
}

/// How a digit is written.
enum class Dress { none, marked, circled };

/// The text without marks, and circled digits as digits. `apart`: a space between digits in another dress,
/// for a circled one may only number what follows ("❶0912…").
std::string undressed(std::string_view plain, bool apart) {
    std::string bare;
    std::optional<Dress> before; ///< of the digit before this character
    for (std::size_t at = 0; at < plain.size();) {
        const auto [code, size] = decode(plain, at);
        const auto next = at + size;
        if (is_mark(code)) {
            at = next;
            continue;
        }
        const auto circled = value_of_circled_digit(code);
        std::optional<Dress> dress;
        if (circled) {
            dress = Dress::circled;
        } else if (code < 0x80 && is_digit(static_cast<char>(code))) {
            dress = next < plain.size() && is_mark(decode(plain, next).code) ? Dress::marked : Dress::none;
        }
        if (apart && before && dress && *before != *dress) {
            bare += ' ';
        }
        if (circled) {
            bare += static_cast<char>('0' + *circled);
        } else {
            bare += plain.substr(at, size);
        }
        before = dress;
        at = next;
    }
    return bare;
}

/// Emoji and signs of other scripts as spaces: "0912⭐345⭐678".
std::string with_spaces(std::string_view text) {
    std::string spaced;
    for (std::size_t at = 0; at < text.size();) {
        const auto [code, size] = decode(text, at);
        const auto category = utf8proc_category(code);
        const bool is_sign = code >= 0x80 && category >= UTF8PROC_CATEGORY_PC;
        spaced += is_sign ? std::string_view(" ") : text.substr(at, size);
        at += size;
    }
    return spaced;
}

bool is_letter_o(char c) {
    return c == 'O' || c == 'o';
}

/// Characters that look like an O, as O.
std::string with_latin_o(std::string_view text) {
    constexpr std::array<CodePoint, 6> alike{0x039F, 0x03BF, 0x041E, 0x043E, 0x2B55, 0x1F17E};
    std::string latin;
    for (std::size_t at = 0; at < text.size();) {
        const auto [code, size] = decode(text, at);
        latin +=
            std::ranges::find(alike, code) != alike.end() ? std::string_view("O") : text.substr(at, size);
        at += size;
    }
    return latin;
}

/// The letter O that stands for a zero: in a run with digits, beside no letter.
std::string with_zeros(std::string text) {
    bool after_letter = false;
    for (std::size_t from = 0; from < text.size();) {
        std::size_t to = from; // behind a run of digits and O
        while (to < text.size() && (is_digit(text[to]) || is_letter_o(text[to]))) {
            ++to;
        }
        const bool before_letter = to < text.size() && code_points::is_word(decode(text, to).code);
        const auto run = std::span(text).subspan(from, to - from);
        if (!after_letter && !before_letter && std::ranges::any_of(run, is_digit)) {
            std::ranges::replace_if(run, is_letter_o, '0');
        }
        after_letter = before_letter;
        from = to < text.size() ? to + decode(text, to).size : to;
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
    constexpr std::array<std::pair<std::string_view, std::string_view>, 17> signs{{{"‐", "-"},
                                                                                   {"‑", "-"},
                                                                                   {"‒", "-"},
                                                                                   {"–", "-"},
                                                                                   {"—", "-"},
                                                                                   {"―", "-"},
                                                                                   {"−", "-"},
                                                                                   {"➖", "-"},
                                                                                   {"➕", "+"},
                                                                                   {"·", "."},
                                                                                   {"•", "."},
                                                                                   {"・", "."},
                                                                                   {"。", "."},
                                                                                   {"、", ","},
                                                                                   {"⁄", "/"},
                                                                                   {"∕", "/"},
                                                                                   {"\xE2\xA0\x80", " "}}};
    for (const auto& [sign, plain] : signs) {
        for (auto at = folded.find(sign); at != std::string::npos; at = folded.find(sign, at + 1)) {
            folded.replace(at, sign.size(), plain);
        }
    }
    return folded;
}

std::string bare_signs(std::string_view text) {
    return undressed(plain_signs(text), false);
}

bool surely_holds_no_contact(std::string_view text) {
    return code_points::is_everyday(text) && text.find_first_of("@/\\%") == std::string_view::npos &&
           !may_hold_phone_number(text);
}

bool holds_phone_number(std::string_view text) {
    if (code_points::is_everyday(text) && !may_hold_phone_number(text)) {
        return false;
    }
    std::string bare;
    return holds_phone_number(text, bare);
}

bool holds_phone_number(std::string_view text, std::string& bare) {
    const std::string plain = plain_signs(text);
    bare = undressed(plain, false);
    return phone_number::stands_in(with_spaces(bare)) ||
           phone_number::stands_in(with_spaces(undressed(plain, true))) ||
           phone_number::surely_stands_in(with_zeros(with_spaces(with_latin_o(bare))));
}

bool holds_email(std::string_view text) {
    // The only characters that are an at sign in plain text.
    constexpr std::array<std::string_view, 3> at_signs{"@", "\uFE6B", "\uFF20"};
    if (std::ranges::none_of(
            at_signs, [text](std::string_view sign) { return text.find(sign) != std::string_view::npos; })) {
        return false;
    }
    const std::string plain = bare_signs(text);
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
