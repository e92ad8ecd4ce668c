/// Text work under the addresses: cleaning of a cell, percent-encoding, what a person's contact looks like.
/// Not meant for other rooms.
#pragma once

#include "base/text.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace hnat::address {

constexpr char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
constexpr bool is_letter(char c) {
    return lower(c) >= 'a' && lower(c) <= 'z';
}
constexpr bool is_ascii(char c) {
    return static_cast<unsigned char>(c) < 0x80;
}

using hnat::is_ascii;
/// ASCII only; other bytes compare as they are.
bool equal_ignoring_case(std::string_view left, std::string_view right);
bool starts_with_ignoring_case(std::string_view text, std::string_view prefix);

/// NFC without marks that have no width (zero-width, bidirectional, soft hyphen). The text must be UTF-8.
std::string without_marks(std::string_view text);

/// without_marks, then without white space, quotes and brackets at both ends and `.,;` at the end.
std::string clean_cell(std::string_view cell);

/// Case folding and NFC, until neither changes anything. The text must be UTF-8.
std::string fold(std::string_view text);

/// True when every character beyond ASCII is a letter, a digit or a combining mark. The text must be UTF-8.
bool is_wordlike(std::string_view text);

/// True for control characters and white space, Unicode's included, anywhere in the text. The text must be
/// UTF-8.
bool has_space_or_control(std::string_view text);

/// RFC 3986, section 2.1. A `%` that is not followed by two hexadecimal digits stays.
std::string percent_decode(std::string_view text);
/// Encodes everything but unreserved characters and `/ @ + :`, so that the result is printable ASCII.
std::string percent_encode(std::string_view text);
/// The same behind what `encoded` has; the text is not a part of it.
void append_percent_encoded(std::string& encoded, std::string_view text);

/// Digits with the separators people write between them, 8 to 15 of them (E.164), perhaps with + or tel:
/// before.
bool looks_like_phone(std::string_view text);
/// Something, an @ and a host without a slash between them, perhaps with mailto: before.
bool looks_like_mail(std::string_view text);

} // namespace hnat::address
