#include "render/document.hpp"

#include "render/layout.hpp"
#include "render/markup.hpp"
#include "render/page.hpp"
#include "render/template.hpp"
#include "render/word.hpp"

namespace hnat {

std::string render_document(const View& view, std::string_view language, std::string_view name,
                            DocumentFormat format, const std::optional<std::filesystem::path>& folder) {
    const TemplateSource source(folder);
    switch (format) {
    case DocumentFormat::html: {
        const auto file = source.read(language, name, "html");
        auto page =
            render_template(prepare_template(source, language, name, "html", file), view, escape_markup);
        require_self_contained(file.path, page);
        return page;
    }
    case DocumentFormat::docx:
        return word_document(source, view, language, name);
    case DocumentFormat::txt:
    case DocumentFormat::md:
        break;
    }
    const auto prepared = prepare_template(source, language, name, name_of(format));
    const auto text = render_template(
        prepared, view, [format](const std::string& value) { return escape_value(format, value); });
    return lay_out_tables(format, text);
}

} // namespace hnat
