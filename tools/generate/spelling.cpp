#include "tools/generate/spelling.hpp"

#include "base/text.hpp"

#include <fmt/format.h>
#include <utf8proc.h>

#include <array>
#include <cstdlib>
#include <memory>

namespace hnat::generate {

namespace {

std::string replaced(std::string text, std::string_view what, std::string_view with) {
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
        text.replace(at, what.size(), with);
    }
    return text;
}

std::string grouped(std::int64_t count, std::string_view separator) {
    std::string digits = std::to_string(count);
    for (std::size_t position = digits.size(); position > 3;) {
        position -= 3;
        digits.insert(position, separator);
    }
    return digits;
}

} // namespace

std::string ascii_words(std::string_view name) {
    std::string words;
    for (const char c : search_key(name)) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            words += c;
        }
    }
    return words;
}

std::string with_new_tone_position(std::string_view text) {
    constexpr std::array<std::array<std::string_view, 2>, 15> k_pairs{{{"óa", "oá"},
                                                                       {"òa", "oà"},
                                                                       {"ỏa", "oả"},
                                                                       {"õa", "oã"},
                                                                       {"ọa", "oạ"},
                                                                       {"óe", "oé"},
                                                                       {"òe", "oè"},
                                                                       {"ỏe", "oẻ"},
                                                                       {"õe", "oẽ"},
                                                                       {"ọe", "oẹ"},
                                                                       {"úy", "uý"},
                                                                       {"ùy", "uỳ"},
                                                                       {"ủy", "uỷ"},
                                                                       {"ũy", "uỹ"},
                                                                       {"ụy", "uỵ"}}};
    std::string moved = std::string(text) + " ";
    for (const auto& [old_place, new_place] : k_pairs) {
        moved = replaced(moved, std::string(old_place) + " ", std::string(new_place) + " ");
    }
    moved.pop_back();
    return moved;
}

std::string decomposed(std::string_view text) {
    const std::string terminated(text);
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> form(
        utf8proc_NFD(reinterpret_cast<const utf8proc_uint8_t*>(terminated.c_str())), &std::free);
    return reinterpret_cast<const char*>(form.get());
}

std::string capitals(std::string_view text) {
    std::string upper;
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    for (std::size_t offset = 0; offset < text.size();) {
        utf8proc_int32_t code_point = 0;
        offset += static_cast<std::size_t>(utf8proc_iterate(
            bytes + offset, static_cast<utf8proc_ssize_t>(text.size() - offset), &code_point));
        std::array<utf8proc_uint8_t, 4> encoded{};
        const auto length = utf8proc_encode_char(utf8proc_toupper(code_point), encoded.data());
        upper.append(reinterpret_cast<const char*>(encoded.data()), static_cast<std::size_t>(length));
    }
    return upper;
}

std::string respelled_name(std::string_view name, Random& random) {
    const std::string text(name);
    switch (random.below(7)) {
    case 0:
        return with_new_tone_position(text);
    case 1:
        return decomposed(text);
    case 2:
        return capitals(text);
    case 3:
        return "  " + replaced(text, " ", "  ");
    case 4:
        return "🔥 " + text + " 🔥";
    case 5:
        return text + " ✅ (chính thức)";
    default:
        return text;
    }
}

std::int64_t member_count(Random& random) {
    // One random number for each statement: the order within an expression is the compiler's choice.
    const auto draw = random.below(100);
    const auto digits = static_cast<std::int64_t>(1 + random.below(99));
    if (draw == 0) {
        return 1'000'000 + digits % 9 * 100'000;
    }
    return digits * (draw < 15 ? 1 : draw < 45 ? 10 : draw < 75 ? 100 : draw < 95 ? 1'000 : 10'000);
}

std::string spelled_count(std::int64_t count, Random& random) {
    const auto thousands = count / 1'000;
    const auto tenths = count % 1'000 / 100;
    const bool short_form = count >= 1'000 && count % 100 == 0;
    switch (random.below(9)) {
    case 0:
        return grouped(count, ".");
    case 1:
        return grouped(count, ",");
    case 2:
        return grouped(count, " ");
    case 3:
        return short_form ? fmt::format("{},{}K", thousands, tenths) : std::to_string(count);
    case 4:
        return short_form ? fmt::format("{}.{}k", thousands, tenths) : std::to_string(count);
    case 5:
        return short_form && tenths == 0 ? fmt::format("{} nghìn", thousands) : std::to_string(count);
    case 6:
        return short_form && tenths == 0 ? fmt::format("{} ngàn", thousands) : std::to_string(count);
    case 7:
        return count >= 1'000'000 && count % 100'000 == 0
                   ? fmt::format("{},{} triệu", count / 1'000'000, count % 1'000'000 / 100'000)
                   : std::to_string(count);
    default:
        return std::to_string(count);
    }
}

Day list_day(Random& random) {
    return *make_day(2024, 1, 1) + std::chrono::days{random.below(600)};
}

std::string spelled_day(Day day, Random& random) {
    const std::chrono::year_month_day date{day};
    switch (random.below(3)) {
    case 0:
        return to_vietnamese(day);
    case 1:
        return fmt::format("{}/{}/{}", static_cast<unsigned>(date.day()), static_cast<unsigned>(date.month()),
                           static_cast<int>(date.year()));
    default:
        return to_iso(day);
    }
}

} // namespace hnat::generate
