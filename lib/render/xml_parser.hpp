/// Inside lib/render: expat's parser, freed when it goes.
#pragma once

#include <expat.h>

#include <memory>
#include <new>

namespace hnat {

struct FreeParser {
    void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};
using FreedParser = std::unique_ptr<XML_ParserStruct, FreeParser>;

/// For UTF-8. Errors: std::bad_alloc.
inline FreedParser make_parser() {
    FreedParser parser(XML_ParserCreate("UTF-8"));
    if (parser == nullptr) {
        throw std::bad_alloc();
    }
    return parser;
}

} // namespace hnat
