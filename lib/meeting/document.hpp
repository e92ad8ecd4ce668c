/// Invitations and minutes, from templates. Groups are named in them, not persons; the office's own staff
/// are, where they have something to do.
#pragma once

#include "meeting/meeting.hpp"
#include "render/document.hpp"
#include "render/form.hpp"
#include "store/office.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace hnat {

/// One invitation for each group of the meeting that may be invited, one after the other, from
/// `<language>/invitation.<format>.mustache`. Errors: as render_document; usage (nobody to invite).
std::string render_invitation(const Office& office, const DocumentForm& form, const MeetingCard& card,
                              Day today, std::string_view language, DocumentFormat format,
                              const std::optional<std::filesystem::path>& folder);

/// The minutes, from `<language>/minutes.<format>.mustache`. Errors: as render_document; usage (not held).
std::string render_minutes(const Office& office, const DocumentForm& form, const MeetingCard& card, Day today,
                           std::string_view language, DocumentFormat format,
                           const std::optional<std::filesystem::path>& folder);

} // namespace hnat
