/// The same name, number or day as different clerks write it.
#pragma once

#include "base/date.hpp"
#include "tools/generate/random.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace hnat::generate {

/// "Chợ mua bán Đồng Hỷ" -> "chomuabandonghy": letters and digits without accents.
std::string ascii_words(std::string_view name);

/// A name as another list has it: other tone position, decomposed, capitals, spaces, marks.
std::string respelled_name(std::string_view name, Random& random);
/// hòa -> hoà, khỏe -> khoẻ, thủy -> thuỷ at the end of a syllable.
std::string with_new_tone_position(std::string_view text);
/// Unicode Normalization Form D.
std::string decomposed(std::string_view text);
/// Capitals, Vietnamese letters included.
std::string capitals(std::string_view text);

/// A number of members with at most two digits that count, so that every spelling of it is exact.
std::int64_t member_count(Random& random);
std::string spelled_count(std::int64_t count, Random& random);

/// A day of 2024 or of the first three quarters of 2025.
Day list_day(Random& random);
std::string spelled_day(Day day, Random& random);

} // namespace hnat::generate
