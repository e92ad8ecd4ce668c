/// A person file: how a name and a contact come in, because a command line is kept in the shell's history and
/// outlives an erasure (P3).
///
///     name = "…"
///     contact = "phone:+84…"      # or email:, facebook:, zalo:, telegram:
#pragma once

#include "base/diagnostic.hpp"
#include "enroll/contact.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace hnat {

/// What a member is called and reached by.
struct Person {
    std::string name; ///< NFC, squeezed
    Contact contact;
};

/// Longest name in bytes.
inline constexpr std::size_t k_longest_person_name = 200;

/// A name, or what is wrong with it; the message does not repeat it.
std::variant<std::string, std::string_view> parse_person_name(std::string_view text);

/// The values of a person file; what it does not have is empty.
struct PersonFile {
    std::optional<std::string> name;
    std::optional<Contact> contact;
    Diagnostics problems; ///< by line and column; none repeats a value
};

/// `file` goes into the problems. A file without any value is a problem.
PersonFile parse_person_file(std::string_view text, std::string_view file);

/// The same, both values required.
std::variant<Person, Diagnostics> parse_whole_person_file(std::string_view text, std::string_view file);

} // namespace hnat
