/// How lists write a locality: "xã Vô Tranh - huyện Phú Lương - Thái Nguyên". Internal to lib/survey's
/// locality files.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace hnat::localities {

/// What a kind word says of the name behind it. `city` ("TP") is a district of before 1 July 2025 or a
/// province.
enum class KindLevel { none, commune, district, city, province };

/// One name of the text.
struct NamePart {
    std::string text; ///< as written
    std::string key;  ///< K1 of all of it
    KindLevel level = KindLevel::none;
    std::string kind; ///< "phường", spelled out; empty without a kind word
    std::string bare; ///< K1 without the kind word; `key` without one
};

/// A name and what it is said to lie in, from the inside out.
struct LocalityText {
    NamePart name;
    std::vector<NamePart> within;
};

/// Says whether a K1 is the name of any unit: a hyphen or a kind word inside such a name does not end it.
using KnownName = std::function<bool(const std::string& key)>;

/// Splits at commas, semicolons, slashes, brackets; then, where a piece is not a known name, at dashes and
/// before words for district and province. The country's name at the end is dropped. `text` is not blank.
LocalityText read_locality_text(std::string_view text, const KnownName& known);

} // namespace hnat::localities
