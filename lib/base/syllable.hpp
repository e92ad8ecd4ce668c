/// The shape of a Vietnamese syllable.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace hnat {

/// The tones, in the order of dictionaries.
enum class Tone { level, grave, hook, tilde, acute, dot };

/// A letter of the Vietnamese alphabet without its tone (ấ is â and acute).
struct TonedLetter {
    char32_t letter = 0;
    Tone tone = Tone::level;
};

TonedLetter split_tone(char32_t letter);

/// Collects the letters of a word and tells whether they can be a Vietnamese syllable: a known onset, a known
/// rhyme, at most one tone, and only acute or dot before a final c, ch, p or t.
class Syllable {
  public:
    /// Lower-case letters.
    void add(TonedLetter letter);
    /// Gives the last letter another quality and tone, as VNI's marks do.
    void replace_last(TonedLetter letter);
    [[nodiscard]] char32_t last() const { return m_letters.empty() ? 0 : m_letters.back(); }
    [[nodiscard]] bool is_plausible() const;

  private:
    std::u32string m_letters;
    Tone m_tone = Tone::level;
    int m_tones = 0;
    std::size_t m_toned = 0; ///< index of the letter with the tone
};

/// The words of a text that have a letter beyond ASCII, by whether they can be Vietnamese as they stand.
struct SyllableCount {
    std::size_t sound = 0, odd = 0;
};
/// `text` is UTF-8, NFC. Signs beyond ASCII that sound text does not have inside words make a word odd.
SyllableCount count_syllables(std::string_view text);

} // namespace hnat
