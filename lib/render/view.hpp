/// What a template sees: values as text, in the language of the document. Every word lies in the templates.
#pragma once

#include "base/message.hpp"

#include <kainjow/mustache.hpp>

#include <functional>
#include <set>
#include <string>

namespace hnat {

/// Data for a template, and every name in it: for "did you mean".
struct View {
    kainjow::mustache::data data;
    std::set<std::string, std::less<>> names;
    std::string document{mark_message("report")}; ///< what is rendered, for messages: a key of the catalogue
};

} // namespace hnat
