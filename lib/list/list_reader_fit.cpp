#include "list/list_reader_fit.hpp"

#include "base/syllable.hpp"
#include "base/text.hpp"
#include "list/list_reader_encoding.hpp"

#include <algorithm>

namespace hnat {

namespace {

constexpr std::size_t k_fewest_words = 3; ///< that have to read as Vietnamese

/// Whole lines only: a letter that the sample's end has cut in two says nothing.
std::string_view whole_lines(std::string_view sample) {
    const auto end = sample.find_last_of("\r\n");
    return end == std::string_view::npos ? sample : sample.substr(0, end + 1);
}

/// The words of the sample in an encoding. A byte that the encoding does not have makes its word an odd one.
SyllableCount words_in(std::string_view sample, ListEncoding encoding) {
    return count_syllables(nfc(LineDecoder(encoding).decode(sample).text));
}

} // namespace

std::optional<ListEncoding> likelier_encoding(std::string_view sample, ListEncoding named) {
    const auto lines = whole_lines(sample);
    const SyllableCount as_named = words_in(lines, named);
    if (as_named.odd == 0 || as_named.sound >= 2 * as_named.odd) {
        return std::nullopt;
    }
    std::optional<ListEncoding> likeliest;
    std::size_t fewest_odd = as_named.odd;
    for (const auto& entry : k_enum_names<ListEncoding>) {
        const SyllableCount words = words_in(lines, entry.value);
        if (words.sound >= k_fewest_words && words.sound >= 4 * words.odd && words.odd < fewest_odd) {
            likeliest = entry.value;
            fewest_odd = words.odd;
        }
    }
    return likeliest;
}

} // namespace hnat
