/// Flags whose values are checked the same way everywhere. Every refusal is Error{usage} that names the flag,
/// what was found and what was expected.
#pragma once

#include "base/date.hpp"
#include "base/enum_names.hpp"
#include "cli/parser.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hnat::cli {

/// Whether a message may repeat what was typed: no when it may be somebody's number or e-mail address, or the
/// receipt of a tip (P1, P6).
bool may_be_shown(std::string_view typed);

/// What was typed, in quotes for a message; "the value" when it may be somebody's number or e-mail address,
/// or the receipt of a tip: messages end up in logs (P1, P6).
std::string shown(std::string_view typed);

/// `--mode: 'updat' is not one of update, fill, skip; did you mean 'update'?`
[[noreturn]] void refuse_choice(std::string_view flag, std::string_view found,
                                const std::vector<std::string_view>& choices);

/// `update|fill|skip`: the names of a closed list as a placeholder, which completion offers.
template <typename Enum>
std::string placeholder_of() {
    std::string placeholder;
    for (const auto name : names_of<Enum>()) {
        placeholder.append(placeholder.empty() ? "" : "|").append(name);
    }
    return placeholder;
}

/// A flag (or argument) that takes one of the names of a closed list.
template <typename Enum, typename Target>
Option* add_choice(Parser& parser, const std::string& names, Target& target, const std::string& description) {
    const std::string flag = names.substr(names.rfind(',') + 1);
    return parser
        .add_option_function(
            names,
            [flag, &target](const std::string& text) {
                const auto value = enum_from<Enum>(text);
                if (!value) {
                    refuse_choice(flag, text, names_of<Enum>());
                }
                target = *value;
            },
            description)
        ->type_name(placeholder_of<Enum>());
}

/// A flag that takes a count: a whole number from `least` to `most`.
Option* add_count(Parser& parser, const std::string& names, std::optional<std::int64_t>& target,
                  const std::string& description, std::int64_t least = 0,
                  std::int64_t most = 1'000'000'000'000);

/// An argument that is the number of a record: `12` or `#12`. `description` says of which, and where the
/// numbers are shown: "number of the member: see hnat enroll list".
Option* add_number(Parser& parser, const std::string& name, std::int64_t& target,
                   const std::string& description);

/// The day that a flag was given: YYYY-MM-DD, d/m/YYYY, today or yesterday.
Day day_of_flag(std::string_view flag, std::string_view text, Day today);

/// The words of an argument list as one text, so that `hnat survey find chợ đồng hỷ` needs no quotes.
std::string join_words(const std::vector<std::string>& words);

/// "1 group", "12 groups": counts with their noun, for messages.
std::string count_of_groups(std::size_t count);
std::string count_of_members(std::size_t count);
std::string count_of_tips(std::size_t count);
std::string count_of_rows(std::size_t count);

/// The same with any noun, in English only.
std::string counted(std::size_t count, std::string_view noun);

/// The bytes of a file that was named on the command line, "-" being standard input. Errors: io.
std::string read_input(const std::string& name, std::istream& standard_input);

} // namespace hnat::cli
