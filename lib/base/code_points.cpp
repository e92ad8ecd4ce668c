#include "base/code_points.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace hnat::code_points {

namespace {

const utf8proc_uint8_t* bytes_of(std::string_view text) {
    return reinterpret_cast<const utf8proc_uint8_t*>(text.data());
}

int combining_class(CodePoint code) {
    return utf8proc_get_property(code)->combining_class;
}

/// True for code points of Normalization Form C that never change beside any other of these: no decomposition
/// that matters, no combining class, never the second half of a composition (NFC_Quick_Check=Yes, UAX #15
/// section 9). Covers Latin with all Vietnamese letters, common punctuation, Han, Hangul syllables and emoji;
/// what is outside only takes the slower road.
bool is_settled(CodePoint code) {
    return code < 0x300 || (code >= 0x1E00 && code <= 0x1EFF) || (code >= 0x2010 && code <= 0x2027) ||
           (code >= 0x2600 && code <= 0x27BF) || (code >= 0x4E00 && code <= 0x9FFF) ||
           (code >= 0xAC00 && code <= 0xD7A3) || code == 0xFE0F || (code >= 0x1F300 && code <= 0x1FAFF);
}

/// Letters of Latin-1, Latin Extended-A and Vietnamese without those that have a compatibility form (ĳ, ŀ, ŉ,
/// ſ); emoji, symbols and dingbats without circled digits and signs of sums.
bool is_everyday(CodePoint code) {
    if (code < 0x80) {
        return code >= 0x20 && code < 0x7F;
    }
    return (code >= 0xC0 && code <= 0x131) || (code >= 0x134 && code <= 0x13E) ||
           (code >= 0x141 && code <= 0x148) || (code >= 0x14A && code <= 0x17E) || code == 0x1A0 ||
           code == 0x1A1 || code == 0x1AF || code == 0x1B0 || (code >= 0x1EA0 && code <= 0x1EF9) ||
           (code >= 0x2600 && code <= 0x2775) || code == 0x2794 || (code >= 0x2798 && code <= 0x27BF) ||
           (code >= 0x1F300 && code <= 0x1FAFF);
}

constexpr std::uint64_t k_high_bits = 0x8080808080808080U;

/// Bytes at the start of the text that stand in whole words of eight which are `good`.
template <typename Good>
std::size_t prefix_of_words(std::string_view text, const Good& good) {
    std::size_t position = 0;
    for (; position + sizeof(std::uint64_t) <= text.size(); position += sizeof(std::uint64_t)) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data() + position, sizeof word);
        if (!good(word)) {
            break;
        }
    }
    return position;
}

} // namespace

Decoded decode_any(std::string_view text, std::size_t position) {
    CodePoint code = k_ill_formed;
    const auto rest = text.substr(position);
    const auto size = utf8proc_iterate(bytes_of(rest), static_cast<utf8proc_ssize_t>(rest.size()), &code);
    return size > 0 ? Decoded{code, static_cast<std::size_t>(size)} : Decoded{};
}

void append_any(std::string& text, CodePoint code) {
    std::array<utf8proc_uint8_t, 4> bytes{};
    const auto size = utf8proc_encode_char(code, bytes.data());
    text.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(size));
}

std::size_t ascii_prefix(std::string_view text) {
    std::size_t position =
        prefix_of_words(text, [](std::uint64_t word) { return (word & k_high_bits) == 0; });
    while (position < text.size() && static_cast<unsigned char>(text[position]) < 0x80) {
        ++position;
    }
    return position;
}

std::size_t visible_ascii_prefix(std::string_view text) {
    return prefix_of_words(text, [](std::uint64_t word) {
        // ASCII, and still so when 0x21 is taken off each byte (none borrows from its neighbour then) and
        // when 1 is added: neither a control, a space nor DEL.
        const std::uint64_t shifted = (word | k_high_bits) - 0x2121212121212121U;
        return ((word | (word + 0x0101010101010101U)) & k_high_bits) == 0 && (~shifted & k_high_bits) == 0;
    });
}

Look look_at(std::string_view text) {
    Look look;
    std::size_t position = ascii_prefix(text);
    while (position < text.size()) {
        if (static_cast<unsigned char>(text[position]) < 0x80) {
            position += ascii_prefix(text.substr(position));
            continue;
        }
        const auto [code, size] = decode(text, position);
        if (code == k_ill_formed) {
            look.ill_formed_at = position;
            return look;
        }
        look.settled = look.settled && is_settled(code);
        position += size;
    }
    return look;
}

bool is_everyday(std::string_view text) {
    for (std::size_t position = 0; position < text.size();) {
        const auto [code, size] = decode(text, position);
        if (!is_everyday(code)) {
            return false;
        }
        position += size;
    }
    return true;
}

bool is_white_space(CodePoint code) {
    if (code < 0x80) {
        return code == ' ' || (code >= '\t' && code <= '\r');
    }
    if (code == 0x85) {
        return true;
    }
    switch (utf8proc_category(code)) {
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return true;
    default:
        return false;
    }
}

bool is_word(CodePoint code) {
    const auto category = utf8proc_category(code);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_ME;
}

bool is_combining(CodePoint code) {
    return code >= 0x300 && combining_class(code) != 0;
}

void append_decomposed(CodePoints& points, CodePoint code, Decomposition kind) {
    if (code < 0xA0) {
        points.push_back(code);
        return;
    }
    // The longest decomposition in Unicode has 18 code points (U+FDFA).
    std::array<CodePoint, 32> parts{};
    const auto options =
        kind == Decomposition::canonical ? UTF8PROC_DECOMPOSE : UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT;
    int boundary = 0;
    const auto count =
        utf8proc_decompose_char(code, parts.data(), static_cast<utf8proc_ssize_t>(parts.size()),
                                static_cast<utf8proc_option_t>(options | UTF8PROC_STABLE), &boundary);
    points.insert(points.end(), parts.begin(), parts.begin() + std::max<utf8proc_ssize_t>(count, 0));
}

void order_marks(CodePoints& points) {
    auto begin = std::find_if(points.begin(), points.end(), is_combining);
    while (begin != points.end()) {
        const auto end = std::find_if_not(begin, points.end(), is_combining);
        if (end - begin > 1) {
            std::stable_sort(
                begin, end, [](CodePoint a, CodePoint b) { return combining_class(a) < combining_class(b); });
        }
        begin = std::find_if(end, points.end(), is_combining);
    }
}

void compose(CodePoints& points) {
    const auto options = static_cast<utf8proc_option_t>(UTF8PROC_COMPOSE | UTF8PROC_STABLE);
    const auto size =
        utf8proc_normalize_utf32(points.data(), static_cast<utf8proc_ssize_t>(points.size()), options);
    points.resize(static_cast<std::size_t>(std::max<utf8proc_ssize_t>(size, 0)));
}

std::string to_utf8(const CodePoints& points) {
    std::string text;
    text.reserve(points.size() * 2);
    for (const CodePoint code : points) {
        append(text, code);
    }
    return text;
}

} // namespace hnat::code_points
