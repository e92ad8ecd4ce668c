/// What the template of a roll-up sees.
#pragma once

#include "render/document.hpp"
#include "render/view.hpp"
#include "report/data.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace hnat {

/// The names are described in docs/report-templates.md. Texts that came with the reports have their control
/// characters escaped.
View rollup_view(const ReportData& total, std::string_view language);

/// Renders `templates/<lang>/rollup.<format>.mustache`. Errors: as render_document.
std::string render_rollup(const ReportData& total, std::string_view language, DocumentFormat format,
                          const std::optional<std::filesystem::path>& folder);

} // namespace hnat
