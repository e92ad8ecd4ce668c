/// Problems in input, as values: they are collected in a list and shown together.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace hnat {

enum class Severity { warning, error };

/// One problem. Printed as `file:line:column: message`.
struct Diagnostic {
    Severity severity = Severity::error;
    std::string file;     ///< as the user named it, "-" for standard input
    std::size_t line = 0; ///< 1-based line (text) or row (spreadsheet); 0 = the file as a whole
    std::string column;   ///< the column's own header, or a 1-based number; empty = the line as a whole
    std::string message;  ///< what was found, what was expected, what to do

    friend bool operator==(const Diagnostic&, const Diagnostic&) = default;
};

using Diagnostics = std::vector<Diagnostic>;

/// `file:line:column: message`, parts that are not known left out; "warning: " before the message of a
/// warning.
std::string to_string(const Diagnostic& diagnostic);

} // namespace hnat
