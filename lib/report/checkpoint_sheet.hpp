/// The sheet that is handed out at meetings: a signed checkpoint as text and as a QR code, with how to check
/// it.
#pragma once

#include "render/document.hpp"
#include "store/checkpoint.hpp"
#include "store/office.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace hnat {

/// From `<language>/checkpoint.<format>.mustache`. `key` signed it. Errors: as render_document;
/// usage (docx).
std::string render_checkpoint_sheet(const Office& office, const Checkpoint& checkpoint, const Verifier& key,
                                    std::string_view language, DocumentFormat format,
                                    const std::optional<std::filesystem::path>& folder);

} // namespace hnat
