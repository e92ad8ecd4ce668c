/// Arguments that the commands on meetings share.
#pragma once

#include "cli/context.hpp"
#include "cli/parser.hpp"
#include "meeting/moment.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hnat::cli {

/// MEETING, required.
void add_meeting_argument(Parser& parser, std::string& target);

/// The time that a flag was given. Errors: usage.
Moment moment_of_flag(std::string_view flag, std::string_view text);

/// The numbers of groups that were named by number, address or key; each once, in the order given. Errors: as
/// find_group.
std::vector<std::int64_t> group_numbers(Context& context, const std::vector<std::string>& references);

} // namespace hnat::cli
