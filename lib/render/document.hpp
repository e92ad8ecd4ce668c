/// A document from a view: the template that is called for, its values escaped, its tables laid out or its
/// parts packed.
#pragma once

#include "base/enum_names.hpp"
#include "render/view.hpp"

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace hnat {

enum class DocumentFormat { txt, md, html, docx };
template <>
inline constexpr std::array k_enum_names<DocumentFormat>{
    EnumName{DocumentFormat::txt, "txt"}, EnumName{DocumentFormat::md, "md"},
    EnumName{DocumentFormat::html, "html"}, EnumName{DocumentFormat::docx, "docx"}};

/// Whether the document is bytes for a program rather than lines for a reader.
constexpr bool is_binary(DocumentFormat format) {
    return format == DocumentFormat::docx;
}

/// Renders `<language>/<name>.<format>.mustache`, from `folder` if one is named, else from the binary. The
/// same view gives the same bytes. Errors: usage (a missing template), failed (a name that the view does not
/// have: template, line; for docx also as word_document).
std::string render_document(const View& view, std::string_view language, std::string_view name,
                            DocumentFormat format, const std::optional<std::filesystem::path>& folder);

} // namespace hnat
