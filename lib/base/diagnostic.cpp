#include "base/diagnostic.hpp"

#include "base/message.hpp"

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
    text += ": ";
    return text + (diagnostic.severity == Severity::warning ? say("warning: {}", diagnostic.message)
                                                            : diagnostic.message);
}

} // namespace hnat
