// Text of the old Vietnamese font encodings that was read as if it were CP1252.
//
// The giveaway is not a single character, each of which some sound text has, but a word that cannot be
// Vietnamese as it stands, can be when its bytes are read in the old encoding, and is spelled in a way that
// other languages do not have: a sign inside a word ("Hµ", "C«ng"), a capital after a small letter ("ViÖt"),
// a VNI mark after a vowel
// ("Haø", "Vieät"). Words that French or German could have too ("dû", "Loïc") count only when nothing speaks
// against.
#include "base/code_points.hpp"
#include "base/syllable.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <array>

namespace hnat {

namespace {

using namespace code_points;

/// Letters of TCVN3 (ABC fonts) at 0xA1..0xFE: all small ones, and the capitals that carry no tone; '.'
/// elsewhere.
constexpr std::u32string_view k_tcvn = U"ĂÂÊÔƠƯĐăâêôơưđ."  // A1..AF
                                       U".....àảãáạ.ằẳẵắ." // B0..BF
                                       U"......ặầẩẫấậè.ẻẽ" // C0..CF
                                       U"éẹềểễếệìỉ...ĩíịò" // D0..DF
                                       U".ỏõóọồổỗốộờởỡớợù" // E0..EF
                                       U".ủũúụừửữứựỳỷỹýỵ"; // F0..FE
constexpr CodePoint k_tcvn_first = 0xA1;

/// VNI writes a mark after its vowel; this is what each mark makes of it.
struct VniMark {
    char32_t mark;
    std::u32string_view vowels; ///< that it may follow
    char32_t quality;           ///< U'^' circumflex, U'(' breve, 0 none
    Tone tone;
};

constexpr std::array<VniMark, 17> k_vni_marks{{
    {U'ø', U"aeouyơư", 0, Tone::grave},
    {U'û', U"aeouyơư", 0, Tone::hook},
    {U'õ', U"aeouyơư", 0, Tone::tilde},
    {U'ù', U"aeouyơư", 0, Tone::acute},
    {U'ï', U"aeouơư", 0, Tone::dot},
    {U'â', U"aeo", U'^', Tone::level},
    {U'à', U"aeo", U'^', Tone::grave},
    {U'å', U"aeo", U'^', Tone::hook},
    {U'ã', U"aeo", U'^', Tone::tilde},
    {U'á', U"aeo", U'^', Tone::acute},
    {U'ä', U"aeo", U'^', Tone::dot},
    {U'ê', U"a", U'(', Tone::level},
    {U'è', U"a", U'(', Tone::grave},
    {U'ú', U"a", U'(', Tone::hook},
    {U'ü', U"a", U'(', Tone::tilde},
    {U'é', U"a", U'(', Tone::acute},
    {U'ë', U"a", U'(', Tone::dot},
}};

/// Letters that VNI has as one byte, and what they stand for.
constexpr std::u32string_view k_vni_letters = U"ôöñíìæóòî";
constexpr std::u32string_view k_vni_meanings = U"ơưđíìỉĩịỵ";

/// Pairs of vowel and VNI mark that other languages write as well: Loïc, où, goût, aéré, aún, Seán, Goá.
constexpr std::array k_shared_pairs = std::to_array<std::u32string_view>(
    {U"aï", U"oï", U"uï", U"où", U"aû", U"oû", U"aé", U"aè", U"aú", U"aü", U"eá", U"oá"});

/// What the words of a text say for one encoding.
struct Evidence {
    int strong = 0;
    int weak = 0;
    int against = 0;       ///< words with accents that are Vietnamese in neither reading
    int against_ascii = 0; ///< the same without accents: names and English words, common in sound lists

    [[nodiscard]] bool convinces() const {
        return (strong > 0 && strong >= against) || (weak >= 3 && against == 0 && against_ascii == 0);
    }
};

bool is_ascii_lower(char32_t c) {
    return c >= U'a' && c <= U'z';
}

bool is_ascii_digit(char32_t c) {
    return c >= U'0' && c <= U'9';
}

bool is_latin1_letter(char32_t c) {
    return c >= 0xC0 && c <= 0xFF && c != 0xD7 && c != 0xF7;
}

char32_t lower(char32_t c) {
    return static_cast<char32_t>(utf8proc_tolower(static_cast<CodePoint>(c)));
}

/// An accented capital directly after a small letter, as in "trÊn".
bool is_stray_capital(std::u32string_view word, std::size_t at) {
    return at > 0 && is_latin1_letter(word[at]) && word[at] <= 0xDE && is_ascii_lower(word[at - 1]);
}

/// True when the word can be Vietnamese as it stands.
bool is_sound(std::u32string_view word) {
    Syllable syllable;
    for (std::size_t i = 0; i < word.size(); ++i) {
        if (is_stray_capital(word, i)) {
            return false;
        }
        syllable.add(split_tone(lower(word[i])));
    }
    return syllable.is_plausible();
}

std::optional<Syllable> read_tcvn(std::u32string_view word) {
    Syllable syllable;
    for (const char32_t c : word) {
        const char32_t letter = c < 0x80 ? c : k_tcvn[c - k_tcvn_first];
        if (letter == U'.') {
            return std::nullopt;
        }
        syllable.add(split_tone(lower(letter)));
    }
    return syllable;
}

/// Text without a vowel: a word is never hyphenated after it.
bool is_bare_onset(std::u32string_view text) {
    return std::ranges::all_of(text, [](char32_t c) {
        return c < 0x80 && std::u32string_view(U"aeiouyAEIOUY").find(c) == std::u32string_view::npos;
    });
}

/// True for a sign that stands for a letter where sound text does not have that sign.
bool is_sign_as_letter(std::u32string_view word, std::size_t at) {
    const bool last = at + 1 == word.size();
    const char32_t c = word[at];
    if (at == 0) {
        return !last && (c == U'®' || c == U'§'); // đ and Đ
    }
    switch (c) {
    case U'×':
    case U'÷':
        return word.size() > 3; // not "m×n"
    case U'¹':
    case U'ª':
        return !last; // there it may be the mark of a note or an ordinal
    case U'\u00AD':   // soft hyphen
        return is_bare_onset(word.substr(0, at));
    default:
        return true;
    }
}

/// A spelling that no sound text has: a sign as a letter, or a capital after a small letter.
bool is_tcvn_only(std::u32string_view word) {
    for (std::size_t i = 0; i < word.size(); ++i) {
        if (word[i] >= 0x80 &&
            (is_latin1_letter(word[i]) ? is_stray_capital(word, i) : is_sign_as_letter(word, i))) {
            return true;
        }
    }
    return false;
}

char32_t with_quality(char32_t vowel, char32_t quality) {
    if (quality == U'(') {
        return U'ă';
    }
    if (quality == U'^') {
        return vowel == U'a' ? U'â' : vowel == U'e' ? U'ê' : U'ô';
    }
    return vowel;
}

std::optional<Syllable> read_vni(std::u32string_view word) {
    Syllable syllable;
    for (const char32_t capital : word) {
        const char32_t c = lower(capital);
        if (c < 0x80) {
            syllable.add({c, Tone::level});
            continue;
        }
        const auto* mark = std::ranges::find(k_vni_marks, c, &VniMark::mark);
        const auto single = k_vni_letters.find(c);
        if (mark != k_vni_marks.end() && mark->vowels.find(syllable.last()) != std::u32string_view::npos) {
            syllable.replace_last({with_quality(syllable.last(), mark->quality), mark->tone});
        } else if (single != std::u32string_view::npos) {
            syllable.add(split_tone(k_vni_meanings[single]));
        } else {
            return std::nullopt;
        }
    }
    return syllable;
}

/// A vowel with a mark after it, in a pair that only VNI writes.
bool is_vni_only(std::u32string_view word) {
    for (std::size_t i = 1; i < word.size(); ++i) {
        const std::array pair{lower(word[i - 1]), lower(word[i])};
        const bool vowel = std::u32string_view(U"aeouyôö").find(pair[0]) != std::u32string_view::npos;
        const bool marked = std::ranges::find(k_vni_marks, pair[1], &VniMark::mark) != k_vni_marks.end();
        const bool uo = pair[0] == U'ö' && pair[1] == U'ô'; // ươ
        if (uo || (vowel && marked &&
                   std::ranges::find(k_shared_pairs, std::u32string_view(pair.data(), pair.size())) ==
                       k_shared_pairs.end())) {
            return true;
        }
    }
    return false;
}

/// One of the two encodings.
struct Encoding {
    std::string_view name;
    char32_t first_letter; ///< the first code point above ASCII that stands for a letter
    std::optional<Syllable> (*read)(std::u32string_view word);
    bool (*is_only_here)(std::u32string_view word);
};

constexpr std::array k_encodings{Encoding{"tcvn3", k_tcvn_first, read_tcvn, is_tcvn_only},
                                 Encoding{"vni", 0xC0, read_vni, is_vni_only}};

void judge(const Encoding& encoding, std::u32string_view word, Evidence& evidence) {
    if (word.empty() || std::ranges::any_of(word, is_ascii_digit) || is_sound(word)) {
        return;
    }
    if (std::ranges::all_of(word, [](char32_t c) { return c < 0x80; })) {
        ++evidence.against_ascii;
        return;
    }
    const auto syllable = encoding.read(word);
    if (!syllable || !syllable->is_plausible()) {
        ++evidence.against;
    } else if (encoding.is_only_here(word)) {
        ++evidence.strong;
    } else {
        ++evidence.weak;
    }
}

/// A word: ASCII letters and digits, and what the encoding has above ASCII.
bool is_word_in(const Encoding& encoding, char32_t c) {
    if (c < 0x80) {
        return is_ascii_digit(c) || is_ascii_lower(lower(c));
    }
    return c >= encoding.first_letter && c <= 0xFE &&
           (is_latin1_letter(c) || (encoding.first_letter < 0xC0 && k_tcvn[c - k_tcvn_first] != U'.'));
}

Evidence weigh(const Encoding& encoding, std::u32string_view text) {
    Evidence evidence;
    std::size_t start = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        if (i == text.size() || !is_word_in(encoding, text[i])) {
            judge(encoding, text.substr(start, i - start), evidence);
            start = i + 1;
        }
    }
    return evidence;
}

/// Letters that only sound Vietnamese text has: CP1252 has none of them.
bool is_vietnamese_only(CodePoint code) {
    return code == 0x102 || code == 0x103 || code == 0x110 || code == 0x111 || code == 0x1A0 ||
           code == 0x1A1 || code == 0x1AF || code == 0x1B0 || (code >= 0x1EA0 && code <= 0x1EF9);
}

} // namespace

std::optional<std::string_view> looks_like_legacy_encoding(std::string_view text) {
    if (ascii_prefix(text) == text.size()) {
        return std::nullopt;
    }
    std::u32string points;
    for (std::size_t position = 0; position < text.size();) {
        const auto [code, size] = decode(text, position);
        if (code == k_ill_formed || is_vietnamese_only(code)) {
            return std::nullopt;
        }
        points += static_cast<char32_t>(code);
        position += size;
    }
    std::optional<std::string_view> name;
    int strongest = -1;
    for (const Encoding& encoding : k_encodings) {
        const Evidence evidence = weigh(encoding, points);
        if (evidence.convinces() && evidence.strong > strongest) {
            strongest = evidence.strong;
            name = encoding.name;
        }
    }
    return name;
}

} // namespace hnat
