#include "tests/list/zip_builder.hpp"

#include <array>
#include <utility>

namespace hnat::test {

namespace {

/// Little-endian numbers of a ZIP's headers.
void put(std::string& bytes, std::uint64_t number, int size) {
    for (int byte = 0; byte < size; ++byte) {
        bytes += static_cast<char>(number >> (8 * byte) & 0xFF);
    }
}

/// The fields that a part's header and its entry in the directory have in common.
void put_common(std::string& bytes, const ZipPart& part) {
    put(bytes, 20, 2); // the version that is needed
    put(bytes, part.encrypted ? 1 : 0, 2);
    put(bytes, static_cast<std::uint16_t>(part.packing), 2);
    put(bytes, 0x21, 4); // the time and day: 1980-01-01
    put(bytes, part.crc, 4);
    put(bytes, part.packed.size(), 4);
    put(bytes, part.size, 4);
    put(bytes, part.name.size(), 2);
    put(bytes, 0, 2); // nothing extra
}

/// Bits of a deflated block, from the lowest of each byte on (RFC 1951, 3.1.1).
class Bits {
  public:
    explicit Bits(std::string& bytes) : m_bytes(bytes) {}
    ~Bits() {
        if (m_used > 0) {
            m_bytes += static_cast<char>(m_byte);
        }
    }
    Bits(const Bits&) = delete;
    Bits& operator=(const Bits&) = delete;

    void number(unsigned value, int bits) {
        for (int bit = 0; bit < bits; ++bit) {
            one((value >> bit & 1U) != 0);
        }
    }
    /// A Huffman code begins with its highest bit.
    void code(unsigned value, int bits) {
        for (int bit = bits - 1; bit >= 0; --bit) {
            one((value >> bit & 1U) != 0);
        }
    }
    /// A sign by the fixed code (RFC 1951, 3.2.6).
    void literal(std::uint8_t sign) { sign < 144 ? code(0x30U + sign, 8) : code(0x190U + (sign - 144U), 9); }

  private:
    void one(bool set) {
        m_byte |= set ? 1U << m_used : 0U;
        if (++m_used == 8) {
            m_bytes += static_cast<char>(m_byte);
            m_byte = 0;
            m_used = 0;
        }
    }

    std::string& m_bytes;
    unsigned m_byte = 0;
    int m_used = 0;
};

} // namespace

std::uint32_t checksum(std::string_view bytes) {
    std::uint32_t crc = 0xFFFFFFFF;
    for (const char c : bytes) {
        crc ^= static_cast<std::uint8_t>(c);
        for (int bit = 0; bit < 8; ++bit) {
            crc = crc >> 1 ^ ((crc & 1) != 0 ? 0xEDB88320U : 0U);
        }
    }
    return ~crc;
}

ZipPart stored(std::string name, std::string text) {
    const auto size = text.size();
    const auto crc = checksum(text);
    return {std::move(name), std::move(text), Packing::stored, size, crc, false};
}

ZipPart deflated_run(std::string name, std::string_view before, char sign, std::size_t count,
                     std::string_view after) {
    constexpr std::size_t k_longest_match = 258;
    ZipPart part{std::move(name), {}, Packing::deflated, before.size() + count + after.size(), 0, false};
    Bits bits(part.packed);
    bits.number(1, 1); // the last block
    bits.number(1, 2); // of fixed codes
    for (const char c : before) {
        bits.literal(static_cast<std::uint8_t>(c));
    }
    std::size_t left = count;
    for (; left % k_longest_match != 1; --left) {
        bits.literal(static_cast<std::uint8_t>(sign));
    }
    bits.literal(static_cast<std::uint8_t>(sign));
    for (--left; left > 0; left -= k_longest_match) {
        bits.code(0xC5, 8); // a match of 258
        bits.code(0, 5);    // one byte back
    }
    for (const char c : after) {
        bits.literal(static_cast<std::uint8_t>(c));
    }
    bits.code(0, 7); // the end of the block
    return part;
}

std::string zip_of(const std::vector<ZipPart>& parts) {
    std::string bytes;
    std::string directory;
    for (const auto& part : parts) {
        directory += "PK\x01\x02";
        put(directory, 20, 2); // made by
        put_common(directory, part);
        directory.append(10, '\0'); // comment, disk, attributes
        put(directory, bytes.size(), 4);
        directory += part.name;

        bytes += "PK\x03\x04";
        put_common(bytes, part);
        bytes += part.name;
        bytes += part.packed;
    }
    const auto start = bytes.size();
    bytes += directory;
    const bool many = parts.size() >= 0xFFFF;
    if (many) { // the end of the directory in its long form, and where that is
        const auto end = bytes.size();
        bytes += "PK\x06\x06";
        put(bytes, 44, 8);
        put(bytes, 45 | 45U << 16U, 4); // versions
        put(bytes, 0, 8);               // disks
        put(bytes, parts.size(), 8);
        put(bytes, parts.size(), 8);
        put(bytes, directory.size(), 8);
        put(bytes, start, 8);
        bytes += "PK\x06\x07";
        put(bytes, 0, 4);
        put(bytes, end, 8);
        put(bytes, 1, 4);
    }
    const std::size_t count = many ? 0xFFFF : parts.size();
    bytes += "PK\x05\x06";
    put(bytes, 0, 4); // disks
    put(bytes, count, 2);
    put(bytes, count, 2);
    put(bytes, directory.size(), 4);
    put(bytes, start, 4);
    put(bytes, 0, 2);
    return bytes;
}

} // namespace hnat::test
