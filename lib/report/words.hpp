/// Names of closed lists in reports, from data/words.toml.
#pragma once

#include <optional>
#include <string_view>

namespace hnat {

/// The word for `code` of `list` ("purpose", "meeting-kind", "request-kind") in Vietnamese or English.
/// Errors: failed (the file lacks it: a bug).
std::string_view word_of(std::string_view list, std::string_view code, bool vietnamese);

/// The same; nullopt: there is none.
std::optional<std::string_view> find_word(std::string_view list, std::string_view code, bool vietnamese);

} // namespace hnat
