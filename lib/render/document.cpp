#include "render/document.hpp"

#include "render/layout.hpp"
#include "render/template.hpp"

namespace hnat {

std::string render_document(const View& view, std::string_view language, std::string_view name,
                            DocumentFormat format, const std::optional<std::filesystem::path>& folder) {
    const auto prepared = prepare_template(TemplateSource(folder), language, name, name_of(format));
    const auto text = render_template(
        prepared, view, [format](const std::string& value) { return escape_value(format, value); });
    return lay_out_tables(format, text);
}

} // namespace hnat
