/// A page of HTML that is one file: it runs nothing and asks nobody for anything, whoever wrote its template.
#pragma once

#include <string_view>

namespace hnat {

/// Errors: failed (after its `<!DOCTYPE html>` the page is not well-formed, as XML is; it has a script, a
/// form, a frame or the like; an attribute that runs something; an address other than `#name` or `data:`; a
/// style that loads something): `part` says whose page it is, the message which line of it.
void require_self_contained(std::string_view part, std::string_view html);

} // namespace hnat
