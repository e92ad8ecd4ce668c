#include "render/form.hpp"

#include "base/text.hpp"

namespace hnat {

namespace {

using kainjow::mustache::data;
using kainjow::mustache::list;
using kainjow::mustache::object;

data lines(const char* name, const std::vector<std::string>& values) {
    list all;
    for (const auto& value : values) {
        all.push_back(object{{name, escape_controls(value)}});
    }
    return all;
}

} // namespace

void add_form(View& view, const Wording& wording, const DocumentForm& form) {
    const auto code = std::string(wording.vietnamese() ? "vi" : "en");
    view.data.set("language", object{{"code", code}, {"tag", std::string(wording.tag())}});
    view.data.set("signer", object{{"any_title", !form.signer_titles.empty()},
                                   {"titles", lines("line", form.signer_titles)},
                                   {"name", escape_controls(form.signer_name)}});
    view.data.set("recipients", lines("name", form.recipients));
    view.names.insert(
        {"language", "code", "tag", "signer", "any_title", "titles", "line", "name", "recipients"});
}

} // namespace hnat
