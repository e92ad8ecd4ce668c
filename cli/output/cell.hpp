/// How one value of a row reads in each kind of format.
#pragma once

#include "cli/output/row_writer.hpp"

#include <string>
#include <string_view>

namespace hnat::cli {

/// For people and for text formats: nothing for monostate, `yes`/`no`, days ISO or (vietnamese_days)
/// dd/mm/YYYY.
std::string to_text(const Value& value, bool vietnamese_days = false);

/// For spreadsheets: as to_text, but bools as true/false, and texts with the guard against formulas that
/// hnat's own imports take off again (list/rejects.hpp).
std::string to_cell(const Value& value);
void append_cell(std::string& out, const Value& value);

/// A JSON value. Bytes that are not UTF-8 become U+FFFD; characters that could steer a terminal are \u
/// escapes.
std::string to_json(const Value& value);
std::string to_json(std::string_view text);
void append_json(std::string& out, const Value& value);

/// JSON text with characters that could steer a terminal as \u escapes: the same value, harmless when shown.
std::string escape_for_terminal(std::string_view json);

} // namespace hnat::cli
