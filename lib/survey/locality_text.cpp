#include "survey/locality_text.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

namespace hnat::localities {

namespace {

struct KindWord {
    std::string_view key; ///< K1, with and without accents, or an abbreviation
    KindLevel level;
    std::string_view kind;
};

/// Longer ones before those that they begin with.
constexpr std::array k_kind_words{
    KindWord{"thị trấn", KindLevel::commune, "thị trấn"},
    KindWord{"thi tran", KindLevel::commune, "thị trấn"},
    KindWord{"t t", KindLevel::commune, "thị trấn"},
    KindWord{"tt", KindLevel::commune, "thị trấn"},
    KindWord{"phường", KindLevel::commune, "phường"},
    KindWord{"phuong", KindLevel::commune, "phường"},
    KindWord{"p", KindLevel::commune, "phường"},
    KindWord{"đặc khu", KindLevel::commune, "đặc khu"},
    KindWord{"dac khu", KindLevel::commune, "đặc khu"},
    KindWord{"thị xã", KindLevel::district, "thị xã"},
    KindWord{"thi xa", KindLevel::district, "thị xã"},
    KindWord{"t x", KindLevel::district, "thị xã"},
    KindWord{"tx", KindLevel::district, "thị xã"},
    KindWord{"huyện", KindLevel::district, "huyện"},
    KindWord{"huyen", KindLevel::district, "huyện"},
    KindWord{"h", KindLevel::district, "huyện"},
    KindWord{"quận", KindLevel::district, "quận"},
    KindWord{"quan", KindLevel::district, "quận"},
    KindWord{"q", KindLevel::district, "quận"},
    KindWord{"thành phố", KindLevel::city, "thành phố"},
    KindWord{"thanh pho", KindLevel::city, "thành phố"},
    KindWord{"t p", KindLevel::city, "thành phố"},
    KindWord{"tp", KindLevel::city, "thành phố"},
    KindWord{"tỉnh", KindLevel::province, "tỉnh"},
    KindWord{"tinh", KindLevel::province, "tỉnh"},
    KindWord{"t", KindLevel::province, "tỉnh"},
    KindWord{"xã", KindLevel::commune, "xã"},
    KindWord{"xa", KindLevel::commune, "xã"},
    KindWord{"x", KindLevel::commune, "xã"},
};

/// "p1", "q10": a ward's or district's number right behind the letter.
void split_number(std::string& key) {
    if (key.size() >= 2 && (key[0] == 'p' || key[0] == 'q') &&
        std::all_of(key.begin() + 1, key.end(), [](unsigned char c) { return std::isdigit(c) != 0; })) {
        key.insert(1, " ");
    }
}

const KindWord* leading_kind_word(std::string_view key) {
    const auto* const found = std::ranges::find_if(k_kind_words, [&](const KindWord& word) {
        return key.size() > word.key.size() + 1 && key.starts_with(word.key) && key[word.key.size()] == ' ';
    });
    return found == k_kind_words.end() ? nullptr : found;
}

NamePart read_part(std::string_view text) {
    NamePart part;
    part.text = squeeze(text);
    part.key = name_key(part.text);
    split_number(part.key);
    part.bare = part.key;
    if (const auto* word = leading_kind_word(part.key)) {
        part.level = word->level;
        part.kind = word->kind;
        part.bare = part.key.substr(word->key.size() + 1);
    }
    return part;
}

bool is_known(const NamePart& part, const KnownName& known) {
    return known(part.key) || known(part.bare);
}

using Pieces = std::vector<std::string>;

/// Cuts at every one of `marks`; pieces that are empty or one space go.
Pieces cut(std::string_view text, const std::vector<std::string_view>& marks) {
    Pieces pieces(1);
    for (std::size_t i = 0; i < text.size();) {
        const auto mark = std::ranges::find_if(marks, [&](auto m) { return text.substr(i).starts_with(m); });
        if (mark == marks.end()) {
            pieces.back() += text[i++];
        } else {
            pieces.emplace_back();
            i += mark->size();
        }
    }
    std::erase_if(pieces, [](const std::string& piece) { return piece.empty() || piece == " "; });
    return pieces;
}

/// Cuts at dashes, but keeps together the longest runs that are names ("Bà Rịa - Vũng Tàu").
std::vector<NamePart> cut_at_dashes(const std::string& text, const KnownName& known) {
    const auto pieces = cut(text, {"-", "–", "—"});
    std::vector<NamePart> parts;
    for (std::size_t i = 0; i < pieces.size();) {
        std::size_t taken = 1;
        auto part = read_part(pieces[i]);
        std::string joined = part.text;
        for (std::size_t j = i + 1; j < pieces.size(); ++j) {
            joined += " - " + squeeze(pieces[j]);
            if (auto longer = read_part(joined); is_known(longer, known)) {
                taken = j - i + 1;
                part = std::move(longer);
            }
        }
        parts.push_back(std::move(part));
        i += taken;
    }
    return parts;
}

/// Cuts before a spelled-out word (or TP, TX) for a district or province: "xã Vô Tranh huyện Phú Lương".
/// Single letters are left alone: they are parts of names too often.
std::vector<NamePart> cut_before_kind_words(const std::string& text) {
    Pieces pieces;
    const auto words = cut(text, {" ", "."});
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string pair = i + 1 < words.size() ? words[i] + " " + words[i + 1] : words[i];
        const auto* word = leading_kind_word(name_key(pair) + " …");
        const bool begins = word != nullptr && word->key.size() > 1 && word->level != KindLevel::commune;
        if (pieces.empty() || begins) {
            pieces.push_back(words[i]);
        } else {
            pieces.back() += " " + words[i];
        }
    }
    std::vector<NamePart> parts;
    for (const auto& piece : pieces) {
        parts.push_back(read_part(piece));
    }
    return parts;
}

bool is_country(const NamePart& part) {
    return part.key == "việt nam" || part.key == "viet nam" || part.key == "vn";
}

} // namespace

LocalityText read_locality_text(std::string_view text, const KnownName& known) {
    std::vector<NamePart> parts;
    const auto append = [&](std::vector<NamePart> more) {
        parts.insert(parts.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    };
    for (const auto& segment : cut(text, {",", ";", "/", "(", ")", "|", "\n"})) {
        if (auto part = read_part(segment); is_known(part, known)) {
            parts.push_back(std::move(part));
            continue;
        }
        for (auto& part : cut_at_dashes(segment, known)) {
            if (is_known(part, known)) {
                parts.push_back(std::move(part));
            } else {
                append(cut_before_kind_words(part.text));
            }
        }
    }
    std::erase_if(parts, [](const NamePart& part) { return part.key.empty(); });
    if (parts.size() > 1 && is_country(parts.back())) {
        parts.pop_back();
    }
    LocalityText result;
    if (parts.empty()) { // nothing but punctuation
        result.name = read_part(text);
        return result;
    }
    result.name = std::move(parts.front());
    result.within.assign(std::make_move_iterator(parts.begin() + 1), std::make_move_iterator(parts.end()));
    return result;
}

} // namespace hnat::localities
