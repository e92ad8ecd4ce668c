/// How one word of a command line that looks like a flag is read, the way CLI11 will read it.
#pragma once

#include "cli/parser.hpp"

#include <string>
#include <string_view>

namespace hnat::cli {

/// A `-` and something after it; a single `-` is standard input.
bool looks_like_flag(std::string_view word);

/// -h: the rest of the line does not matter.
bool is_help(const Option& option);

struct FlagWord {
    std::string name;               ///< as written, without a value: "--mode", "-f"
    const Option* option = nullptr; ///< nullptr: unknown
    bool value_follows = false;     ///< the next word is its value
};

/// `parser` has the options that are known. Of a cluster of short flags (`-qf json`) the one that decides.
FlagWord read_flag(const Parser& parser, std::string_view word);

} // namespace hnat::cli
