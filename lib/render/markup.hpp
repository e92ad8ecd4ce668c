/// HTML and XML: how values are written into them, and whether what came out can be read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hnat {

/// A value as text or as the value of an attribute: & < > " and ' become references, and what XML 1.0 has no
/// place for (control characters, bytes that are not UTF-8, U+FFFE, U+FFFF) is shown as escape_controls shows
/// it.
std::string escape_markup(const std::string& value);

/// Errors: failed (`text` is not well-formed XML, or declares a document type; the message says what, and the
/// line of `text`; `part` says whose it is).
void require_well_formed(std::string_view part, std::string_view text);

/// Whether an element of the XML has this attribute with this value, however it is written.
bool has_attribute(std::string_view text, std::string_view name, std::string_view value);

/// The instructions of Word's fields in XML, as attributes `instr` or elements `instrText`, whatever their
/// prefix: each as it is written, without spaces around it (ECMA-376 part 1, 17.16).
std::vector<std::string> field_instructions(std::string_view text);

} // namespace hnat
