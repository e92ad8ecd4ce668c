/// A tip on paper for who can help: what it says, never who gave it.
#pragma once

#include "render/document.hpp"
#include "store/office.hpp"
#include "tip/route.hpp"
#include "tip/tip_open.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace hnat {

/// Whether a body may go out as it came: only a P0 to those whom one calls in an emergency, for there minutes
/// count.
bool may_refer_unscrubbed(const Tip& tip, Route route);

/// The template of a route: `referral-urgent`, `-bank`, `-platform`, `-takedown`, else `referral`.
std::string_view referral_template(Route route);

/// Renders the referral from the template of its route. Names: docs/referral-templates.md. Errors: as
/// render_document; usage (a body that was not scrubbed, unless may_refer_unscrubbed; `entry` is not a route
/// of the harm).
std::string render_referral(const Office& office, const OpenedBody& body, const RouteEntry& entry, Day today,
                            std::string_view language, DocumentFormat format,
                            const std::optional<std::filesystem::path>& folder);

} // namespace hnat
