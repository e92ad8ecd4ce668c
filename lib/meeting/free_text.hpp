/// What people type about a meeting: tidied, and refused where it would bring a person in (P1).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace hnat {

inline constexpr std::size_t k_most_characters = 4'000;

/// NFC, white space squeezed within lines, at most one empty line in a row, none at the ends. `what` names
/// the text in messages ("the agenda"); the text itself is never repeated in one. Errors: usage (empty, not
/// UTF-8, over k_most_characters, control characters, a phone number or an e-mail address).
std::string checked_text(std::string_view what, std::string_view text);

/// The same as one line.
std::string checked_line(std::string_view what, std::string_view text);

} // namespace hnat
