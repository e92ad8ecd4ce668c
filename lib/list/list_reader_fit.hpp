/// Which encoding a text was written in, told from the words that its bytes make.
#pragma once

#include "list/list_reader.hpp"

#include <optional>
#include <string_view>

namespace hnat {

/// The encoding in which a sample of a list reads as Vietnamese, when in `named` it clearly does not; nullopt
/// when `named` will do, or when the sample has too few accented words to tell. Only ever for a message:
/// nothing is read in another encoding than the one that was named.
std::optional<ListEncoding> likelier_encoding(std::string_view sample, ListEncoding named);

} // namespace hnat
