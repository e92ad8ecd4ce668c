#include "tip/tip_text.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"

#include <algorithm>

namespace hnat {

namespace {

[[noreturn]] void refuse(const std::string& message) {
    throw Error(ErrorKind::usage, message);
}

bool is_line_end(std::uint8_t byte) {
    return byte == '\n' || byte == '\r';
}

/// Takes the CR of every CR LF away, and the line ends at the end.
void settle_line_ends(Secret& text) {
    const auto bytes = text.bytes();
    std::size_t kept = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (bytes[i] != '\r' || i + 1 == bytes.size() || bytes[i + 1] != '\n') {
            bytes[kept++] = bytes[i];
        }
    }
    while (kept > 0 && is_line_end(bytes[kept - 1])) {
        --kept;
    }
    text.shorten(kept);
}

bool is_control(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < ' ' && c != '\n' && c != '\t') || byte == 0x7f;
}

bool is_letter_of_hash(char c) {
    return (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// An address may have any code in it; what the browser would show of it alone may not.
bool is_address(std::string_view word) {
    const auto slash = word.find('/');
    return slash != std::string_view::npos && (word.substr(0, slash).find('.') != std::string_view::npos ||
                                               word.find("://") != std::string_view::npos);
}

/// A data: URI, or base64 as long as a SHA-1 or longer.
bool holds_data(std::string_view word) {
    constexpr std::size_t k_sha1_in_base64 = 27;
    if (word.find("data:") != std::string_view::npos && word.find("base64") != std::string_view::npos) {
        return true;
    }
    const bool base64 = std::ranges::all_of(word, [](char c) {
        return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '+' || c == '/' ||
               c == '=' || c == '-' || c == '_';
    });
    return base64 && word.size() >= k_sha1_in_base64 && !is_address(word);
}

/// Looks for as many hexadecimal digits as an MD5 has, in a row or with spaces, colons or dashes between
/// them.
class HashSearch {
  public:
    /// Whether the words until this one hold them.
    bool found_with(std::string_view word) {
        if (is_address(word)) {
            *this = {};
            return false;
        }
        bool found = false;
        for (const char c : word) {
            if (is_digit(c)) {
                ++m_digits;
            } else if (is_letter_of_hash(c)) {
                ++m_letters;
            } else if (c != ':' && c != '-') {
                *this = {};
            }
            found = found || is_hash();
        }
        return found;
    }

  private:
    /// Telephone numbers one after the other have no letters, and words few digits.
    [[nodiscard]] bool is_hash() const {
        constexpr int k_md5 = 32;
        constexpr int k_few = 4;
        return m_digits + m_letters >= k_md5 && m_digits >= k_few && m_letters >= k_few;
    }

    int m_digits = 0, m_letters = 0;
};

} // namespace

Secret checked_tip_text(std::string_view what, Secret text, std::size_t longest, bool may_be_empty) {
    settle_line_ends(text);
    if (text.size() > longest) {
        refuse(say("{} has {} bytes and may have {}; it is never cut: shorten it, or give a second tip; "
                   "nothing was stored",
                   what, text.size(), longest));
    }
    if (!is_utf8(text.text())) {
        refuse(say("{} is no text in UTF-8; a tip holds words, and no picture or file; nothing was stored",
                   what));
    }
    if (std::ranges::any_of(text.text(), is_control)) {
        refuse(say("{} has a control character; a tip holds words, and no picture or file; nothing was "
                   "stored",
                   what));
    }
    if (!may_be_empty &&
        std::ranges::all_of(text.text(), [](char c) { return c == ' ' || c == '\n' || c == '\t'; })) {
        refuse(say("{} is empty; nothing was stored", what));
    }
    return text;
}

void require_locator_only(const Secret& body) {
    const std::string_view text = body.text();
    HashSearch hash;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find_first_of(" \t\n", at), text.size());
        const std::string_view word = text.substr(at, end - at);
        if (holds_data(word) || hash.found_with(word)) {
            refuse(say("the body of a CSM tip holds what looks like a picture or the hash of a file; it says "
                       "where the material is, and never holds a copy, a thumbnail or a hash; nothing was "
                       "stored"));
        }
        at = end + 1;
    }
}

} // namespace hnat
