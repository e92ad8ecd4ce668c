#include "list/list_reader_source.hpp"

#include "base/error.hpp"
#include "base/message.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace hnat {

namespace {

constexpr std::size_t k_chunk_bytes = std::size_t{64} << 10;

struct ByteOrderMark {
    ListEncoding encoding = ListEncoding::utf8;
    std::size_t length = 0;
    std::optional<bool> utf16_big_endian;
};

ByteOrderMark byte_order_mark(std::string_view start, ListEncoding otherwise) {
    if (start.starts_with("\xEF\xBB\xBF")) {
        return {ListEncoding::utf8, 3, std::nullopt};
    }
    if (start.starts_with("\xFF\xFE")) {
        return {ListEncoding::utf8, 2, false};
    }
    if (start.starts_with("\xFE\xFF")) {
        return {ListEncoding::utf8, 2, true};
    }
    return {otherwise, 0, std::nullopt};
}

} // namespace

ByteSource::ByteSource(std::unique_ptr<std::istream> owned, std::istream& stream, std::string name,
                       std::optional<std::uint64_t> size)
    : m_owned(std::move(owned)),
      m_stream(stream),
      m_name(std::move(name)),
      m_size(size) {}

void ByteSource::fill() {
    m_chunk.resize(k_chunk_bytes);
    m_stream.read(m_chunk.data(), static_cast<std::streamsize>(m_chunk.size()));
    if (m_stream.bad()) {
        throw Error(ErrorKind::io, say("{}: cannot be read to its end", m_name));
    }
    m_chunk.resize(static_cast<std::size_t>(m_stream.gcount()));
    m_hash.update(m_chunk);
}

std::string_view ByteSource::peek() {
    if (!m_peeked) {
        fill();
        m_peeked = true;
    }
    return m_chunk;
}

std::string_view ByteSource::read() {
    if (!std::exchange(m_peeked, false)) {
        fill();
    }
    m_read += m_chunk.size();
    return m_chunk;
}

std::optional<double> ByteSource::progress() const {
    if (!m_size) {
        return std::nullopt;
    }
    return *m_size == 0 ? 1.0 : std::min(1.0, static_cast<double>(m_read) / static_cast<double>(*m_size));
}

Digest ByteSource::digest() {
    if (!m_digest) {
        while (!read().empty()) {
        }
        m_digest = m_hash.finish();
    }
    return *m_digest;
}

bool has_byte_order_mark(std::string_view start) {
    return byte_order_mark(start, ListEncoding::utf8).length > 0;
}

LineSource::LineSource(ByteSource& bytes, ListEncoding encoding)
    : m_bytes(bytes),
      m_decoder(byte_order_mark(bytes.peek(), encoding).encoding) {
    const auto mark = byte_order_mark(m_bytes.peek(), encoding);
    if (mark.utf16_big_endian) {
        m_utf16.emplace(*mark.utf16_big_endian);
    }
    const auto first = m_bytes.read().substr(mark.length);
    m_buffer = m_utf16 ? m_utf16->decode(first) : std::string(first);
    if (m_buffer.find('\n') == std::string::npos && m_buffer.find('\r') != std::string::npos) {
        m_end = '\r';
    }
}

bool LineSource::fill() {
    if (m_finished) {
        return false;
    }
    m_buffer.erase(0, m_at);
    m_at = 0;
    const auto chunk = m_bytes.read();
    m_finished = chunk.empty();
    if (m_utf16) {
        m_buffer += m_finished ? m_utf16->finish() : m_utf16->decode(chunk);
    } else {
        m_buffer += chunk;
    }
    return true;
}

void LineSource::take(std::string_view bytes, TextLine& line) {
    line.number = ++m_count;
    m_decoder.decode(bytes, line.decoded);
    line.bad_value = line.decoded.bad_byte ? static_cast<std::uint8_t>(bytes[*line.decoded.bad_byte]) : 0;
}

bool LineSource::read_line(TextLine& line) {
    line.too_long = false;
    const auto end = m_buffer.find(m_end, m_at);
    if (end == std::string::npos) {
        return read_pieces(line);
    }
    const auto bytes = std::string_view(m_buffer).substr(m_at, end + 1 - m_at);
    m_at = end + 1;
    take(bytes, line);
    return true;
}

/// A line that does not lie in the buffer as a whole.
bool LineSource::read_pieces(TextLine& line) {
    std::string bytes;
    for (bool ended = false; !ended;) {
        const auto found = m_buffer.find(m_end, m_at);
        ended = found != std::string::npos;
        const std::size_t to = ended ? found + 1 : m_buffer.size();
        const std::size_t room = k_most_row_bytes - std::min(bytes.size(), k_most_row_bytes);
        line.too_long = line.too_long || to - m_at > room;
        bytes.append(m_buffer, m_at, std::min(to - m_at, room));
        m_at = to;
        if (!ended && !fill()) {
            break;
        }
    }
    if (bytes.empty()) {
        return false;
    }
    take(bytes, line);
    return true;
}

bool LineSource::next(TextLine& line) {
    if (m_given_back.empty()) {
        if (!read_line(line)) {
            return false;
        }
        if (m_keep_head) {
            m_head.push_back(line);
        }
        return true;
    }
    line = std::move(m_given_back.front());
    m_given_back.pop_front();
    return true;
}

void LineSource::give_back(std::vector<TextLine> lines) {
    m_given_back.insert(m_given_back.begin(), std::make_move_iterator(lines.begin()),
                        std::make_move_iterator(lines.end()));
}

void LineSource::rewind() {
    m_given_back = m_head;
}

void LineSource::drop_head() {
    m_head.clear();
    m_keep_head = false;
}

} // namespace hnat
