#include "render/markup.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "render/xml_parser.hpp"

namespace hnat {

namespace {

/// Not even a reference may stand for these two in XML 1.0.
std::string without_noncharacters(std::string text) {
    for (const auto& [bytes, shown] :
         {std::pair{"\xEF\xBF\xBE", "\\ufffe"}, std::pair{"\xEF\xBF\xBF", "\\uffff"}}) {
        for (auto at = text.find(bytes); at != std::string::npos; at = text.find(bytes, at)) {
            text.replace(at, 3, shown);
        }
    }
    return text;
}

std::string_view reference_for(char c) {
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return {};
    }
}

/// One pass over a whole text.
class Reader {
  public:
    explicit Reader(std::string_view text, std::string_view name = {}, std::string_view value = {})
        : m_name(name),
          m_value(value),
          m_parser(make_parser()) {
        expat_library().XML_SetUserData(m_parser.get(), this);
        expat_library().XML_SetStartElementHandler(m_parser.get(),
                                                   [](void* self, const char*, const char** attributes) {
                                                       static_cast<Reader*>(self)->look_at(attributes);
                                                   });
        // A document type may name outside files, and entities are how small files grow large.
        expat_library().XML_SetStartDoctypeDeclHandler(
            m_parser.get(), [](void* self, const char*, const char*, const char*, int) {
                auto& reader = *static_cast<Reader*>(self);
                reader.m_declares_type = true;
                expat_library().XML_StopParser(reader.m_parser.get(), XML_FALSE);
            });
        m_well_formed = expat_library().XML_Parse(m_parser.get(), text.data(), static_cast<int>(text.size()),
                                                  XML_TRUE) == XML_STATUS_OK;
    }

    [[nodiscard]] bool well_formed() const { return m_well_formed; }
    [[nodiscard]] bool has_attribute() const { return m_has_attribute; }
    [[nodiscard]] std::size_t line() const {
        return expat_library().XML_GetCurrentLineNumber(m_parser.get());
    }
    [[nodiscard]] std::string_view why() const {
        return m_declares_type
                   ? tr("it declares a document type")
                   : expat_library().XML_ErrorString(expat_library().XML_GetErrorCode(m_parser.get()));
    }

  private:
    void look_at(const char** attributes) {
        for (; *attributes != nullptr; attributes += 2) {
            m_has_attribute = m_has_attribute || (attributes[0] == m_name && attributes[1] == m_value);
        }
    }

    std::string_view m_name, m_value;
    FreedParser m_parser;
    bool m_well_formed = false, m_declares_type = false, m_has_attribute = false;
};

/// Collects the instructions of fields.
class FieldReader {
  public:
    explicit FieldReader(std::string_view text) : m_parser(make_parser()) {
        expat_library().XML_SetUserData(m_parser.get(), this);
        expat_library().XML_SetElementHandler(
            m_parser.get(),
            [](void* self, const char* name, const char** attributes) {
                static_cast<FieldReader*>(self)->begin(name, attributes);
            },
            [](void* self, const char*) { static_cast<FieldReader*>(self)->end(); });
        expat_library().XML_SetCharacterDataHandler(
            m_parser.get(), [](void* self, const char* data, int size) {
                auto& reader = *static_cast<FieldReader*>(self);
                if (reader.m_within) {
                    reader.m_instructions.back().append(data, static_cast<std::size_t>(size));
                }
            });
        expat_library().XML_Parse(m_parser.get(), text.data(), static_cast<int>(text.size()), XML_TRUE);
    }

    std::vector<std::string> take() {
        for (auto& instruction : m_instructions) {
            instruction = squeeze(instruction);
        }
        return std::move(m_instructions);
    }

  private:
    void begin(const char* name, const char** attributes) {
        m_within = without_prefix(name) == "instrText";
        if (m_within) {
            m_instructions.emplace_back();
        }
        for (; *attributes != nullptr; attributes += 2) {
            if (without_prefix(attributes[0]) == "instr") {
                m_instructions.insert(m_instructions.begin(), attributes[1]);
            }
        }
    }
    void end() { m_within = false; }

    FreedParser m_parser;
    bool m_within = false;
    std::vector<std::string> m_instructions;
};

} // namespace

std::string escape_markup(const std::string& value) {
    const auto text = without_noncharacters(escape_controls(value));
    std::string escaped;
    escaped.reserve(text.size());
    for (const char c : text) {
        if (const auto reference = reference_for(c); !reference.empty()) {
            escaped += reference;
        } else {
            escaped += c;
        }
    }
    return escaped;
}

void require_well_formed(std::string_view part, std::string_view text) {
    Reader reader(text);
    if (!reader.well_formed()) {
        throw Error(ErrorKind::failed, say("{}: is not well-formed; line {} of what came out: {}", part,
                                           reader.line(), reader.why()));
    }
}

bool has_attribute(std::string_view text, std::string_view name, std::string_view value) {
    return Reader(text, name, value).has_attribute();
}

std::vector<std::string> field_instructions(std::string_view text) {
    return FieldReader(text).take();
}

} // namespace hnat
