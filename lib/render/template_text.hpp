/// Bytes of a template file as text.
#pragma once

#include "render/template.hpp"

#include <string>

namespace hnat {

/// Without a byte order mark and the \r of editors on Windows. Errors: failed (not UTF-8, or control
/// characters but newline and tab: line; what a template holds goes to terminals as it is).
TemplateFile template_text(std::string path, std::string bytes);

} // namespace hnat
