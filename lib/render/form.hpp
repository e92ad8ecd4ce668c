/// What every document has beside its matter: its language, who signs it, who gets it. Signer and recipients
/// come from the settings and are never stored.
#pragma once

#include "render/view.hpp"
#include "render/wording.hpp"

#include <string>
#include <vector>

namespace hnat {

struct DocumentForm {
    std::vector<std::string> signer_titles; ///< a line each: "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"
    std::string signer_name;                ///< empty: written by hand
    std::vector<std::string> recipients;    ///< besides the body that the document goes to
};

/// Adds `language`, `signer` and `recipients` to the view, with their names.
void add_form(View& view, const Wording& wording, const DocumentForm& form);

} // namespace hnat
