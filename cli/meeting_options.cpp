#include "cli/meeting_options.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "survey/register.hpp"

#include <algorithm>

namespace hnat::cli {

void add_meeting_argument(Parser& parser, std::string& target) {
    parser.add_option("MEETING", target, "Number of a meeting, or its day when there is one on it")
        ->required();
}

Moment moment_of_flag(std::string_view flag, std::string_view text) {
    const auto moment = parse_moment(text);
    if (!moment) {
        throw Error(ErrorKind::usage,
                    say(R"({}: '{}' is not a day and a time; write "2026-10-05 14:00" or "5/10/2026 14:00")",
                        flag, text));
    }
    return *moment;
}

std::vector<std::int64_t> group_numbers(Context& context, const std::vector<std::string>& references) {
    std::vector<std::int64_t> numbers;
    for (const auto& reference : references) {
        const std::int64_t number = find_group(context.store(), reference, context.today()).id;
        if (std::ranges::find(numbers, number) == numbers.end()) {
            numbers.push_back(number);
        }
    }
    return numbers;
}

} // namespace hnat::cli
