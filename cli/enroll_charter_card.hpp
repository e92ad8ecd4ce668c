/// A version of the charter as a page of text.
#pragma once

#include "cli/context.hpp"
#include "enroll/charter.hpp"

#include <string>

namespace hnat::cli {

/// State, hash, text, and the comments with their answers.
std::string charter_card_text(const CharterCard& card, bool vietnamese);

/// Writes a text of several lines. A terminal is shown no control characters; a file and a pipe get every
/// byte.
void write_text(Context& context, const std::string& text);

} // namespace hnat::cli
