/// What somebody types about a group, a meeting or a step of the plan: comments, answers, notes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace hnat {

/// The most code points of a free text.
inline constexpr std::size_t k_longest_free_text = 4000;

/// The text as it is stored: NFC, each line squeezed, lines ended by a line feed, no empty lines at either
/// end and no two in a row. `what` names the text in messages ("the comment").
///
/// Errors, none of which repeats the text: usage (no UTF-8; empty; too long; a control character; a phone
/// number or e-mail address: such texts are kept for as long as the record, so no person may be in them, P1).
std::string free_text(std::string_view what, std::string_view text);

} // namespace hnat
