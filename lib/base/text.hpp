/// Text in UTF-8, with the rules for Vietnamese: normal form, match keys, order, display.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace hnat {

/// A digit of ASCII.
constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// Nothing but ASCII.
bool is_ascii(std::string_view text);

/// True when the bytes are well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates).
bool is_utf8(std::string_view bytes);

/// Of well-formed UTF-8.
std::size_t count_code_points(std::string_view text);

/// Offset of the first byte that is not well-formed UTF-8; nullopt when all is well.
std::optional<std::size_t> first_invalid_utf8(std::string_view bytes);
/// `surely_nfc`: nfc changes neither the text nor any piece of it that is cut at ASCII. False: it has to be
/// tried.
std::optional<std::size_t> first_invalid_utf8(std::string_view bytes, bool& surely_nfc);

/// Unicode Normalization Form C (UAX #15). The input must be UTF-8; ASCII comes back as it is.
/// Throws Error{failed} when it is not UTF-8.
std::string nfc(std::string_view text);

/// Drops white space (Unicode's, NBSP included) at both ends and makes one space of every run inside.
std::string squeeze(std::string_view text);
/// Surely nothing that squeeze would change. False: it has to be tried.
bool is_squeezed(std::string_view text);

/// K1, "the same name": NFC, lower case, tone position folded (hòa = hoà, qúy = quý; đ stays), spaces
/// squeezed. Punctuation, symbols and emoji separate words as a space does ("Mua-bán" = "Mua bán"); what is
/// invisible (zero-width marks, soft hyphens) is dropped. Styled letters count as plain ones (full width,
/// mathematical bold), and the Icelandic Ð that old code pages put in Đ's place as đ. Empty for a name
/// without letters and digits: then it matches nothing.
std::string name_key(std::string_view text);

/// K2, for searching: K1 without marks, đ as d. Pure ASCII for Vietnamese input.
std::string search_key(std::string_view text);

/// K2 of a text that is already a K1.
std::string search_key_of_name_key(std::string_view key);

/// Whether every word of `query` begins a word of `text`, both as K2. An empty query matches nothing.
bool has_words(std::string_view text, std::string_view query);

/// Vietnamese order: a ă â b c d đ e ê … o ô ơ … u ư; tones ngang, huyền, hỏi, ngã, sắc, nặng as a second
/// level, upper case after lower case as a third, then bytes. Spaces, punctuation, symbols and digits come
/// before letters, other letters after z. A total order over any bytes, so that it can be a collation.
/// Negative, zero or positive, as strcmp.
int compare_vietnamese(std::string_view left, std::string_view right);

/// Columns that a terminal uses for the text: wide characters and emoji (a joined sequence is one) 2,
/// combining and zero-width marks and controls 0.
std::size_t display_width(std::string_view text);

/// Cuts to at most `width` columns, the last one being "…" when something was cut; never inside a grapheme
/// cluster.
std::string truncate_to_width(std::string_view text, std::size_t width);

/// For terminals: control characters (C0, DEL, C1), line separators, bidirectional and zero-width controls,
/// and bytes that are not UTF-8 are shown as escapes (`\x1b`, `\u202e`); a newline as `\n`. Everything else
/// is unchanged, and so are the joiner between two emoji and a variation selector after a visible character:
/// they make one picture of their neighbours.
std::string escape_controls(std::string_view text);
/// Whether anything of the text would be shown as an escape.
bool has_controls(std::string_view text);

/// Text that is valid UTF-8 but looks like TCVN3 or VNI bytes that somebody read as CP1252 ("Hµ Néi").
/// Names the encoding it looks like ("tcvn3" or "vni"), nullopt when it looks sound or the words are too few
/// to tell
/// ("Néi" alone could be anything). It never repairs.
std::optional<std::string_view> looks_like_legacy_encoding(std::string_view text);

/// The candidate with the least edit distance to `word`, when it is near enough to be a slip of the finger
/// (at most 2, and at most a third of its length); nullopt otherwise. For "did you mean".
template <typename Range>
std::optional<std::string> nearest(std::string_view word, const Range& candidates);

/// Damerau-Levenshtein distance (optimal string alignment) in code units.
std::size_t edit_distance(std::string_view left, std::string_view right);

template <typename Range>
std::optional<std::string> nearest(std::string_view word, const Range& candidates) {
    std::optional<std::string> best;
    std::size_t best_distance = 3;
    for (const auto& candidate : candidates) {
        const std::string_view view(candidate);
        const std::size_t distance = edit_distance(word, view);
        if (distance < best_distance && distance * 3 <= std::max(word.size(), view.size())) {
            best = std::string(view);
            best_distance = distance;
        }
    }
    return best;
}

} // namespace hnat
