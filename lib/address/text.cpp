#include "address/text.hpp"

#include "base/text.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <memory>

namespace hnat::address {

namespace {

/// Reads one code point at `offset` of well-formed UTF-8 and moves `offset` behind it.
char32_t next_code_point(std::string_view text, std::size_t& offset) {
    if (is_ascii(text[offset])) {
        return static_cast<char32_t>(text[offset++]);
    }
    utf8proc_int32_t code_point = -1;
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + offset;
    const auto length =
        utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(text.size() - offset), &code_point);
    offset += length > 0 ? static_cast<std::size_t>(length) : 1;
    return code_point < 0 ? U'\ufffd' : static_cast<char32_t>(code_point);
}

bool is_mark_without_width(char32_t c) {
    return c == 0x00AD || c == 0x034F || c == 0x061C || c == 0x180E || c == 0xFEFF ||
           (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) ||
           (c >= 0xFE00 && c <= 0xFE0F);
}

bool is_space(char32_t c) {
    if (c < 0x80) {
        return c == U' ' || (c >= U'\t' && c <= U'\r');
    }
    switch (utf8proc_category(static_cast<utf8proc_int32_t>(c))) {
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return true;
    default:
        return c == 0x85;
    }
}

bool is_wrapper(char32_t c) {
    if (c < 0x80 && (is_digit(static_cast<char>(c)) || is_letter(static_cast<char>(c)))) {
        return false; // nearly always, at both ends of an address
    }
    return is_space(c) ||
           std::u32string_view(U"\"'`<>()[]{}\u00ab\u00bb\u2018\u2019\u201a\u201c\u201d\u201e\u2039\u203a")
                   .find(c) != std::u32string_view::npos;
}

/// What percent_encode leaves as it is.
constexpr bool is_plain(char c) {
    return is_digit(c) || is_letter(c) || c == '-' || c == '.' || c == '_' || c == '~' || c == '/' ||
           c == '@' || c == '+' || c == ':';
}

int hex_value(char c) {
    if (is_digit(c)) {
        return c - '0';
    }
    c = lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/// One round of case folding and composition by utf8proc.
std::string fold_once(std::string_view text) {
    utf8proc_uint8_t* folded = nullptr;
    const auto length = utf8proc_map(
        reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()),
        &folded, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD));
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(folded, &std::free);
    return length < 0 ? std::string(text)
                      : std::string(reinterpret_cast<const char*>(folded), static_cast<std::size_t>(length));
}

} // namespace

bool equal_ignoring_case(std::string_view left, std::string_view right) {
    return left.size() == right.size() && starts_with_ignoring_case(left, right);
}

bool starts_with_ignoring_case(std::string_view text, std::string_view prefix) {
    return text.size() >= prefix.size() && std::equal(prefix.begin(), prefix.end(), text.begin(),
                                                      [](char a, char b) { return lower(a) == lower(b); });
}

std::string without_marks(std::string_view text) {
    if (is_ascii(text)) {
        return std::string(text);
    }
    // A mark between a letter and its accent keeps them apart, so the marks go first.
    std::string kept;
    kept.reserve(text.size());
    for (std::size_t offset = 0; offset < text.size();) {
        const std::size_t start = offset;
        if (!is_mark_without_width(next_code_point(text, offset))) {
            kept.append(text.substr(start, offset - start));
        }
    }
    return nfc(kept);
}

std::string clean_cell(std::string_view cell) {
    std::string text = without_marks(cell);
    std::size_t begin = 0;
    while (begin < text.size()) {
        std::size_t next = begin;
        if (!is_wrapper(next_code_point(text, next))) {
            break;
        }
        begin = next;
    }
    std::size_t end = text.size();
    while (end > begin) {
        std::size_t last = end - 1;
        while (last > begin && (static_cast<unsigned char>(text[last]) & 0xC0U) == 0x80U) {
            --last;
        }
        std::size_t next = last;
        const char32_t c = next_code_point(text, next);
        if (!is_wrapper(c) && c != U'.' && c != U',' && c != U';') {
            break;
        }
        end = last;
    }
    text.resize(end);
    text.erase(0, begin);
    return text;
}

std::string fold(std::string_view text) {
    std::string folded(text);
    if (is_ascii(text)) {
        std::transform(folded.begin(), folded.end(), folded.begin(), lower);
        return folded;
    }
    // Folding can leave a sequence that composes to something that folds again; Unicode needs at most two
    // rounds.
    for (int round = 0; round < 3; ++round) {
        std::string next = fold_once(folded);
        if (next == folded) {
            break;
        }
        folded = std::move(next);
    }
    return folded;
}

bool is_wordlike(std::string_view text) {
    for (std::size_t offset = 0; offset < text.size();) {
        const char32_t c = next_code_point(text, offset);
        const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(c));
        if (c >= 0x80 && (category < UTF8PROC_CATEGORY_LU || category > UTF8PROC_CATEGORY_ND)) {
            return false; // utf8proc numbers its categories: LU … LO, MN, MC, ME, ND stand in a row
        }
    }
    return true;
}

bool has_space_or_control(std::string_view text) {
    const auto* const first =
        std::find_if(text.begin(), text.end(), [](char c) { return c <= ' ' || c == 0x7F || !is_ascii(c); });
    for (auto offset = static_cast<std::size_t>(first - text.begin()); offset < text.size();) {
        const char32_t c = next_code_point(text, offset);
        if (c < 0x20 || (c >= 0x7F && c < 0xA0) || is_space(c)) {
            return true;
        }
    }
    return false;
}

std::string percent_decode(std::string_view text) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size() && hex_value(text[i + 1]) >= 0 &&
            hex_value(text[i + 2]) >= 0) {
            decoded += static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2]));
            i += 2;
        } else {
            decoded += text[i];
        }
    }
    return decoded;
}

std::string percent_encode(std::string_view text) {
    std::string encoded;
    encoded.reserve(text.size());
    append_percent_encoded(encoded, text);
    return encoded;
}

void append_percent_encoded(std::string& encoded, std::string_view text) {
    constexpr std::string_view k_hex = "0123456789ABCDEF";
    for (const char c : text) {
        if (is_plain(c)) {
            encoded += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            encoded += '%';
            encoded += k_hex[byte >> 4U];
            encoded += k_hex[byte & 0x0FU];
        }
    }
}

bool looks_like_phone(std::string_view text) {
    for (const std::string_view scheme : {"tel:", "sms:", "callto:"}) {
        if (starts_with_ignoring_case(text, scheme)) {
            return true;
        }
    }
    if (!text.empty() && text.front() == '+') {
        text.remove_prefix(1);
    }
    std::size_t digits = 0;
    for (std::size_t offset = 0; offset < text.size();) {
        const char32_t c = next_code_point(text, offset);
        if (c >= U'0' && c <= U'9') {
            ++digits;
        } else if (!is_space(c) && std::u32string_view(U".-()/\u2010\u2011\u2012\u2013").find(c) ==
                                       std::u32string_view::npos) {
            return false;
        }
    }
    return digits >= 8 && digits <= 15;
}

bool looks_like_mail(std::string_view text) {
    if (starts_with_ignoring_case(text, "mailto:")) {
        return true;
    }
    const std::size_t at = text.find('@');
    return at != std::string_view::npos && at > 0 && at + 1 < text.size() &&
           text.find('/') == std::string_view::npos && text.find('.', at) != std::string_view::npos;
}

} // namespace hnat::address
