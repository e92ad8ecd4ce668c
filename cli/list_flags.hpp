/// The flags that say how a list file is to be read.
#pragma once

#include "cli/parser.hpp"
#include "list/list_reader.hpp"

#include <optional>
#include <string>

namespace hnat::cli {

struct ListFileFlags {
    std::string encoding = "utf-8", delimiter;
    std::optional<std::string> sheet;

    /// Declares --encoding, --delimiter and --sheet.
    void declare(Parser& parser);
    /// Errors: usage.
    [[nodiscard]] ListOptions options() const;
};

} // namespace hnat::cli
