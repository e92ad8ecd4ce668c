/// What a reader of a Word document sees: its paragraphs with their styles.
#pragma once

#include "tests/markup.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hnat::test {

struct WordParagraph {
    std::string style, text;
    friend bool operator==(const WordParagraph&, const WordParagraph&) = default;
};

/// Paragraphs of word/document.xml in their order, those of tables too.
inline std::vector<WordParagraph> paragraphs_of(const std::string& docx) {
    const auto root = parse_markup(part_of(docx, "word/document.xml"));
    std::vector<WordParagraph> paragraphs;
    for (const auto* paragraph : root->all("w:p")) {
        WordParagraph shown;
        if (const auto* style = paragraph->first("w:pStyle")) {
            shown.style = style->attribute("w:val");
        }
        for (const auto* text : paragraph->all("w:t")) {
            shown.text += text->text;
        }
        paragraphs.push_back(std::move(shown));
    }
    return paragraphs;
}

inline std::vector<std::string> texts_of(const std::string& docx, std::string_view style) {
    std::vector<std::string> texts;
    for (const auto& paragraph : paragraphs_of(docx)) {
        if (paragraph.style == style) {
            texts.push_back(paragraph.text);
        }
    }
    return texts;
}

/// The styles, with what they inherit.
class WordStyles {
  public:
    explicit WordStyles(const std::string& docx) : m_root(parse_markup(part_of(docx, "word/styles.xml"))) {}

    /// An attribute of a property of the style, of the one that it is based on, or of the defaults.
    [[nodiscard]] std::string value(std::string_view style, std::string_view property,
                                    const std::string& attribute = "w:val") const {
        for (const auto* at = find(style); at != nullptr; at = base_of(*at)) {
            if (const auto found = own(*at, property, attribute)) {
                return *found;
            }
        }
        return own(*m_root->first("w:docDefaults"), property, attribute).value_or("");
    }
    /// Whether a property such as w:b is switched on.
    [[nodiscard]] bool has(std::string_view style, std::string_view property) const {
        for (const auto* at = find(style); at != nullptr; at = base_of(*at)) {
            if (at->first(property) != nullptr) {
                return true;
            }
        }
        return false;
    }

  private:
    [[nodiscard]] const Element* find(std::string_view style) const {
        for (const auto* element : m_root->all("w:style")) {
            if (element->attribute("w:styleId") == style) {
                return element;
            }
        }
        return nullptr;
    }
    [[nodiscard]] const Element* base_of(const Element& style) const {
        const auto* base = style.first("w:basedOn");
        return base == nullptr ? nullptr : find(base->attribute("w:val"));
    }
    [[nodiscard]] static std::optional<std::string> own(const Element& element, std::string_view property,
                                                        const std::string& attribute) {
        const auto* found = element.first(property);
        return found == nullptr || !found->attributes.contains(attribute)
                   ? std::nullopt
                   : std::optional(found->attribute(attribute));
    }

    std::unique_ptr<Element> m_root;
};

} // namespace hnat::test
