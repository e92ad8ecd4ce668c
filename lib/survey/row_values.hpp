/// Closed lists of a row that have no file of their own. Internal to lib/survey's row files.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hnat {

/// A code of ISO 639-1, or one of ISO 639-3 for a language of the region, lower case; also from a Vietnamese
/// or English name ("tiếng Việt", "English", "Tày").
std::optional<std::string> parse_language(std::string_view text);

/// Words that parse_topic, parse_entity, parse_visibility know, for a suggestion.
std::vector<std::string_view> entity_words();
std::vector<std::string_view> visibility_words();

} // namespace hnat
