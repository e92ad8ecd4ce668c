/// From argv to a command and its flags. The command is found by our own table, CLI11 parses the flags.
#pragma once

#include "cli/command.hpp"
#include "cli/context.hpp"
#include "cli/parser.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hnat::cli {

/// Where the flags that stand on every command line go.
struct GlobalOptions {
    GlobalFlags flags;
    std::map<std::string, std::string, std::less<>> settings; ///< key -> value, of the flags that were given
    std::optional<std::filesystem::path> config;
    bool no_config = false;
    bool help = false;
    bool version = false;
};

/// Declares them on `parser`; `globals` must live as long as the parser.
void add_global_options(Parser& parser, GlobalOptions& globals);
/// A parser that has them alone, only to look up whether a flag is one of them.
const Parser& global_flag_parser();

/// What a command line asks for.
struct Request {
    const Command* command = nullptr;   ///< nullptr: only an area, or nothing
    std::string area;                   ///< its words alone, e.g. "survey"; empty: nothing
    std::vector<std::string> arguments; ///< flags and arguments, the command's own words taken out
};

/// The words of a line that are neither flags nor values of a flag that every command has.
std::vector<std::string> plain_words(const std::vector<std::string>& line);

/// Finds the longest command name among the words that are not flags or their values, wherever they stand.
/// Errors: usage, with the nearest command.
Request find_request(const std::vector<std::string>& words);

/// Parses into `parser`, on which the global options and the command's own are declared. Errors: usage: an
/// unknown flag (with the nearest), a flag without its value, a missing or superfluous argument. Asking for
/// help stops the parsing; `globals.help` says so.
void parse_arguments(Parser& parser, const Command& command, const std::vector<std::string>& arguments,
                     GlobalOptions& globals);

/// Whether the global flags of a line without a command ask for help or the version. Errors: usage (other
/// words).
void parse_global_arguments(const std::vector<std::string>& arguments, GlobalOptions& globals);

} // namespace hnat::cli
