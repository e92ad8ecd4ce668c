/// Inside lib/render: expat's parser, freed when it goes, and names as it tells them.
#pragma once

#include "base/expat_library.hpp"

#include <memory>
#include <new>
#include <string_view>

namespace hnat {

struct FreeParser {
    void operator()(XML_Parser parser) const { expat_library().XML_ParserFree(parser); }
};
using FreedParser = std::unique_ptr<XML_ParserStruct, FreeParser>;

/// For UTF-8. Errors: std::bad_alloc.
inline FreedParser make_parser() {
    FreedParser parser(expat_library().XML_ParserCreate("UTF-8"));
    if (parser == nullptr) {
        throw std::bad_alloc();
    }
    return parser;
}

/// The name of an element or attribute without the prefix of its namespace.
inline std::string_view without_prefix(std::string_view name) {
    return name.substr(name.rfind(':') + 1); // npos + 1 is the beginning
}

} // namespace hnat
