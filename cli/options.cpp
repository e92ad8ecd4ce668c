#include "cli/options.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/message.hpp"
#include "base/personal.hpp"
#include "base/text.hpp"
#include "tip/receipt.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <charconv>
#include <iterator>

namespace hnat::cli {

namespace {

std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t value = 0;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = !text.empty() && error == std::errc{} && stop == text.data() + text.size();
    return whole ? std::optional(value) : std::nullopt;
}

} // namespace

bool may_be_shown(std::string_view typed) {
    return !holds_phone_number(typed) && !holds_email(typed) && !is_receipt(typed);
}

std::string shown(std::string_view typed) {
    return may_be_shown(typed) ? fmt::format("'{}'", typed) : std::string(tr("the value"));
}

void refuse_choice(std::string_view flag, std::string_view found,
                   const std::vector<std::string_view>& choices) {
    std::string message = say("{}: {} is not one of {}", flag, shown(found), fmt::join(choices, ", "));
    if (const auto near = nearest(found, choices)) {
        message += say("; did you mean '{}'?", *near);
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
                const auto value = whole_number(text);
                if (!value || *value < least || *value > most) {
                    throw Error(ErrorKind::usage, say("{}: {} is not a whole number from {} to {}", flag,
                                                      shown(text), least, most));
                }
                target = *value;
            },
            description)
        ->type_name("N");
}

Option* add_number(Parser& parser, const std::string& name, std::int64_t& target,
                   const std::string& description) {
    return parser
        .add_option_function(
            name,
            [name, description, &target](const std::string& text) {
                const auto digits = std::string_view(text).substr(text.starts_with('#') ? 1 : 0);
                const auto value = whole_number(digits);
                if (!value || *value < 1 || digits.starts_with('0')) { // 09…: a telephone's
                    throw Error(ErrorKind::usage, say("{}: {} is no number of a record; expected the {}",
                                                      name, shown(text), tr(description)));
                }
                target = *value;
            },
            description)
        ->required();
}

Day day_of_flag(std::string_view flag, std::string_view text, Day today) {
    const auto day = parse_day(text, today);
    if (!day) {
        throw Error(ErrorKind::usage, say("{}: {} is not a day; write 2026-09-01, 1/9/2026, today or "
                                          "yesterday",
                                          flag, shown(text)));
    }
    return *day;
}

std::string join_words(const std::vector<std::string>& words) {
    return fmt::format("{}", fmt::join(words, " "));
}

std::string count_of_groups(std::size_t count) {
    return say_plural("{} group", "{} groups", static_cast<std::int64_t>(count), count);
}

std::string count_of_members(std::size_t count) {
    return say_plural("{} member", "{} members", static_cast<std::int64_t>(count), count);
}

std::string count_of_tips(std::size_t count) {
    return say_plural("{} tip", "{} tips", static_cast<std::int64_t>(count), count);
}

std::string count_of_rows(std::size_t count) {
    return say_plural("{} row", "{} rows", static_cast<std::int64_t>(count), count);
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
