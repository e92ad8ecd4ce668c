#include "list/list_reader_encoding.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>

namespace hnat {

namespace {

constexpr std::string_view k_replacement = "\uFFFD";

// VNI for Windows writes a letter as its base and one mark byte behind it; ơ and ư are bytes of their own and
// take tone marks too; the letters that exist with one mark only (i, đ, ỵ) are single bytes. Capitals' bytes
// are 0x20 lower.
struct VniMark {
    std::uint8_t byte; ///< behind a small letter
    std::string_view bases;
    std::string_view combining;
};

constexpr std::string_view k_tone_bases = "aeouy"; // and ơ, ư, whose own bytes are 0xF4 and 0xF6

constexpr std::array k_vni_marks{
    VniMark{0xF9, k_tone_bases, "\u0301"}, VniMark{0xF8, k_tone_bases, "\u0300"},
    VniMark{0xFB, k_tone_bases, "\u0309"}, VniMark{0xF5, k_tone_bases, "\u0303"},
    VniMark{0xEF, k_tone_bases, "\u0323"}, VniMark{0xE2, "aeo", "\u0302"},
    VniMark{0xE1, "aeo", "\u0302\u0301"},  VniMark{0xE0, "aeo", "\u0302\u0300"},
    VniMark{0xE5, "aeo", "\u0302\u0309"},  VniMark{0xE3, "aeo", "\u0302\u0303"},
    VniMark{0xE4, "aeo", "\u0302\u0323"},  VniMark{0xEA, "a", "\u0306"},
    VniMark{0xE9, "a", "\u0306\u0301"},    VniMark{0xE8, "a", "\u0306\u0300"},
    VniMark{0xFA, "a", "\u0306\u0309"},    VniMark{0xFC, "a", "\u0306\u0303"},
    VniMark{0xEB, "a", "\u0306\u0323"},
};

struct VniLetter {
    std::uint8_t byte;
    std::string_view letter;
};

constexpr std::array k_vni_letters{
    VniLetter{0xF4, "ơ"},
    VniLetter{0xF6, "ư"},
    VniLetter{0xED, "í"},
    VniLetter{0xEC, "ì"},
    VniLetter{0xE6, "ỉ"},
    VniLetter{0xF3, "ĩ"},
    VniLetter{0xF2, "ị"},
    VniLetter{0xEE, "ỵ"},
    VniLetter{0xF1, "đ"},
    VniLetter{0xD4, "Ơ"},
    VniLetter{0xD6, "Ư"},
    VniLetter{0xCD, "Í"},
    VniLetter{0xCC, "Ì"},
    VniLetter{0xC6, "Ỉ"},
    VniLetter{0xD3, "Ĩ"},
    VniLetter{0xD2, "Ị"},
    VniLetter{0xCE, "Ỵ"},
    VniLetter{0xD1, "Đ"},
    // Windows punctuation, which the VNI fonts leave in place.
    VniLetter{0x85, "…"},
    VniLetter{0x91, "‘"},
    VniLetter{0x92, "’"},
    VniLetter{0x93, "“"},
    VniLetter{0x94, "”"},
    VniLetter{0x95, "•"},
    VniLetter{0x96, "–"},
    VniLetter{0x97, "—"},
    VniLetter{0xA0, "\u00A0"},
    VniLetter{0xAB, "«"},
    VniLetter{0xB0, "°"},
    VniLetter{0xBB, "»"},
};

constexpr std::uint8_t k_case_bit = 0x20;

/// The combining marks that `byte` puts on `base` (an ASCII vowel, or the byte of ơ or ư); empty when it is
/// no mark of it.
std::string_view vni_mark(std::uint8_t base, std::uint8_t byte) {
    const auto* const mark =
        std::ranges::find(k_vni_marks, static_cast<std::uint8_t>(byte | k_case_bit), &VniMark::byte);
    if (byte < 0xC0 || mark == k_vni_marks.end()) {
        return {};
    }
    const auto small = static_cast<std::uint8_t>(base | k_case_bit);
    const bool horned = (base >= 0x80) && (small == 0xF4 || small == 0xF6);
    const bool fits =
        horned ? mark->bases == k_tone_bases
               : base < 0x80 && mark->bases.find(static_cast<char>(small)) != std::string_view::npos;
    return fits ? mark->combining : std::string_view{};
}

Decoded decode_vni(std::string_view bytes) {
    Decoded decoded;
    std::uint8_t base = 0; // the byte before, when it can take a mark
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        const auto byte = static_cast<std::uint8_t>(bytes[at]);
        if (const auto mark = vni_mark(base, byte); base != 0 && !mark.empty()) {
            decoded.text += mark;
            base = 0;
            continue;
        }
        base = byte;
        if (byte < 0x80) {
            decoded.text += bytes[at];
            continue;
        }
        const auto* const letter = std::ranges::find(k_vni_letters, byte, &VniLetter::byte);
        if (letter == k_vni_letters.end()) {
            decoded.bad_byte = decoded.bad_byte.value_or(at);
            decoded.text += k_replacement;
        } else {
            decoded.text += letter->letter;
        }
    }
    return decoded;
}

void decode_utf8(std::string_view bytes, Decoded& decoded) {
    decoded.text.clear();
    decoded.bad_byte.reset();
    std::size_t from = 0;
    while (const auto bad = first_invalid_utf8(bytes.substr(from), decoded.nfc)) {
        decoded.bad_byte = decoded.bad_byte.value_or(from + *bad);
        decoded.text += bytes.substr(from, *bad);
        decoded.text += k_replacement;
        from += *bad + 1;
    }
    decoded.text += bytes.substr(from);
    decoded.nfc = decoded.nfc && from == 0;
}

/// Null for what is decoded here.
const char* iconv_name(ListEncoding encoding) {
    struct Known {
        ListEncoding encoding;
        const char* name;
    };
    constexpr std::array k_known{Known{ListEncoding::cp1258, "CP1258"},
                                 Known{ListEncoding::tcvn3, "TCVN5712-1"},
                                 Known{ListEncoding::viscii, "VISCII"}};
    const auto* const known = std::ranges::find(k_known, encoding, &Known::encoding);
    return known == k_known.end() ? nullptr : known->name;
}

} // namespace

Iconv::Iconv(const char* from) : m_handle(iconv_open("UTF-8", from)) {
    // iconv_open's failure value is (iconv_t)-1, a pointer in glibc.
    if (reinterpret_cast<std::intptr_t>(m_handle) == -1) { // NOLINT(performance-no-int-to-ptr)
        throw Error(ErrorKind::failed,
                    say("the C library cannot convert from {}: its gconv modules are missing", from));
    }
}

Iconv::~Iconv() {
    iconv_close(m_handle);
}

std::size_t Iconv::convert(std::string_view bytes, std::string& text, bool& bad) {
    bad = false;
    std::array<char, 4096> buffer{};
    char* input =
        const_cast<char*>(bytes.data()); // NOLINT(cppcoreguidelines-pro-type-const-cast): iconv only reads
    std::size_t left = bytes.size();
    while (left > 0) {
        char* output = buffer.data();
        std::size_t room = buffer.size();
        const bool failed = iconv(m_handle, &input, &left, &output, &room) == static_cast<std::size_t>(-1);
        const int reason = errno;
        text.append(buffer.data(), buffer.size() - room);
        if (failed && reason != E2BIG) {
            bad = reason == EILSEQ;
            break;
        }
    }
    return bytes.size() - left;
}

void Iconv::flush(std::string& text) {
    std::array<char, 16> buffer{};
    char* output = buffer.data();
    std::size_t room = buffer.size();
    iconv(m_handle, nullptr, nullptr, &output, &room);
    text.append(buffer.data(), buffer.size() - room);
}

LineDecoder::LineDecoder(ListEncoding encoding) : m_encoding(encoding) {
    if (const char* const name = iconv_name(encoding)) {
        m_iconv.emplace(name);
    }
}

void LineDecoder::decode(std::string_view line, Decoded& decoded) {
    if (m_iconv) {
        decoded = convert(line);
    } else if (m_encoding == ListEncoding::vni) {
        decoded = decode_vni(line);
    } else {
        decode_utf8(line, decoded);
    }
}

Decoded LineDecoder::decode(std::string_view line) {
    Decoded decoded;
    decode(line, decoded);
    return decoded;
}

Decoded LineDecoder::convert(std::string_view line) {
    Decoded decoded;
    std::size_t from = 0;
    while (from < line.size()) {
        bool bad = false;
        from += m_iconv->convert(line.substr(from), decoded.text, bad);
        m_iconv->flush(decoded.text);
        if (from < line.size()) {
            decoded.bad_byte = decoded.bad_byte.value_or(from);
            decoded.text += k_replacement;
            ++from;
        }
    }
    return decoded;
}

Utf16Decoder::Utf16Decoder(bool big_endian) : m_iconv(big_endian ? "UTF-16BE" : "UTF-16LE") {}

std::string Utf16Decoder::decode(std::string_view chunk) {
    m_rest += chunk;
    std::string text;
    std::size_t from = 0;
    for (;;) {
        bool bad = false;
        from += m_iconv.convert(std::string_view(m_rest).substr(from), text, bad);
        if (!bad) {
            break;
        }
        text += '\xFF';
        from += 2;
    }
    m_rest.erase(0, from);
    return text;
}

std::string Utf16Decoder::finish() {
    const bool cut = !m_rest.empty();
    m_rest.clear();
    return cut ? "\xFF" : "";
}

} // namespace hnat
