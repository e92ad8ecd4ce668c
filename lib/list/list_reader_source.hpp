/// The bytes of a list, hashed as they are read, and its lines.
#pragma once

#include "base/hash.hpp"
#include "base/hash_thread.hpp"
#include "list/list_reader_encoding.hpp"

#include <cstdint>
#include <deque>
#include <istream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hnat {

/// A stream in chunks of 64 KiB; every byte that is read goes into the hash.
class ByteSource {
  public:
    /// `name` is for messages; `size` is what progress is measured against.
    ByteSource(std::unique_ptr<std::istream> owned, std::istream& stream, std::string name,
               std::optional<std::uint64_t> size);

    /// The first bytes of the stream (up to 64 KiB), which read() gives again.
    std::string_view peek();
    /// The next bytes, valid until the next call; empty at the end. Throws Error{io}.
    std::string_view read();
    /// Share of the bytes that was read.
    [[nodiscard]] std::optional<double> progress() const;
    /// SHA-256 of the whole stream: reads what is left of it.
    Digest digest();
    [[nodiscard]] const std::string& name() const { return m_name; }

  private:
    void fill();

    std::unique_ptr<std::istream> m_owned;
    std::istream& m_stream;
    std::string m_name;
    std::optional<std::uint64_t> m_size;
    std::uint64_t m_read = 0;
    std::string m_chunk;
    bool m_peeked = false;
    HashThread m_hash;
    std::optional<Digest> m_digest;
};

/// One line as a text editor counts them, its end included.
struct TextLine {
    std::size_t number = 0; ///< 1-based
    Decoded decoded;
    std::uint8_t bad_value = 0; ///< the byte at decoded.bad_byte
    bool too_long = false;      ///< over k_most_row_bytes; the text is cut there
};

inline constexpr std::size_t k_most_cell_bytes = std::size_t{1} << 20;
inline constexpr std::size_t k_most_row_bytes = std::size_t{16} << 20;

/// Whether the bytes begin with a mark that says UTF-8 or UTF-16.
bool has_byte_order_mark(std::string_view start);

/// Splits a source into lines and decodes each. Byte order marks are taken off and, if there, decide the
/// encoding. Legacy encodings are split before they are decoded: none of them uses the bytes of LF and CR for
/// a letter, and so no letter is ever cut by a chunk's end.
class LineSource {
  public:
    LineSource(ByteSource& bytes, ListEncoding encoding);

    bool next(TextLine& line);
    /// Gives lines back: they come out again, in this order, before all others.
    void give_back(std::vector<TextLine> lines);
    /// Back to the first line, as long as the head is kept (from the start until drop_head).
    void rewind();
    /// The lines that rewind gives again are no longer kept.
    void drop_head();
    [[nodiscard]] ListEncoding encoding() const { return m_decoder.encoding(); }
    [[nodiscard]] bool utf16() const { return m_utf16.has_value(); }

  private:
    bool fill();
    bool read_line(TextLine& line);
    bool read_pieces(TextLine& line);
    /// The next line's bytes, decoded.
    void take(std::string_view bytes, TextLine& line);

    ByteSource& m_bytes;
    LineDecoder m_decoder;
    std::optional<Utf16Decoder> m_utf16;
    std::string m_buffer; ///< bytes that were read, from m_at on not yet given out
    std::size_t m_at = 0;
    char m_end = '\n'; ///< '\r' in a list of an old Macintosh
    bool m_finished = false;
    std::size_t m_count = 0;
    std::deque<TextLine> m_given_back;
    std::deque<TextLine> m_head;
    bool m_keep_head = true;
};

} // namespace hnat
