// Vietnamese order, in four levels as the Unicode Collation Algorithm has them (UTS #10) with the tailoring
// of CLDR's `vi`: letters, then tones, then case, then bytes. Streams over both texts and allocates only for
// text that is not NFC.
#include "base/code_points.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <array>

namespace hnat {

namespace {

using namespace code_points;

/// First-level groups, in order.
enum class Script : std::uint32_t { space, punctuation, symbol, digit, latin, other, ill_formed };

constexpr std::u32string_view k_alphabet = U"aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";
constexpr std::u32string_view k_tones = U"\u0300\u0309\u0303\u0301\u0323"; // huyền, hỏi, ngã, sắc, nặng
constexpr std::u32string_view k_punctuation = U"_-,;:!?.'\"()[]{}@*/\\&#%"; // CLDR root order
constexpr std::u32string_view k_symbols = U"`^+<=>|~$";

constexpr CodePoint k_breve = 0x306;
constexpr CodePoint k_circumflex = 0x302;
constexpr CodePoint k_horn = 0x31B;

/// Marks of one letter. Nobody's name has more than 8 on a letter; more count in the last level only.
struct Marks {
    std::array<CodePoint, 8> points{};
    std::size_t size = 0;

    void push(CodePoint mark) {
        if (size < points.size()) {
            points[size++] = mark;
        }
    }
    void erase(std::size_t index) {
        std::copy(points.begin() + index + 1, points.begin() + size, points.begin() + index);
        --size;
    }
};

/// One letter, digit or sign: what counts on the first three levels.
struct Element {
    std::uint32_t primary = 0;
    std::array<std::uint32_t, 8> secondary{}; ///< weights of the marks, 0 where there is none
    bool upper = false;
};

std::uint32_t weight(Script script, std::uint32_t within) {
    return static_cast<std::uint32_t>(script) << 24U | within;
}

/// Place in `order` from 1 on; what is not there comes after all that is, by code point.
std::uint32_t rank(std::u32string_view order, CodePoint code) {
    const auto place = order.find(static_cast<char32_t>(code));
    return place != std::u32string_view::npos ? static_cast<std::uint32_t>(place) + 1
                                              : 0x100 + static_cast<std::uint32_t>(code);
}

Script script_of(CodePoint code) {
    const auto category = utf8proc_category(code);
    if (is_white_space(code)) {
        return Script::space;
    }
    if (category >= UTF8PROC_CATEGORY_PC && category <= UTF8PROC_CATEGORY_PO) {
        return Script::punctuation;
    }
    if (category >= UTF8PROC_CATEGORY_SM && category <= UTF8PROC_CATEGORY_SO) {
        return Script::symbol;
    }
    if (category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO) {
        return Script::digit;
    }
    return Script::other;
}

std::uint32_t primary_of(CodePoint code) {
    const Script script = script_of(code);
    switch (script) {
    case Script::space:
        return weight(script, rank(U"\t\n\v\f\r ", code));
    case Script::punctuation:
        return weight(script, rank(k_punctuation, code));
    case Script::symbol:
        return weight(script, rank(k_symbols, code));
    case Script::digit:
        return weight(script, rank(U"0123456789", code));
    default:
        return weight(script, static_cast<std::uint32_t>(code));
    }
}

/// The letter that a base and one of its marks make in the Vietnamese alphabet; 0 when they make none.
char32_t modified(CodePoint base, CodePoint mark) {
    switch (mark) {
    case k_breve:
        return base == 'a' ? U'ă' : 0;
    case k_circumflex:
        return base == 'a' ? U'â' : base == 'e' ? U'ê' : base == 'o' ? U'ô' : 0;
    case k_horn:
        return base == 'o' ? U'ơ' : base == 'u' ? U'ư' : 0;
    default:
        return 0;
    }
}

/// Latin letters: the mark that makes another letter of the alphabet (ă, ê, ơ) counts on the first level.
std::uint32_t latin_primary(CodePoint base, Marks& marks) {
    auto letter = static_cast<char32_t>(base);
    for (std::size_t i = 0; i < marks.size; ++i) {
        if (const char32_t other = modified(base, marks.points[i]); other != 0) {
            letter = other;
            marks.erase(i);
            break;
        }
    }
    return weight(Script::latin, rank(k_alphabet, static_cast<CodePoint>(letter)));
}

bool is_latin(CodePoint code) {
    return (code >= 'a' && code <= 'z') ||
           (code >= 0xDF && code <= 0x24F && script_of(code) == Script::other);
}

/// Gives one element after the other.
class Reader {
  public:
    explicit Reader(std::string_view text) : m_text(text) {}

    /// False at the end.
    bool next(Element& element) {
        while (m_position < m_text.size()) {
            const auto [code, size] = decode(m_text, m_position);
            if (code == k_ill_formed) {
                element = {
                    weight(Script::ill_formed, static_cast<unsigned char>(m_text[m_position])), {}, false};
                m_position += size;
                return true;
            }
            m_position += size;
            if (!is_ignored(code)) {
                read(code, element);
                return true;
            }
        }
        return false;
    }

  private:
    /// Controls, format characters and variation selectors count in the last level only.
    static bool is_ignored(CodePoint code) {
        if (code >= 0x20 && code < 0x7F) {
            return false;
        }
        const auto* property = utf8proc_get_property(code);
        return property->ignorable != 0 || property->category == UTF8PROC_CATEGORY_CF ||
               (property->category == UTF8PROC_CATEGORY_CC && !is_white_space(code));
    }

    void read(CodePoint code, Element& element) {
        element = {};
        CodePoint base = code;
        Marks marks;
        if ((code >= 0xC0 && code <= 0x24F) || (code >= 0x1E00 && code <= 0x1EFF)) {
            m_parts.clear();
            append_decomposed(m_parts, code, Decomposition::canonical);
            base = m_parts.front();
            std::for_each(m_parts.begin() + 1, m_parts.end(), [&marks](CodePoint mark) { marks.push(mark); });
        }
        read_marks(marks);
        const CodePoint lower = utf8proc_tolower(base);
        element.upper = lower != base;
        element.primary = is_latin(lower) ? latin_primary(lower, marks) : primary_of(lower);
        for (std::size_t i = 0; i < marks.size; ++i) {
            element.secondary[i] = rank(k_tones, marks.points[i]);
        }
    }

    void read_marks(Marks& marks) {
        while (m_position < m_text.size() && static_cast<unsigned char>(m_text[m_position]) >= 0x80) {
            const auto [code, size] = decode(m_text, m_position);
            if (code == k_ill_formed || !is_combining(code)) {
                return;
            }
            marks.push(code);
            m_position += size;
        }
    }

    std::string_view m_text;
    std::size_t m_position = 0;
    CodePoints m_parts;
};

int sign(bool less) {
    return less ? -1 : 1;
}

/// The first three levels; the first difference of a lower level counts when no higher level differs.
int compare_levels(std::string_view left, std::string_view right) {
    Reader left_reader(left);
    Reader right_reader(right);
    Element a;
    Element b;
    int tones = 0;
    int letter_case = 0;
    for (;;) {
        const bool has_left = left_reader.next(a);
        const bool has_right = right_reader.next(b);
        if (!has_left || !has_right) {
            return has_left != has_right ? sign(has_right) : tones != 0 ? tones : letter_case;
        }
        if (a.primary != b.primary) {
            return sign(a.primary < b.primary);
        }
        if (tones == 0 && a.secondary != b.secondary) {
            tones = sign(a.secondary < b.secondary);
        }
        if (letter_case == 0 && a.upper != b.upper) {
            letter_case = sign(b.upper);
        }
    }
}

/// Text whose marks are in canonical order. A collation has to order whatever a column holds, so ill-formed
/// text passes as it is.
std::string ordered(std::string_view text, const Look& look) {
    return look.ill_formed_at ? std::string(text) : nfc(text);
}

} // namespace

int compare_vietnamese(std::string_view left, std::string_view right) {
    if (left == right) {
        return 0;
    }
    const Look left_look = look_at(left);
    const Look right_look = look_at(right);
    const int levels = left_look.settled && right_look.settled
                           ? compare_levels(left, right)
                           : compare_levels(ordered(left, left_look), ordered(right, right_look));
    return levels != 0 ? levels : sign(left < right);
}

} // namespace hnat
