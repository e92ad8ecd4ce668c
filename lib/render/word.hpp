/// A Word document (ECMA-376): the parts of the folder docx/ and a template for its text, packed.
#pragma once

#include "render/template.hpp"

#include <string>
#include <string_view>

namespace hnat {

/// `<language>/<name>.docx.mustache` becomes word/document.xml; the parts of docx/ are packed beside it,
/// those that end in .mustache rendered first. Every value is escaped. Errors: as prepare_template,
/// render_template and word_parts; failed (a part that is no XML afterwards, or that would load something
/// from outside the document).
std::string word_document(const TemplateSource& source, const View& view, std::string_view language,
                          std::string_view name);

} // namespace hnat
