/// Code points of UTF-8 text: what the text functions share. Not meant for other rooms; they use text.hpp.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <utf8proc.h>

namespace hnat::code_points {

using CodePoint = utf8proc_int32_t;
using CodePoints = std::vector<CodePoint>;

/// What `decode` gives for a byte that does not begin a well-formed sequence.
inline constexpr CodePoint k_ill_formed = -1;

/// One code point and the bytes that it takes: 1..4, and 1 for an ill-formed byte.
struct Decoded {
    CodePoint code = k_ill_formed;
    std::size_t size = 1;
};

/// The same as decode and append, of any code point.
Decoded decode_any(std::string_view text, std::size_t position);
void append_any(std::string& text, CodePoint code);

constexpr bool is_continuation(unsigned char byte) {
    return (byte & 0xC0U) == 0x80U;
}

/// The code point at `position`, which must be inside the text.
inline Decoded decode(std::string_view text, std::size_t position) {
    const auto first = static_cast<unsigned char>(text[position]);
    if (first < 0x80) {
        return {first, 1};
    }
    // Sequences that only their own shape can make ill-formed: all of Vietnamese.
    const auto at = [text, position](std::size_t offset) {
        return static_cast<unsigned char>(text[position + offset]);
    };
    if (first >= 0xC2 && first <= 0xDF && position + 1 < text.size() && is_continuation(at(1))) {
        return {static_cast<CodePoint>((first & 0x1FU) << 6U | (at(1) & 0x3FU)), 2};
    }
    if (first >= 0xE1 && first <= 0xEC && position + 2 < text.size() && is_continuation(at(1)) &&
        is_continuation(at(2))) {
        return {static_cast<CodePoint>((first & 0x0FU) << 12U | (at(1) & 0x3FU) << 6U | (at(2) & 0x3FU)), 3};
    }
    return decode_any(text, position);
}

inline void append(std::string& text, CodePoint code) {
    if (code < 0x80) {
        text += static_cast<char>(code);
    } else if (code < 0x800) {
        text += static_cast<char>(0xC0U | static_cast<unsigned>(code) >> 6U);
        text += static_cast<char>(0x80U | (static_cast<unsigned>(code) & 0x3FU));
    } else if (code < 0xD800) {
        text += static_cast<char>(0xE0U | static_cast<unsigned>(code) >> 12U);
        text += static_cast<char>(0x80U | (static_cast<unsigned>(code) >> 6U & 0x3FU));
        text += static_cast<char>(0x80U | (static_cast<unsigned>(code) & 0x3FU));
    } else {
        append_any(text, code);
    }
}

/// Bytes at the start of `text` that are ASCII.
std::size_t ascii_prefix(std::string_view text);
/// Bytes at the start of `text` that are visible ASCII, a multiple of eight: there may be more.
std::size_t visible_ascii_prefix(std::string_view text);

/// What one pass over the bytes tells.
struct Look {
    std::optional<std::size_t>
        ill_formed_at;   ///< offset of the first byte that is not UTF-8; the pass ends there
    bool settled = true; ///< surely in Normalization Form C; false = it may be
};

Look look_at(std::string_view text);

/// True when the text is surely nothing but printable ASCII, Latin letters that have no compatibility form,
/// emoji and symbols: neither hidden characters nor digits of another script.
bool is_everyday(std::string_view text);

/// Unicode's White_Space property (NBSP and the ideographic space included, zero-width space not).
bool is_white_space(CodePoint code);

/// Letters and marks: what a word is made of.
bool is_word(CodePoint code);

/// Canonical_Combining_Class other than 0.
bool is_combining(CodePoint code);

/// How deep `append_decomposed` goes: canonical keeps every distinction, compatibility also drops styles
/// (full width, mathematical bold, circled).
enum class Decomposition { canonical, compatibility };

void append_decomposed(CodePoints& points, CodePoint code, Decomposition kind);

/// Puts marks in canonical order. O(n log n) however long a run of marks is; utf8proc's own ordering is
/// quadratic, which a crafted cell of 1 MiB would turn into minutes.
void order_marks(CodePoints& points);

/// Decomposed and ordered code points to Normalization Form C.
void compose(CodePoints& points);

std::string to_utf8(const CodePoints& points);

} // namespace hnat::code_points
