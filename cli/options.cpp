#include "cli/options.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/personal.hpp"
#include "base/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <charconv>
#include <iterator>

namespace hnat::cli {

void refuse_choice(std::string_view flag, std::string_view found,
                   const std::vector<std::string_view>& choices) {
    // What was typed into the wrong flag may be somebody's number: it is not repeated (P1).
    const bool contact = holds_phone_number(found) || holds_email(found);
    const std::string shown = contact ? "the value" : fmt::format("'{}'", found);
    std::string message = fmt::format("{}: {} is not one of {}", flag, shown, fmt::join(choices, ", "));
    if (const auto near = nearest(found, choices)) {
        message += fmt::format("; did you mean '{}'?", *near);
    }
    throw Error(ErrorKind::usage, message);
}

Option* add_count(Parser& parser, const std::string& names, std::optional<std::int64_t>& target,
                  const std::string& description, std::int64_t least, std::int64_t most) {
    const std::string flag = names.substr(names.rfind(',') + 1);
    return parser
        .add_option_function(
            names,
            [flag, least, most, &target](const std::string& text) {
                std::int64_t value = 0;
                const char* const end = text.data() + text.size();
                const auto [stop, error] = std::from_chars(text.data(), end, value);
                if (error != std::errc{} || stop != end || value < least || value > most) {
                    throw Error(ErrorKind::usage, fmt::format("{}: '{}' is not a whole number from {} to {}",
                                                              flag, text, least, most));
                }
                target = value;
            },
            description)
        ->type_name("N");
}

Day day_of_flag(std::string_view flag, std::string_view text, Day today) {
    const auto day = parse_day(text, today);
    if (!day) {
        throw Error(ErrorKind::usage,
                    fmt::format("{}: '{}' is not a day; write 2026-09-01, 1/9/2026, today or "
                                "yesterday",
                                flag, text));
    }
    return *day;
}

std::string join_words(const std::vector<std::string>& words) {
    return fmt::format("{}", fmt::join(words, " "));
}

std::string counted(std::size_t count, std::string_view noun) {
    return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::string read_input(const std::string& name, std::istream& standard_input) {
    if (name != "-") {
        return read_file(name);
    }
    return {std::istreambuf_iterator<char>(standard_input), std::istreambuf_iterator<char>()};
}

} // namespace hnat::cli
