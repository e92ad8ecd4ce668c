/// What somebody says in a tip, before it is sealed.
#pragma once

#include "seal/secret.hpp"

#include <cstddef>
#include <string_view>

namespace hnat {

/// The text as it is sealed: lines end in \n, none at the end. `what` names it in messages ("the body"),
/// which never repeat it. Errors: usage (too long: told with both sizes and never cut; no UTF-8; a control
/// character, as a picture or a document has them; empty, unless `may_be_empty`).
Secret checked_tip_text(std::string_view what, Secret text, std::size_t longest, bool may_be_empty = false);

/// CSM: a locator only; any code may be in an address. Errors: usage (something that looks like a picture, as
/// a data: URI or in base64, or like the hash of a file, also with spaces, colons or dashes in it).
void require_locator_only(const Secret& body);

} // namespace hnat
