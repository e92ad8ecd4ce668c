#include "survey/row_values.hpp"

#include "base/text.hpp"
#include "survey/row.hpp"

#include <algorithm>
#include <array>

namespace hnat {

namespace {

template <typename Value>
struct Word {
    std::string_view key; ///< K2
    Value value;
};

constexpr std::array k_entity_words{
    Word<Entity>{"group", Entity::group},
    Word<Entity>{"nhom", Entity::group},
    Word<Entity>{"hoi nhom", Entity::group},
    Word<Entity>{"hoi", Entity::group},
    Word<Entity>{"page", Entity::page},
    Word<Entity>{"trang", Entity::page},
    Word<Entity>{"fanpage", Entity::page},
    Word<Entity>{"fan page", Entity::page},
    Word<Entity>{"official account", Entity::page},
    Word<Entity>{"oa", Entity::page},
    Word<Entity>{"channel", Entity::channel},
    Word<Entity>{"kenh", Entity::channel},
};

constexpr std::array k_visibility_words{
    Word<Visibility>{"public", Visibility::open},     Word<Visibility>{"open", Visibility::open},
    Word<Visibility>{"cong khai", Visibility::open},  Word<Visibility>{"mo", Visibility::open},
    Word<Visibility>{"private", Visibility::closed},  Word<Visibility>{"closed", Visibility::closed},
    Word<Visibility>{"rieng tu", Visibility::closed}, Word<Visibility>{"kin", Visibility::closed},
    Word<Visibility>{"secret", Visibility::closed},   Word<Visibility>{"bi mat", Visibility::closed},
};

constexpr std::array k_language_words{
    Word<std::string_view>{"viet", "vi"},     Word<std::string_view>{"vietnamese", "vi"},
    Word<std::string_view>{"anh", "en"},      Word<std::string_view>{"english", "en"},
    Word<std::string_view>{"trung", "zh"},    Word<std::string_view>{"hoa", "zh"},
    Word<std::string_view>{"chinese", "zh"},  Word<std::string_view>{"han", "ko"},
    Word<std::string_view>{"korean", "ko"},   Word<std::string_view>{"nhat", "ja"},
    Word<std::string_view>{"japanese", "ja"}, Word<std::string_view>{"tay", "tyz"},
    Word<std::string_view>{"nung", "nut"},    Word<std::string_view>{"dao", "ium"},
    Word<std::string_view>{"mong", "hmn"},    Word<std::string_view>{"hmong", "hmn"},
    Word<std::string_view>{"h mong", "hmn"},  Word<std::string_view>{"san chay", "mlc"},
    Word<std::string_view>{"cao lan", "mlc"},
};

/// ISO 639-1, all codes.
constexpr std::string_view k_iso_639_1 =
    " aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv "
    "dz ee el en"
    " eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is "
    "it iu ja jv"
    " ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my "
    "na nb nd ne"
    " ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so "
    "sq sr ss st"
    " su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu ";

template <typename Table>
auto find_word(const Table& table, std::string_view text) {
    const std::string key = search_key(text);
    using Value = decltype(table.front().value);
    const auto found = std::ranges::find_if(table, [&](const auto& word) { return word.key == key; });
    return found == table.end() ? std::optional<Value>() : std::optional<Value>(found->value);
}

template <typename Table>
std::vector<std::string_view> words_of(const Table& table) {
    std::vector<std::string_view> words;
    words.reserve(table.size());
    for (const auto& word : table) {
        words.push_back(word.key);
    }
    return words;
}

} // namespace

std::optional<Entity> parse_entity(std::string_view text) {
    return find_word(k_entity_words, text);
}

std::optional<Visibility> parse_visibility(std::string_view text) {
    std::string key = search_key(text);
    // "nhóm kín", "công khai" as sites show them: the word "group" in front says nothing of its own.
    if (key.starts_with("nhom ")) {
        key.erase(0, 5);
    }
    return find_word(k_visibility_words, key);
}

std::vector<std::string_view> entity_words() {
    return words_of(k_entity_words);
}

std::vector<std::string_view> visibility_words() {
    return words_of(k_visibility_words);
}

std::optional<std::string> parse_language(std::string_view text) {
    std::string key = search_key(text);
    if (key.starts_with("tieng ")) {
        key.erase(0, 6);
    }
    if (key.size() == 2 && k_iso_639_1.find(" " + key + " ") != std::string_view::npos) {
        return key;
    }
    const auto* const by_code = std::ranges::find(k_language_words, key, &Word<std::string_view>::value);
    if (by_code != k_language_words.end()) {
        return key;
    }
    const auto by_name = find_word(k_language_words, key);
    return by_name ? std::optional(std::string(*by_name)) : std::nullopt;
}

} // namespace hnat
