/// A text of several words: from the command line, or from a file where it has several lines.
#pragma once

#include "cli/context.hpp"
#include "cli/parser.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace hnat::cli {

struct TextFlags {
    std::optional<std::string> text, file;

    /// --text and --text-file; `what` is "the comment".
    void declare(Parser& parser, std::string_view what);
    /// The text that one of them gave. Errors: usage (both), io.
    [[nodiscard]] std::optional<std::string> get(Context& context) const;
    /// The same; it must be there. Errors: usage.
    [[nodiscard]] std::string require(Context& context) const;
};

} // namespace hnat::cli
