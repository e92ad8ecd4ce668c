/// Manual pages in mdoc (mandoc and groff read it), made from the command table, the flags that each command
/// declares and the topics of help.
#pragma once

#include "base/date.hpp"

#include <string>
#include <vector>

namespace hnat::cli {

struct ManualPage {
    std::string name; ///< "hnat", "hnat-survey"
    std::string text;
};

/// hnat(1) and a page for each area. The same table gives the same bytes; `released` is the day in the
/// footer.
std::vector<ManualPage> manual_pages(Day released);

} // namespace hnat::cli
