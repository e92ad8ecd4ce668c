#include "tools/generate/legacy.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#include <iconv.h>

#include <array>
#include <cstdint>
#include <map>

namespace hnat::generate {

namespace {

/// Bytes of the character that begins at `offset` of NFC text.
std::size_t character_length(std::string_view text, std::size_t offset) {
    const auto first = static_cast<unsigned char>(text[offset]);
    return first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}

class IconvEncoder final : public LegacyEncoder {
  public:
    explicit IconvEncoder(const char* name) : m_converter(iconv_open(name, "UTF-8")) {
        if (m_converter == reinterpret_cast<iconv_t>(-1)) { // NOLINT: iconv's own sign of failure
            throw Error(ErrorKind::failed, std::string("iconv of this system does not have ") + name);
        }
    }
    ~IconvEncoder() override { iconv_close(m_converter); }
    IconvEncoder(const IconvEncoder&) = delete;
    IconvEncoder& operator=(const IconvEncoder&) = delete;

    std::string encode(std::string_view text) override {
        const std::string composed = nfc(text);
        std::string bytes;
        for (std::size_t offset = 0; offset < composed.size();) {
            const auto length = character_length(composed, offset);
            append(composed.substr(offset, length), bytes);
            offset += length;
        }
        return bytes;
    }

  private:
    /// One character at a time, and flushed: iconv holds a letter back for an accent that may follow.
    void append(std::string character, std::string& bytes) {
        std::array<char, 16> buffer{};
        char* in = character.data();
        char* out = buffer.data();
        std::size_t in_left = character.size();
        std::size_t out_left = buffer.size();
        if (iconv(m_converter, &in, &in_left, &out, &out_left) == static_cast<std::size_t>(-1)) {
            iconv(m_converter, nullptr, nullptr, nullptr, nullptr);
            return;
        }
        iconv(m_converter, nullptr, nullptr, &out, &out_left);
        bytes.append(buffer.data(), buffer.size() - out_left);
    }

    iconv_t m_converter;
};

/// Marks of VNI in the order of `k_tones`; 0xE0-range bytes follow small letters, the same minus 0x20
/// capitals.
struct VniRow {
    std::string_view letters; ///< small letters: no tone, sắc, huyền, hỏi, ngã, nặng
    std::array<std::string_view, 6> bytes;
};

constexpr std::array<VniRow, 12> k_vni{{
    {"aáàảãạ", {"a", "a\xf9", "a\xf8", "a\xfb", "a\xf5", "a\xef"}},
    {"âấầẩẫậ", {"a\xe2", "a\xe1", "a\xe0", "a\xe5", "a\xe3", "a\xe4"}},
    {"ăắằẳẵặ", {"a\xea", "a\xe9", "a\xe8", "a\xfa", "a\xfc", "a\xeb"}},
    {"eéèẻẽẹ", {"e", "e\xf9", "e\xf8", "e\xfb", "e\xf5", "e\xef"}},
    {"êếềểễệ", {"e\xe2", "e\xe1", "e\xe0", "e\xe5", "e\xe3", "e\xe4"}},
    {"iíìỉĩị", {"i", "\xed", "\xec", "\xe6", "\xf3", "\xf2"}},
    {"oóòỏõọ", {"o", "o\xf9", "o\xf8", "o\xfb", "o\xf5", "o\xef"}},
    {"ôốồổỗộ", {"o\xe2", "o\xe1", "o\xe0", "o\xe5", "o\xe3", "o\xe4"}},
    {"ơớờởỡợ", {"\xf4", "\xf4\xf9", "\xf4\xf8", "\xf4\xfb", "\xf4\xf5", "\xf4\xef"}},
    {"uúùủũụ", {"u", "u\xf9", "u\xf8", "u\xfb", "u\xf5", "u\xef"}},
    {"ưứừửữự", {"\xf6", "\xf6\xf9", "\xf6\xf8", "\xf6\xfb", "\xf6\xf5", "\xf6\xef"}},
    {"yýỳỷỹỵ", {"y", "y\xf9", "y\xf8", "y\xfb", "y\xf5", "\xee"}},
}};
constexpr std::array<VniRow, 12> k_vni_capitals{{
    {"AÁÀẢÃẠ", k_vni[0].bytes},
    {"ÂẤẦẨẪẬ", k_vni[1].bytes},
    {"ĂẮẰẲẴẶ", k_vni[2].bytes},
    {"EÉÈẺẼẸ", k_vni[3].bytes},
    {"ÊẾỀỂỄỆ", k_vni[4].bytes},
    {"IÍÌỈĨỊ", k_vni[5].bytes},
    {"OÓÒỎÕỌ", k_vni[6].bytes},
    {"ÔỐỒỔỖỘ", k_vni[7].bytes},
    {"ƠỚỜỞỠỢ", k_vni[8].bytes},
    {"UÚÙỦŨỤ", k_vni[9].bytes},
    {"ƯỨỪỬỮỰ", k_vni[10].bytes},
    {"YÝỲỶỸỴ", k_vni[11].bytes},
}};

class VniEncoder final : public LegacyEncoder {
  public:
    VniEncoder() {
        for (const auto& row : k_vni) {
            add(row, false);
        }
        for (const auto& row : k_vni_capitals) {
            add(row, true);
        }
        m_bytes["đ"] = "\xf1";
        m_bytes["Đ"] = "\xd1";
    }

    std::string encode(std::string_view text) override {
        const std::string composed = nfc(text);
        std::string bytes;
        for (std::size_t offset = 0; offset < composed.size();) {
            const auto length = character_length(composed, offset);
            const auto character = composed.substr(offset, length);
            offset += length;
            const auto found = m_bytes.find(character);
            bytes += found != m_bytes.end() ? found->second : length == 1 ? character : "";
        }
        return bytes;
    }

  private:
    void add(const VniRow& row, bool capitals) {
        std::size_t offset = 0;
        for (const auto small : row.bytes) {
            std::string bytes(small);
            for (char& byte : bytes) {
                byte = capitals ? static_cast<char>(static_cast<unsigned char>(byte) - 0x20U) : byte;
            }
            const auto length = character_length(row.letters, offset);
            m_bytes[std::string(row.letters.substr(offset, length))] = bytes;
            offset += length;
        }
    }

    std::map<std::string, std::string, std::less<>> m_bytes;
};

} // namespace

std::unique_ptr<LegacyEncoder> iconv_encoder(const char* name) {
    return std::make_unique<IconvEncoder>(name);
}

std::unique_ptr<LegacyEncoder> vni_encoder() {
    return std::make_unique<VniEncoder>();
}

} // namespace hnat::generate
