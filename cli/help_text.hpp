/// Help, made from the command table and the flags that each command declares.
#pragma once

#include "cli/command.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace hnat::cli {

/// `hnat help`: what hnat is, every command with its summary.
std::string help_overview();

/// `hnat` alone: a few lines.
std::string help_short();

/// The commands of one area.
std::string help_of_area(const Area& area);

/// Examples first, then usage, summary, arguments, flags, the flags of every command.
std::string help_of_command(const Command& command);

/// A page that is about no command.
struct HelpTopic {
    std::string_view name;
    std::string_view summary;
    std::string_view text;
};
const std::vector<HelpTopic>& help_topics();

} // namespace hnat::cli
