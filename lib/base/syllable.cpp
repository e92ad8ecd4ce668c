#include "base/syllable.hpp"

#include "base/code_points.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace hnat {

namespace {

using namespace code_points;

/// More than one may fit a word ("g" and "gi" in "gìn"): each is tried.
constexpr std::array<std::u32string_view, 28> k_onsets{
    U"ngh", U"ch", U"gh", U"gi", U"kh", U"ng", U"nh", U"ph", U"qu", U"th", U"tr", U"b", U"c", U"d",
    U"đ",   U"g",  U"h",  U"k",  U"l",  U"m",  U"n",  U"p",  U"r",  U"s",  U"t",  U"v", U"x", U""};

constexpr std::array k_rhymes = std::to_array<std::u32string_view>(
    {// a
     U"a", U"ac", U"ach", U"ai", U"am", U"an", U"ang", U"anh", U"ao", U"ap", U"at", U"au", U"ay",
     // ă, â
     U"ăc", U"ăm", U"ăn", U"ăng", U"ăp", U"ăt", U"âc", U"âm", U"ân", U"âng", U"âp", U"ât", U"âu", U"ây",
     // e, ê
     U"e", U"ec", U"em", U"en", U"eng", U"eo", U"ep", U"et", U"ê", U"êch", U"êm", U"ên", U"ênh", U"êp", U"êt",
     U"êu",
     // i
     U"i", U"ia", U"ich", U"iêc", U"iêm", U"iên", U"iêng", U"iêp", U"iêt", U"iêu", U"im", U"in", U"inh",
     U"ip", U"it", U"iu",
     // o
     U"o", U"oa", U"oac", U"oach", U"oai", U"oam", U"oan", U"oang", U"oanh", U"oao", U"oap", U"oat", U"oay",
     U"oăc", U"oăm", U"oăn", U"oăng", U"oăt", U"oc", U"oe", U"oen", U"oeo", U"oet", U"oi", U"om", U"on",
     U"ong", U"ooc", U"oong", U"op", U"ot",
     // ô, ơ
     U"ô", U"ôc", U"ôi", U"ôm", U"ôn", U"ông", U"ôp", U"ôt", U"ơ", U"ơi", U"ơm", U"ơn", U"ơp", U"ơt",
     // u
     U"u", U"ua", U"uân", U"uâng", U"uât", U"uây", U"uc", U"uê", U"uêch", U"uênh", U"ui", U"um", U"un",
     U"ung", U"uôc", U"uôi", U"uôm", U"uôn", U"uông", U"uôt", U"uơ", U"up", U"ut", U"uy", U"uya", U"uych",
     U"uyên", U"uyêt", U"uynh", U"uyt", U"uyu",
     // ư
     U"ư", U"ưa", U"ưc", U"ưi", U"ưm", U"ưn", U"ưng", U"ươc", U"ươi", U"ươm", U"ươn", U"ương", U"ươp", U"ươt",
     U"ươu", U"ưt", U"ưu",
     // y
     U"y", U"ych", U"yêm", U"yên", U"yêng", U"yêt", U"yêu", U"ynh", U"yt"});

/// A final c, ch, p or t allows only two tones.
bool is_stopped(std::u32string_view rhyme) {
    return rhyme.ends_with(U'c') || rhyme.ends_with(U"ch") || rhyme.ends_with(U'p') || rhyme.ends_with(U't');
}

Tone tone_of_mark(CodePoint mark) {
    switch (mark) {
    case 0x300:
        return Tone::grave;
    case 0x309:
        return Tone::hook;
    case 0x303:
        return Tone::tilde;
    case 0x301:
        return Tone::acute;
    case 0x323:
        return Tone::dot;
    default:
        return Tone::level;
    }
}

/// Whether the tone may stand on the letter at `index`. A modified vowel takes it (the second of ươ); of
/// plain vowels the first, except that oa, oe and uy have it on the second before anything else and on either
/// at the end.
bool may_carry_tone(std::u32string_view rhyme, std::size_t index) {
    const auto modified = rhyme.find_last_of(U"ăâêôơư");
    if (modified != std::u32string_view::npos) {
        return index == (rhyme.starts_with(U"ưu") || rhyme.starts_with(U"ưa") ? 0 : modified);
    }
    const bool glide = rhyme.starts_with(U"oa") || rhyme.starts_with(U"oe") || rhyme.starts_with(U"uy");
    if (glide && rhyme.size() == 2) {
        return index < 2;
    }
    return index == (glide || rhyme.starts_with(U"oo") ? 1 : 0);
}

/// Signs that stand between words: spaces, punctuation, pictures.
bool separates_words(CodePoint code) {
    if (code < 0x80) {
        return !((code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z'));
    }
    return code == 0xA0 || code == 0xAB || code == 0xB7 || code == 0xBB ||
           (code >= 0x2000 && code <= 0x2BFF) || (code >= 0x3000 && code <= 0x303F) ||
           (code >= 0xFE00 && code <= 0xFE0F) || code == 0xFEFF || code >= 0x1F000;
}

bool is_rhyme(std::u32string_view letters) {
    return std::ranges::find(k_rhymes, letters) != k_rhymes.end();
}

} // namespace

SyllableCount count_syllables(std::string_view text) {
    SyllableCount count;
    std::u32string word;
    bool beyond_ascii = false;
    const auto end_word = [&] {
        if (beyond_ascii) {
            Syllable syllable;
            for (const char32_t letter : word) {
                syllable.add(
                    split_tone(static_cast<char32_t>(utf8proc_tolower(static_cast<CodePoint>(letter)))));
            }
            ++(syllable.is_plausible() ? count.sound : count.odd);
        }
        word.clear();
        beyond_ascii = false;
    };
    for (std::size_t at = 0; at < text.size();) {
        const auto [code, size] = decode(text, at);
        at += size;
        if (separates_words(code)) {
            end_word();
            continue;
        }
        word += static_cast<char32_t>(code);
        beyond_ascii = beyond_ascii || code >= 0x80;
    }
    end_word();
    return count;
}

TonedLetter split_tone(char32_t letter) {
    CodePoints points;
    append_decomposed(points, static_cast<CodePoint>(letter), Decomposition::canonical);
    TonedLetter split;
    std::erase_if(points, [&split](CodePoint point) {
        const Tone tone = tone_of_mark(point);
        if (tone != Tone::level) {
            split.tone = tone;
        }
        return tone != Tone::level;
    });
    compose(points);
    split.letter = points.size() == 1 ? static_cast<char32_t>(points.front()) : letter;
    return split;
}

void Syllable::add(TonedLetter letter) {
    m_letters += letter.letter;
    if (letter.tone != Tone::level) {
        m_toned = m_letters.size() - 1;
        m_tone = letter.tone;
        ++m_tones;
    }
}

void Syllable::replace_last(TonedLetter letter) {
    m_letters.pop_back();
    add(letter);
}

bool Syllable::is_plausible() const {
    if (m_tones > 1) {
        return false;
    }
    const std::u32string_view letters(m_letters);
    const bool tone_fits_stop = m_tone == Tone::acute || m_tone == Tone::dot;
    return std::ranges::any_of(k_onsets, [&](std::u32string_view onset) {
        if (!letters.starts_with(onset)) {
            return false;
        }
        const auto rhyme = letters.substr(onset.size());
        const bool tone_fits =
            m_tones == 0 || (m_toned >= onset.size() && may_carry_tone(rhyme, m_toned - onset.size()));
        return tone_fits && is_rhyme(rhyme) && (tone_fits_stop || !is_stopped(rhyme));
    });
}

} // namespace hnat
