/// How one word of a command line that looks like a flag is read, the way CLI11 will read it.
#pragma once

#include <string>
#include <string_view>

namespace CLI {
class App;
class Option;
} // namespace CLI

namespace hnat::cli {

/// A `-` and something after it; a single `-` is standard input.
bool looks_like_flag(std::string_view word);

/// Whether the option is more than a switch.
bool takes_value(const CLI::Option& option);

struct FlagWord {
    std::string name;                    ///< as written, without a value: "--mode", "-f"
    const CLI::Option* option = nullptr; ///< nullptr: unknown
    bool value_follows = false;          ///< the next word is its value
};

/// `app` has the options that are known. Of a cluster of short flags (`-qf json`) the one that decides.
FlagWord read_flag(const CLI::App& app, std::string_view word);

} // namespace hnat::cli
