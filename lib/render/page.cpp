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

constexpr std::string_view k_doctype = "<!doctype html>";

/// Elements that run something, load something, or send something.
constexpr std::array<std::string_view, 16> k_elements{
    "set",    "animate", "animatemotion", "animatetransform",
    "script", "iframe",  "frame",         "object",
    "embed",  "applet",  "link",          "base",
    "form",   "portal",  "video",         "audio"};
/// Attributes that hold an address.
constexpr std::array<std::string_view, 11> k_addresses{"src",        "srcset", "href",    "action",
                                                       "formaction", "data",   "cite",    "poster",
                                                       "background", "ping",   "manifest"};

/// Attributes that are styles, or parts of one in SVG.
constexpr std::array<std::string_view, 11> k_styles{"style",        "mask",       "fill",      "stroke",
                                                    "filter",       "clip-path",  "cursor",    "marker",
                                                    "marker-start", "marker-mid", "marker-end"};

std::string lower(std::string_view text) {
    std::string small(text);
    std::ranges::transform(small, small.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return small;
}

bool is_one_of(const auto& names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

/// Whether a style, or an attribute that may be one, loads something; `url(#name)` does not. A backslash or a
/// comment can spell any of these otherwise.
bool loads(std::string_view style) {
    const std::string text = lower(style);
    constexpr std::array<std::string_view, 7> k_loading{"@import",     "image-set(", "image(", "src(",
                                                        "expression(", "\\",         "/*"};
    for (std::size_t at = text.find("url("); at != std::string::npos; at = text.find("url(", at + 1)) {
        const auto address = text.find_first_not_of(" '\"", at + 4);
        if (address == std::string::npos ||
            (text[address] != '#' && text.compare(address, 11, "data:image/") != 0)) {
            return true;
        }
    }
    return std::ranges::any_of(k_loading,
                               [&](std::string_view word) { return text.find(word) != std::string::npos; });
}

/// Reads a page, and keeps the first thing in it that may not be there.
class PageReader {
  public:
    explicit PageReader(std::string_view text) : m_parser(make_parser()) {
        expat_library().XML_SetUserData(m_parser.get(), this);
        expat_library().XML_SetElementHandler(
            m_parser.get(),
            [](void* self, const char* name, const char** attributes) {
                static_cast<PageReader*>(self)->begin(name, attributes);
            },
            [](void* self, const char*) { static_cast<PageReader*>(self)->m_style = false; });
        // A browser reads these otherwise than XML does, and finds elements in them.
        expat_library().XML_SetCommentHandler(m_parser.get(), [](void* self, const char*) {
            static_cast<PageReader*>(self)->keep("<!-- -->");
        });
        expat_library().XML_SetProcessingInstructionHandler(
            m_parser.get(),
            [](void* self, const char*, const char*) { static_cast<PageReader*>(self)->keep("<? ?>"); });
        expat_library().XML_SetStartCdataSectionHandler(
            m_parser.get(), [](void* self) { static_cast<PageReader*>(self)->keep("<![CDATA[ ]]>"); });
        expat_library().XML_SetCharacterDataHandler(
            m_parser.get(), [](void* self, const char* data, int size) {
                static_cast<PageReader*>(self)->text({data, static_cast<std::size_t>(size)});
            });
        expat_library().XML_Parse(m_parser.get(), text.data(), static_cast<int>(text.size()), XML_TRUE);
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
            m_line = expat_library().XML_GetCurrentLineNumber(m_parser.get());
        }
    }

    void begin(const char* name, const char** attributes) {
        const std::string element = lower(without_prefix(name));
        if (m_style) {
            keep("<" + element + "> in <style>");
        }
        m_style = element == "style";
        if (is_one_of(k_elements, element)) {
            keep("<" + element + ">");
        }
        for (; *attributes != nullptr; attributes += 2) {
            const std::string attribute = lower(without_prefix(attributes[0]));
            const std::string value = lower(attributes[1]);
            const bool address = is_one_of(k_addresses, attribute) && !value.starts_with('#') &&
                                 !value.starts_with("data:image/");
            if (attribute.starts_with("on") || address || (is_one_of(k_styles, attribute) && loads(value)) ||
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
    std::string_view page = html.substr(std::min(html.find_first_not_of(" \t\r\n"), html.size()));
    if (lower(page.substr(0, k_doctype.size())) == k_doctype) {
        page.remove_prefix(k_doctype.size());
    }
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
