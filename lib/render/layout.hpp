/// From rendered text to a page: what a format does to values and to tables.
#pragma once

#include "render/document.hpp"

#include <string>
#include <string_view>

namespace hnat {

/// A value as text of the format. Markdown: its special characters are escaped. txt: U+001F stands for a
/// value's own
/// '|' until lay_out_tables has run; no other control character can be in a value.
std::string escape_value(DocumentFormat format, const std::string& value);

/// Templates write a table as Markdown does: lines that begin with '|', the second one a ruler (`| :--- |
/// ---: |`) that also says which columns are right-aligned. Here its columns are aligned by display width: md
/// keeps the pipes, txt becomes a plain table.
std::string lay_out_tables(DocumentFormat format, std::string_view text);

} // namespace hnat
