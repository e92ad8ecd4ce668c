/// Cards are lists of facts: `hnat survey show`, `enroll show`, `meeting show`, `tip show`.
#pragma once

#include <string_view>

namespace hnat::cli {

/// The column of a card that holds the names of its facts.
inline constexpr std::string_view k_fact_column = "field";

/// What a table calls a fact. Programs read its code (`members_on`), and so do people in English; in
/// Vietnamese (`lang` is "vi") a word stands in its place. A fact without one keeps its code.
std::string_view card_label(std::string_view fact, std::string_view lang);

} // namespace hnat::cli
