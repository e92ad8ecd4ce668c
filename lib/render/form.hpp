/// Who signs an office's documents and who gets them. It comes from the settings and is never stored.
#pragma once

#include <string>
#include <vector>

namespace hnat {

struct DocumentForm {
    std::vector<std::string> signer_titles; ///< a line each: "TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"
    std::string signer_name;                ///< empty: written by hand
    std::vector<std::string> recipients;    ///< besides the body that the document goes to
};

} // namespace hnat
