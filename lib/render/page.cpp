#include "render/page.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "render/markup.hpp"
#include "render/xml_parser.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

namespace hnat {

namespace {

constexpr std::string_view k_doctype = "<!DOCTYPE html>";

/// Elements that run something, load something, or send something.
constexpr std::array<std::string_view, 12> k_elements{"script", "iframe", "frame", "object",
                                                      "embed",  "applet", "link",  "base",
                                                      "form",   "portal", "video", "audio"};
/// Attributes that hold an address.
constexpr std::array<std::string_view, 11> k_addresses{"src",        "srcset", "href",    "action",
                                                       "formaction", "data",   "cite",    "poster",
                                                       "background", "ping",   "manifest"};

std::string lower(std::string_view text) {
    std::string small(text);
    std::ranges::transform(small, small.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return small;
}

/// Without the prefix of a namespace.
std::string local_name(std::string_view name) {
    return lower(name.substr(name.rfind(':') + 1)); // npos + 1 is the beginning
}

bool is_one_of(const auto& names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

/// A backslash can spell any of these otherwise.
bool loads(std::string_view style) {
    const std::string text = lower(style);
    return text.find("url(") != std::string::npos || text.find("@import") != std::string::npos ||
           text.find('\\') != std::string::npos || text.find("expression(") != std::string::npos;
}

/// Reads a page, and keeps the first thing in it that may not be there.
class PageReader {
  public:
    explicit PageReader(std::string_view text) : m_parser(make_parser()) {
        XML_SetUserData(m_parser.get(), this);
        XML_SetElementHandler(
            m_parser.get(),
            [](void* self, const char* name, const char** attributes) {
                static_cast<PageReader*>(self)->begin(name, attributes);
            },
            [](void* self, const char*) { static_cast<PageReader*>(self)->m_style = false; });
        XML_SetCharacterDataHandler(m_parser.get(), [](void* self, const char* data, int size) {
            static_cast<PageReader*>(self)->text({data, static_cast<std::size_t>(size)});
        });
        XML_Parse(m_parser.get(), text.data(), static_cast<int>(text.size()), XML_TRUE);
        if (loads(m_styles)) {
            keep("<style>");
        }
    }

    [[nodiscard]] const std::optional<std::string>& found() const { return m_found; }
    [[nodiscard]] std::size_t line() const { return m_line; }

  private:
    void keep(std::string what) {
        if (!m_found) {
            m_found = std::move(what);
            m_line = XML_GetCurrentLineNumber(m_parser.get());
        }
    }

    void begin(const char* name, const char** attributes) {
        const std::string element = local_name(name);
        m_style = element == "style";
        if (is_one_of(k_elements, element)) {
            keep("<" + element + ">");
        }
        for (; *attributes != nullptr; attributes += 2) {
            const std::string attribute = local_name(attributes[0]);
            const std::string value = lower(attributes[1]);
            const bool address = is_one_of(k_addresses, attribute) && !value.starts_with('#') &&
                                 !value.starts_with("data:image/");
            if (attribute.starts_with("on") || address || (attribute == "style" && loads(value)) ||
                (attribute == "http-equiv" && value == "refresh")) {
                keep(attribute + "=\"" + attributes[1] + "\"");
            }
        }
    }

    void text(std::string_view data) {
        if (m_style) {
            m_styles += data; // expat may give a text in pieces
        }
    }

    FreedParser m_parser;
    std::optional<std::string> m_found;
    std::size_t m_line = 0;
    bool m_style = false;
    std::string m_styles;
};

} // namespace

void require_self_contained(std::string_view part, std::string_view html) {
    const std::string_view page = html.starts_with(k_doctype) ? html.substr(k_doctype.size()) : html;
    require_well_formed(part, page);
    const PageReader reader(page);
    if (reader.found()) {
        throw Error(ErrorKind::failed, say("{}: line {} of the page has {}; a page runs nothing and loads "
                                           "nothing from outside, so take it "
                                           "out of the template",
                                           part, reader.line(), escape_controls(*reader.found())));
    }
}

} // namespace hnat
