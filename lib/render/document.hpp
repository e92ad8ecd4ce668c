/// A document from a view: the template that is called for, its values escaped, its tables laid out.
#pragma once

#include "base/enum_names.hpp"
#include "render/view.hpp"

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace hnat {

enum class DocumentFormat { txt, md };
template <>
inline constexpr std::array k_enum_names<DocumentFormat>{EnumName{DocumentFormat::txt, "txt"},
                                                         EnumName{DocumentFormat::md, "md"}};

/// Renders `<language>/<name>.<format>.mustache`, from `folder` if one is named, else from the binary.
/// Errors: usage (a missing template), failed (a name that the view does not have: template, line).
std::string render_document(const View& view, std::string_view language, std::string_view name,
                            DocumentFormat format, const std::optional<std::filesystem::path>& folder);

} // namespace hnat
