/// XML of spreadsheets, parsed by expat as it streams out of the ZIP.
#pragma once

#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct XML_ParserStruct;

namespace hnat {

/// Throws Error{rejected}: what is wrong with the spreadsheet, and what a person can do about it.
[[noreturn]] void throw_damaged(const std::string& what);

/// An element's or attribute's name. The parts of a spreadsheet declare their namespaces under any prefix.
struct XmlName {
    std::string_view space; ///< URI of the namespace, empty without one
    std::string_view local;
};

/// Attributes of one element, valid during the call.
class XmlAttributes {
  public:
    explicit XmlAttributes(const char** pairs) : m_pairs(pairs) {}
    /// The attribute `local` whose namespace's URI ends with `space_end` (empty: one without a namespace).
    [[nodiscard]] std::optional<std::string_view> find(std::string_view local,
                                                       std::string_view space_end = {}) const;

  private:
    const char** m_pairs;
};

/// What happens in a document. Exceptions pass through XmlParser::feed.
class XmlHandler {
  public:
    XmlHandler() = default;
    XmlHandler(const XmlHandler&) = delete;
    XmlHandler& operator=(const XmlHandler&) = delete;
    virtual ~XmlHandler() = default;
    virtual void start(XmlName name, const XmlAttributes& attributes) = 0;
    virtual void end(XmlName name) = 0;
    virtual void text(std::string_view text) = 0;
};

/// One document. A document type declaration is refused: spreadsheets have none, and entities are how small
/// files grow large ones.
class XmlParser {
  public:
    /// `part` is the name for messages; both must outlive the parser.
    XmlParser(XmlHandler& handler, std::string_view part);
    ~XmlParser();
    XmlParser(const XmlParser&) = delete;
    XmlParser& operator=(const XmlParser&) = delete;

    /// The next bytes; `last` with the final ones. Throws Error{rejected} when it is not well-formed, and
    /// std::bad_alloc.
    void feed(std::string_view bytes, bool last);

  private:
    template <typename Call>
    void guarded(const Call& call) noexcept;
    void stop() noexcept;

    XmlHandler& m_handler;
    std::string_view m_part;
    XML_ParserStruct* m_parser;
    std::exception_ptr m_thrown;
};

} // namespace hnat
