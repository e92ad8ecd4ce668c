#include "base/diagnostic.hpp"

#include <fmt/format.h>

namespace hnat {

std::string to_string(const Diagnostic& diagnostic) {
    std::string text = diagnostic.file;
    if (diagnostic.line != 0) {
        text += fmt::format(":{}", diagnostic.line);
    }
    if (!diagnostic.column.empty()) {
        text += ':' + diagnostic.column;
    }
    text += diagnostic.severity == Severity::warning ? ": warning: " : ": ";
    return text + diagnostic.message;
}

} // namespace hnat
