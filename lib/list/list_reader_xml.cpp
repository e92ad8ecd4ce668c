#include "list/list_reader_xml.hpp"

#include "base/error.hpp"
#include "base/expat_library.hpp"
#include "base/message.hpp"

#include <fmt/format.h>

#include <new>

namespace hnat {

namespace {

constexpr char k_separator = '\n'; // between a namespace's URI and the local name; no URI has one

XmlName split(std::string_view name) {
    const auto at = name.rfind(k_separator);
    return at == std::string_view::npos ? XmlName{{}, name}
                                        : XmlName{name.substr(0, at), name.substr(at + 1)};
}

} // namespace

void throw_damaged(const std::string& what) {
    throw Error(ErrorKind::rejected,
                say("{}; the file is damaged: save it again in a spreadsheet program, or get it anew", what));
}

std::optional<std::string_view> XmlAttributes::find(std::string_view local,
                                                    std::string_view space_end) const {
    for (const char** pair = m_pairs; *pair != nullptr; pair += 2) {
        const auto name = split(pair[0]);
        if (name.local == local && name.space.empty() == space_end.empty() &&
            name.space.ends_with(space_end)) {
            return pair[1];
        }
    }
    return std::nullopt;
}

// An exception must not pass through expat, which is C: it is kept, the parser stopped, and feed throws it
// again.
template <typename Call>
void XmlParser::guarded(const Call& call) noexcept {
    if (m_thrown) {
        return;
    }
    try {
        call();
    } catch (...) {
        m_thrown = std::current_exception();
        stop();
    }
}

void XmlParser::stop() noexcept {
    expat_library().XML_StopParser(m_parser, XML_FALSE);
}

XmlParser::XmlParser(XmlHandler& handler, std::string_view part)
    : m_handler(handler),
      m_part(part),
      m_parser(expat_library().XML_ParserCreateNS(nullptr, k_separator)) {
    if (m_parser == nullptr) {
        throw std::bad_alloc();
    }
    expat_library().XML_SetUserData(m_parser, this);
    expat_library().XML_SetElementHandler(
        m_parser,
        [](void* self, const char* name, const char** attributes) {
            auto& parser = *static_cast<XmlParser*>(self);
            parser.guarded([&] { parser.m_handler.start(split(name), XmlAttributes(attributes)); });
        },
        [](void* self, const char* name) {
            auto& parser = *static_cast<XmlParser*>(self);
            parser.guarded([&] { parser.m_handler.end(split(name)); });
        });
    expat_library().XML_SetCharacterDataHandler(m_parser, [](void* self, const char* text, int length) {
        auto& parser = *static_cast<XmlParser*>(self);
        parser.guarded([&] { parser.m_handler.text({text, static_cast<std::size_t>(length)}); });
    });
    expat_library().XML_SetStartDoctypeDeclHandler(
        m_parser, [](void* self, const char*, const char*, const char*, int) {
            auto& parser = *static_cast<XmlParser*>(self);
            parser.guarded([&] {
                throw_damaged(say("{} declares a document type, which no spreadsheet does", parser.m_part));
            });
        });
}

XmlParser::~XmlParser() {
    expat_library().XML_ParserFree(m_parser);
}

void XmlParser::feed(std::string_view bytes, bool last) {
    const auto status =
        expat_library().XML_Parse(m_parser, bytes.data(), static_cast<int>(bytes.size()), last ? 1 : 0);
    if (m_thrown) {
        std::rethrow_exception(m_thrown);
    }
    if (status == XML_STATUS_ERROR && expat_library().XML_GetErrorCode(m_parser) == XML_ERROR_NO_MEMORY) {
        throw std::bad_alloc();
    }
    if (status == XML_STATUS_ERROR) {
        throw_damaged(
            fmt::format("{}:{}: {}", m_part, expat_library().XML_GetCurrentLineNumber(m_parser),
                        expat_library().XML_ErrorString(expat_library().XML_GetErrorCode(m_parser))));
    }
}

} // namespace hnat
