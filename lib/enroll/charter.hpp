/// The charter (quy chế) of the programme, in versions: a draft is published, groups comment on it, the
/// office answers each comment, and the text is adopted. Consents name the hash of a published text, so that
/// it is never changed again (P2). The text is the office's own and is taken as it is; a person who is named
/// in it stays in it.
#pragma once

#include "base/date.hpp"
#include "base/enum_names.hpp"
#include "base/hash.hpp"
#include "store/store.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hnat {

enum class CharterState {
    draft,     ///< at most one; may still be replaced
    published, ///< open for comments
    adopted,   ///< at most one: in force
    replaced,  ///< a newer version was adopted
};
template <>
inline constexpr std::array k_enum_names<CharterState>{
    EnumName{CharterState::draft, "draft"}, EnumName{CharterState::published, "published"},
    EnumName{CharterState::adopted, "adopted"}, EnumName{CharterState::replaced, "replaced"}};

struct CharterVersion {
    std::int64_t number = 0;
    std::string title;
    Digest hash{}; ///< SHA-256 of the text's bytes, UTF-8
    CharterState state = CharterState::draft;
    Day drafted_on;
    std::optional<Day> published_on, adopted_on, replaced_on;
    std::int64_t comments = 0, unanswered = 0;
    std::vector<std::int64_t> members; ///< whose consent in force refers to it and to no later version
};

/// A comment comes from a group; the group is gone when it has left the register.
struct CharterComment {
    std::int64_t number = 0, version = 0;
    std::optional<std::int64_t> group;
    std::string group_name;
    Day day;
    std::string text;
    std::optional<std::string> answer;
    std::optional<Day> answered_on;
};

struct CharterCard {
    CharterVersion version;
    std::string text;
    std::vector<CharterComment> comments;
};

/// The most bytes of a charter's text.
inline constexpr std::size_t k_largest_charter = std::size_t{1024} * 1024;

/// The bytes of a text file as a charter's text: without a byte order mark, NFC, line ends as line feeds, one
/// at the end. Errors: usage (too large, empty, not UTF-8, UTF-8 made from TCVN3 or VNI, control characters).
std::string charter_text(std::string_view bytes);

/// The first heading of a Markdown text (a line that begins with #), else its first line; cut to 120 columns.
std::string charter_title(std::string_view text);

/// Stores a draft; the present draft, if there is one, is replaced under its number. Without a title it is
/// charter_title(). Returns the number. Errors: usage (as charter_text; a title without words).
std::int64_t draft_charter(Transaction& transaction, std::string_view bytes,
                           const std::optional<std::string>& title);

/// Publishes the draft: from now on its text is fixed. Returns its number. Errors: not_found (no draft),
/// usage (the text is that of the newest published version).
std::int64_t publish_charter(Transaction& transaction);

/// A group's comment on a published version that is not adopted yet; without a version, on the newest.
/// Returns the comment's number. Errors: usage (free_text; no version is open for comments, or not this one),
/// not_found (version, group).
std::int64_t comment_on_charter(Transaction& transaction, std::int64_t group, std::string_view text,
                                std::optional<std::int64_t> version);

/// Errors: not_found, usage (answered already; free_text).
void answer_charter_comment(Transaction& transaction, std::int64_t number, std::string_view text);

struct CharterAdoption {
    std::int64_t number = 0;
    std::vector<std::int64_t> members_of_older; ///< see members_of_older_charter()
};

/// Adopts the newest published version; the one adopted before and the others that are published are
/// replaced. Errors: not_found (none is published), usage (comments on a published version have no answer:
/// the message has their numbers. Those on an older one count too: publishing again is no way around an
/// answer).
CharterAdoption adopt_charter(Transaction& transaction);

/// The numbers of the members who have a consent in force on `today` that refers to a version older than the
/// adopted one, and none of the same purpose to a later version. Empty when nothing is adopted.
std::vector<std::int64_t> members_of_older_charter(const Store& store, Day today);

/// Oldest first.
std::vector<CharterVersion> list_charters(const Store& store, Day today);

/// The comments on a version, or on all. Errors: not_found (version).
std::vector<CharterComment> list_charter_comments(const Store& store, std::optional<std::int64_t> version);

/// Without a number, the adopted version; without one, the newest published, then the draft. Errors:
/// not_found.
CharterCard charter_card(const Store& store, std::optional<std::int64_t> number, Day today);

} // namespace hnat
