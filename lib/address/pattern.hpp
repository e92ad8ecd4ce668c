/// Patterns of data/platforms.toml. They are small and linear: no expression can make hostile input
/// expensive. Not meant for other rooms.
#pragma once

#include <bitset>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hnat::address {

/// What a capture may hold.
struct CharClass {
    std::string name;
    bool anything = false;             ///< every text that is not empty, as it is; the rest does not count
    std::bitset<128> chars;            ///< ASCII characters that are allowed
    bool beyond_ascii = false;         ///< also every other letter, digit and combining mark of Unicode
    std::string first;                 ///< when not empty: the value begins with one of these characters
    std::bitset<128> drop;             ///< characters that the platform ignores, as Facebook does with dots
    std::size_t min = 1, max = 200;    ///< bytes of the value, after `drop`
    bool needs_letter = false;         ///< not digits alone
    std::vector<std::string> among;    ///< when not empty: one of these, compared in lower case; sorted
    const CharClass* except = nullptr; ///< a class with `among` whose words are not taken; owned by the rules

    [[nodiscard]] bool allows(char c) const {
        const auto byte = static_cast<unsigned char>(c);
        return byte < chars.size() ? chars[byte] : beyond_ascii;
    }
    /// The value that `text` has in this class, nullopt when it is not of the class. `fold` makes it lower
    /// case.
    [[nodiscard]] std::optional<std::string> value_of(std::string_view text, bool fold) const;
};

/// Values of the captures of one match. Names belong to the rules.
class Captures {
  public:
    Captures() { m_values.reserve(4); } // hardly a rule has more
    void clear() { m_values.clear(); }
    [[nodiscard]] std::size_t size() const { return m_values.size(); }
    /// Forgets what was added since there were `size` of them.
    void clear_to(std::size_t size) {
        m_values.erase(m_values.begin() + static_cast<std::ptrdiff_t>(size), m_values.end());
    }
    void add(std::string_view name, std::string value) { m_values.emplace_back(name, std::move(value)); }
    /// The value; empty for a name that was not captured.
    [[nodiscard]] std::string_view get(std::string_view name) const;

  private:
    std::vector<std::pair<std::string_view, std::string>> m_values;
};

/// A text with at most two captures: `{id:slug}`, `@{name:word}`, `{_}.{id:digits}`. Literals match in any
/// ASCII case; with two captures the text between them is looked for from the right, then from the left.
class TextPattern {
  public:
    struct Capture {
        std::string name; ///< "_" is matched and forgotten
        const CharClass* of = nullptr;
    };

    /// Throws std::invalid_argument saying what is wrong; `find_class` gives nullptr for a class that is not
    /// there.
    template <typename FindClass>
    static TextPattern compile(std::string_view text, const FindClass& find_class);

    [[nodiscard]] bool match(std::string_view text, bool fold, Captures& captures) const;
    [[nodiscard]] const std::vector<Capture>& captures() const { return m_captures; }

  private:
    struct Parts {
        std::vector<std::string> literals;                         ///< one more than captures
        std::vector<std::pair<std::string, std::string>> captures; ///< name, class name
    };
    static Parts split(std::string_view text);
    bool take(std::size_t index, std::string_view text, bool fold, Captures& captures) const;

    std::vector<std::string> m_literals;
    std::vector<Capture> m_captures;
};

/// `/groups/{id:slug}/**`: segments, `**` at the end for anything below, `**` at the beginning for the folder
/// that a forum is installed in (captured as `path`, with its leading slash, at most k_most_folders deep,
/// case kept).
class PathPattern {
  public:
    static constexpr std::size_t k_most_folders = 4;

    template <typename FindClass>
    static PathPattern compile(std::string_view text, const FindClass& find_class);

    [[nodiscard]] bool match(const std::vector<std::string>& segments, bool fold, Captures& captures) const;
    [[nodiscard]] bool captures(std::string_view name) const;

  private:
    struct Parts {
        std::vector<std::string_view> segments;
        bool any_before = false, any_after = false;
    };
    static Parts split(std::string_view text);
    [[nodiscard]] bool match_from(const std::vector<std::string>& segments, std::size_t from, bool fold,
                                  Captures& captures) const;

    std::vector<TextPattern> m_segments;
    bool m_any_before = false, m_any_after = false;
};

/// `https://zalo.me/g/{id}`: literals and captures, for ids and canonical addresses.
class Template {
  public:
    static Template compile(std::string_view text);
    enum class Encode { no, percent };
    [[nodiscard]] std::string expand(const Captures& captures, Encode encode) const;
    /// Names of the captures that it needs.
    [[nodiscard]] std::vector<std::string> names() const;

  private:
    struct Piece {
        std::string literal, capture; ///< the literal comes first; the capture may be empty
    };
    std::vector<Piece> m_pieces;
};

template <typename FindClass>
TextPattern TextPattern::compile(std::string_view text, const FindClass& find_class) {
    Parts parts = split(text);
    TextPattern pattern;
    pattern.m_literals = std::move(parts.literals);
    for (auto& [name, class_name] : parts.captures) {
        pattern.m_captures.push_back({std::move(name), find_class(class_name)});
    }
    return pattern;
}

template <typename FindClass>
PathPattern PathPattern::compile(std::string_view text, const FindClass& find_class) {
    const Parts parts = split(text);
    PathPattern pattern;
    pattern.m_any_before = parts.any_before;
    pattern.m_any_after = parts.any_after;
    for (const std::string_view segment : parts.segments) {
        pattern.m_segments.push_back(TextPattern::compile(segment, find_class));
    }
    return pattern;
}

} // namespace hnat::address
