// K1 and K2: the keys by which names are matched (text.hpp).
#include "base/code_points.hpp"
#include "base/text.hpp"

#include <array>
#include <optional>
#include <utility>

namespace hnat {

namespace {

using namespace code_points;

constexpr CodePoint k_d_with_stroke = 0x111;

/// What a code point does in a key.
enum class Role { kept, separator, invisible };

Role role_of(CodePoint code) {
    switch (utf8proc_category(code)) {
    case UTF8PROC_CATEGORY_CC:
        return is_white_space(code) ? Role::separator : Role::invisible;
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_ME: // the key cap round a digit
        return Role::invisible;
    case UTF8PROC_CATEGORY_CN:
        // Blocks reserved for emoji: newer ones than the installed tables know are emoji all the same.
        return code >= 0x1F000 && code <= 0x1FAFF ? Role::separator : Role::kept;
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
    case UTF8PROC_CATEGORY_PC:
    case UTF8PROC_CATEGORY_PD:
    case UTF8PROC_CATEGORY_PS:
    case UTF8PROC_CATEGORY_PE:
    case UTF8PROC_CATEGORY_PI:
    case UTF8PROC_CATEGORY_PF:
    case UTF8PROC_CATEGORY_PO:
    case UTF8PROC_CATEGORY_SM:
    case UTF8PROC_CATEGORY_SC:
    case UTF8PROC_CATEGORY_SK:
    case UTF8PROC_CATEGORY_SO:
        return Role::separator;
    default:
        return utf8proc_get_property(code)->ignorable != 0 ? Role::invisible
                                                           : Role::kept; // variation selectors
    }
}

/// Lower case, with the two letters that look like Đ and arrive in its place (U+00D0 from old code pages,
/// U+0189) made đ.
CodePoint lower(CodePoint code) {
    if (code == 0xD0 || code == 0xF0 || code == 0x189 || code == 0x256) {
        return k_d_with_stroke;
    }
    return utf8proc_tolower(code);
}

void append_space(CodePoints& points) {
    if (!points.empty() && points.back() != ' ') {
        points.push_back(' ');
    }
}

/// Lower-case, decomposed code points with one space where separators were.
CodePoints fold(std::string_view text) {
    CodePoints points;
    CodePoints parts;
    points.reserve(text.size() + 8);
    for (std::size_t position = 0; position < text.size();) {
        const auto [code, size] = decode(text, position);
        position += size;
        const Role role = code == k_ill_formed ? Role::separator : role_of(code);
        if (role == Role::separator) {
            append_space(points);
        }
        if (role != Role::kept) {
            continue;
        }
        parts.clear();
        append_decomposed(parts, code, Decomposition::compatibility);
        for (const CodePoint part : parts) { // "⑴" is "(1)", so each part is judged again
            if (const Role again = role_of(part); again == Role::separator) {
                append_space(points);
            } else if (again == Role::kept) {
                points.push_back(lower(part));
            }
        }
    }
    if (!points.empty() && points.back() == ' ') {
        points.pop_back();
    }
    return points;
}

/// K1's code points with their marks taken off, đ as d.
CodePoints without_marks(const CodePoints& marked) {
    CodePoints points;
    points.reserve(marked.size());
    for (const CodePoint code : marked) {
        if (code != k_ill_formed) {
            append_decomposed(points, code == k_d_with_stroke ? 'd' : code, Decomposition::canonical);
        }
    }
    std::erase_if(points, [](CodePoint code) { return utf8proc_category(code) == UTF8PROC_CATEGORY_MN; });
    compose(points); // Hangul syllables come together again
    return points;
}

/// The five toned forms of a vowel, in the order huyền, sắc, hỏi, ngã, nặng.
constexpr std::u32string_view k_toned_a = U"àáảãạ";
constexpr std::u32string_view k_toned_e = U"èéẻẽẹ";
constexpr std::u32string_view k_toned_i = U"ìíỉĩị";
constexpr std::u32string_view k_toned_o = U"òóỏõọ";
constexpr std::u32string_view k_toned_u = U"ùúủũụ";
constexpr std::u32string_view k_toned_y = U"ỳýỷỹỵ";

std::u32string_view toned(CodePoint vowel) {
    switch (vowel) {
    case 'a':
        return k_toned_a;
    case 'e':
        return k_toned_e;
    case 'i':
        return k_toned_i;
    case 'o':
        return k_toned_o;
    case 'u':
        return k_toned_u;
    case 'y':
        return k_toned_y;
    default:
        return {};
    }
}

/// Whether the tone of a first vowel belongs to the second one in the modern style.
///
/// At a syllable's end oa, oe, uy carry the tone on the first vowel in the old style and on the second in the
/// new one. Elsewhere both styles agree (hoàn, khuỷu), and "ua" is another sound: the tone of "của" stays.
/// After q the u is part of the consonant and no style puts a tone on it: quý and quả are right in both, and
/// the qúy and qủa that occur in real lists can mean nothing else. So there it moves, syllable end or not,
/// and a plain "qu" is left alone.
bool tone_moves(CodePoint first, CodePoint second, bool after_q, bool at_end) {
    if (after_q && first == 'u') {
        return second == 'a' || second == 'e' || second == 'i' || second == 'y';
    }
    return at_end && ((first == 'o' && (second == 'a' || second == 'e')) || (first == 'u' && second == 'y'));
}

/// Works on composed, lower-case code points.
void fold_tone_position(CodePoints& points) {
    for (std::size_t i = 0; i + 1 < points.size(); ++i) {
        const auto second = toned(points[i + 1]);
        if (second.empty()) {
            continue;
        }
        const bool after_q = i > 0 && points[i - 1] == 'q';
        const bool at_end = i + 2 == points.size() || !is_word(points[i + 2]);
        for (const CodePoint first : {CodePoint{'o'}, CodePoint{'u'}}) {
            const auto tone = toned(first).find(static_cast<char32_t>(points[i]));
            if (tone != std::u32string_view::npos && tone_moves(first, points[i + 1], after_q, at_end)) {
                points[i] = first;
                points[i + 1] = static_cast<CodePoint>(second[tone]);
                break;
            }
        }
    }
}

/// What the machinery makes of a code point that it treats the same wherever it stands.
struct Folded {
    static constexpr CodePoint k_depends = -3, k_separator = -2,
                               k_invisible = -1; ///< instead of a code point

    CodePoint k1 = k_depends;
    CodePoint k2 = k_depends; ///< of a K1
};

/// Nothing composes with these, whatever stands beside them.
bool stands_alone(const CodePoints& points) {
    return points.size() == 1 && (points[0] < 0x300 || (points[0] >= 0x1E00 && points[0] <= 0x1EFF));
}

Folded fold_alone(CodePoint code) {
    Folded folded;
    switch (role_of(code)) {
    case Role::separator:
        folded.k1 = Folded::k_separator;
        break;
    case Role::invisible:
        folded.k1 = Folded::k_invisible;
        break;
    case Role::kept:
        CodePoints points = fold(to_utf8({code}));
        compose(points);
        folded.k1 = stands_alone(points) ? points[0] : Folded::k_depends;
    }
    CodePoints points = without_marks({code});
    folded.k2 = stands_alone(points) ? points[0] : Folded::k_depends;
    return folded;
}

/// The letters of Vietnamese and its neighbours, and punctuation.
class FoldTable {
  public:
    FoldTable() {
        for (std::size_t block = 0; block < k_blocks.size(); ++block) {
            for (CodePoint offset = 0; offset < k_size; ++offset) {
                m_folded.at(block).at(static_cast<std::size_t>(offset)) =
                    fold_alone(k_blocks.at(block) + offset);
            }
        }
    }

    [[nodiscard]] Folded of(CodePoint code) const {
        for (std::size_t block = 0; block < k_blocks.size(); ++block) {
            const CodePoint offset = code - k_blocks[block];
            if (offset >= 0 && offset < k_size) {
                return m_folded[block][static_cast<std::size_t>(offset)];
            }
        }
        const bool emoji = code >= 0x1F300 && code <= 0x1FAFF;
        return {emoji ? Folded::k_separator : Folded::k_depends, Folded::k_depends};
    }

  private:
    static constexpr CodePoint k_size = 0x80;
    static constexpr std::array<CodePoint, 7> k_blocks{0x00, 0x80, 0x100, 0x180, 0x1E80, 0x1E00, 0x2000};

    std::array<std::array<Folded, k_size>, k_blocks.size()> m_folded;
};

const FoldTable& fold_table() {
    static const FoldTable table;
    return table;
}

/// K1 of a text whose code points do not depend on each other but for the place of tones; nullopt: it is
/// none.
std::optional<std::string> everyday_name_key(std::string_view text) {
    const FoldTable& table = fold_table();
    CodePoints points;
    points.reserve(text.size());
    for (std::size_t position = 0; position < text.size();) {
        const auto [code, size] = decode(text, position);
        position += size;
        switch (const CodePoint folded = table.of(code).k1; folded) {
        case Folded::k_depends:
            return std::nullopt;
        case Folded::k_separator:
            append_space(points);
            break;
        case Folded::k_invisible:
            break;
        default:
            points.push_back(folded);
        }
    }
    if (!points.empty() && points.back() == ' ') {
        points.pop_back();
    }
    fold_tone_position(points);
    return to_utf8(points);
}

/// The same for K2 of a K1.
std::optional<std::string> everyday_search_key(std::string_view key) {
    const FoldTable& table = fold_table();
    std::string folded;
    folded.reserve(key.size());
    for (std::size_t position = 0; position < key.size();) {
        const auto [code, size] = decode(key, position);
        position += size;
        const CodePoint letter = table.of(code).k2;
        if (letter == Folded::k_depends) {
            return std::nullopt;
        }
        append(folded, letter);
    }
    return folded;
}

/// Pure ASCII needs none of the machinery, only lower case and separators.
std::string ascii_key(std::string_view text) {
    std::string key;
    key.reserve(text.size());
    for (const char c : text) {
        if (c >= 'A' && c <= 'Z') {
            key += static_cast<char>(c - 'A' + 'a');
        } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            key += c;
        } else if ((c >= ' ' || (c >= '\t' && c <= '\r')) && c != '\x7f' && !key.empty() &&
                   key.back() != ' ') {
            key += ' ';
        }
    }
    if (!key.empty() && key.back() == ' ') {
        key.pop_back();
    }
    return key;
}

} // namespace

std::string name_key(std::string_view text) {
    if (ascii_prefix(text) == text.size()) {
        return ascii_key(text);
    }
    if (auto key = everyday_name_key(text)) {
        return *std::move(key);
    }
    CodePoints points = fold(text);
    order_marks(points);
    compose(points);
    fold_tone_position(points);
    return to_utf8(points);
}

std::string search_key_of_name_key(std::string_view key) {
    if (ascii_prefix(key) == key.size()) {
        return std::string(key);
    }
    if (auto folded = everyday_search_key(key)) {
        return *std::move(folded);
    }
    CodePoints points;
    points.reserve(key.size());
    for (std::size_t position = 0; position < key.size();) {
        const auto [code, size] = decode(key, position);
        position += size;
        points.push_back(code);
    }
    return to_utf8(without_marks(points));
}

std::string search_key(std::string_view text) {
    return search_key_of_name_key(name_key(text));
}

bool has_words(std::string_view text, std::string_view query) {
    const std::string words = ' ' + search_key(text);
    const std::string wanted = search_key(query);
    for (std::size_t from = 0; from < wanted.size();) {
        const auto to = std::min(wanted.find(' ', from), wanted.size());
        if (words.find(' ' + wanted.substr(from, to - from)) == std::string::npos) {
            return false;
        }
        from = to + 1;
    }
    return !wanted.empty();
}

} // namespace hnat
