/// What somebody types about a group, a meeting, the charter or the plan: tidied, and refused where it would
/// bring a person in (P1).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace hnat {

/// The most code points of a free text.
inline constexpr std::size_t k_longest_free_text = 4000;

/// The text as it is stored: NFC, each line squeezed, lines ended by a line feed, no empty lines at either
/// end and no two in a row. `what` names the text in messages: a key of the catalogue ("the comment").
///
/// Errors, none of which repeats the text: usage (no UTF-8; empty; too long; control characters or marks that
/// can't be seen; a phone number, an e-mail address or the address of a personal profile, also one that is
/// spread over lines: such texts are kept for as long as the record, so no person may be in them, P1).
std::string free_text(std::string_view what, std::string_view text);

/// The same as one line.
std::string free_line(std::string_view what, std::string_view text);

} // namespace hnat
