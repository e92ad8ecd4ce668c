/// Where a person who is erased may still be named (P3): in texts that somebody typed elsewhere, which the
/// registry of personal columns can't know. Names what to look at, never the person or the text.
#pragma once

#include "store/store.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hnat {

/// A text that may name an erased person.
struct Mention {
    std::string_view kind;  ///< of the record: "question"
    std::string record;     ///< its number, or what else it is called: "7", "launch/own-1", "2026-09"
    std::string_view field; ///< "answer"
    std::string command;    ///< what writes the text anew, or where it is seen when nothing does
    friend bool operator==(const Mention&, const Mention&) = default;
};

/// What of some members is looked for: the whole name where it has two words or more (one alone is
/// everywhere), and the contact; as search keys (base/text.hpp), so that accents, case and punctuation make
/// no difference.
class Traces {
  public:
    /// To be made before an erasure: nothing tells afterwards. Errors: not_found.
    static Traces of(const Store& store, std::span<const std::int64_t> members);

    /// Whether a text may name one of them: the words of the name, or of the contact, whole and in their
    /// order; the digits of a telephone number, however they are grouped and whatever stands for its country.
    [[nodiscard]] bool in(std::string_view text) const;

    /// As a JSON array, for SQL.
    [[nodiscard]] const std::string& members() const { return m_members; }
    [[nodiscard]] bool empty() const { return m_words.empty() && m_digits.empty(); }

  private:
    std::vector<std::string> m_words;  ///< a search key with a space at each end
    std::vector<std::string> m_digits; ///< of a telephone number
    std::string m_members = "[]";
};

/// The texts that may name them, those left out that are about themselves. By kind, in the order of the
/// records.
std::vector<Mention> find_mentions(const Store& store, const Traces& traces);

} // namespace hnat
