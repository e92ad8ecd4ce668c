/// A transcript file, parsed. The format is described in transcript.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace transcript {

/// What a command printed on one stream, or should print: lines in the file's notation.
using Lines = std::vector<std::string>;

struct Step {
    Lines before;         ///< comments and blank lines above it, kept by --accept
    std::size_t line = 0; ///< of the `$`
    std::string command;  ///< for bash; several lines joined by newlines
    Lines out, err;
    int exit_code = 0;
};

struct Scenario {
    std::vector<Step> steps;
    Lines after; ///< comments at the end
};

/// Throws std::runtime_error with file:line.
Scenario parse(std::string_view text, std::string_view file);

/// The file again, for --accept.
std::string print(const Scenario& scenario);

/// Output of a program in the file's notation: tab, CR, escapes and other controls are visible, a missing
/// newline at the end is marked, and `folder` is written $DIR.
Lines to_lines(std::string_view output, std::string_view folder);

/// Whether a line came that the expected one describes; parts in {{ }} are regular expressions (ECMAScript).
bool matches(const std::string& expected, const std::string& actual);

} // namespace transcript
