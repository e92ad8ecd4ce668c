/// Bytes of a list to UTF-8: glibc's converters, and VNI by its own table.
#pragma once

#include "list/list_reader.hpp"

#include <iconv.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace hnat {

/// UTF-8, not normalised; each byte that the encoding does not have became U+FFFD.
struct Decoded {
    std::string text;
    std::optional<std::size_t> bad_byte; ///< offset of the first such byte in the input
    bool nfc = false; ///< the text is surely normalised, and each piece that is cut at ASCII
};

/// One converter of glibc.
class Iconv {
  public:
    /// `from` as iconv_open names it. Throws Error{failed} when the C library lacks it.
    explicit Iconv(const char* from);
    ~Iconv();
    Iconv(const Iconv&) = delete;
    Iconv& operator=(const Iconv&) = delete;

    /// Appends what can be converted to `text`; returns how many bytes were used. It stops before a byte that
    /// the encoding does not have (`bad` becomes true), and before a character that `bytes` holds only in
    /// part.
    std::size_t convert(std::string_view bytes, std::string& text, bool& bad);
    /// Appends the letter that waits for a combining mark, if there is one.
    void flush(std::string& text);

  private:
    iconv_t m_handle;
};

/// Decodes lines of one encoding. No state is kept between lines.
class LineDecoder {
  public:
    explicit LineDecoder(ListEncoding encoding);
    Decoded decode(std::string_view line);
    /// Into memory that is there.
    void decode(std::string_view line, Decoded& decoded);
    [[nodiscard]] ListEncoding encoding() const { return m_encoding; }

  private:
    Decoded convert(std::string_view line);

    ListEncoding m_encoding;
    std::optional<Iconv> m_iconv;
};

/// UTF-16 as it arrives in chunks, to UTF-8. A lone surrogate or half a unit becomes the byte 0xFF, which is
/// found again as "not UTF-8" by whoever looks at the line: so the problem gets its line.
class Utf16Decoder {
  public:
    explicit Utf16Decoder(bool big_endian);
    std::string decode(std::string_view chunk);
    std::string finish();

  private:
    Iconv m_iconv;
    std::string m_rest;
};

} // namespace hnat
