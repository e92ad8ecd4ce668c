#include "base/base64.hpp"

#include <sodium/utils.h>

namespace hnat {

std::string to_base64(std::span<const std::uint8_t> bytes) {
    std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), sodium_base64_VARIANT_ORIGINAL);
    text.pop_back(); // its terminating zero
    return text;
}

std::optional<std::string> from_base64(std::string_view text) {
    std::string bytes(text.size(), '\0');
    std::size_t size = 0;
    auto* const out = reinterpret_cast<unsigned char*>(bytes.data());
    const char* end = nullptr;
    if (sodium_base642bin(out, bytes.size(), text.data(), text.size(), nullptr, &size, &end,
                          sodium_base64_VARIANT_ORIGINAL) != 0 ||
        end != text.data() + text.size()) {
        return std::nullopt;
    }
    bytes.resize(size);
    // libsodium takes some bytes beyond ASCII for letters: only the one text of these bytes is taken.
    if (to_base64({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()}) != text) {
        return std::nullopt;
    }
    return bytes;
}

} // namespace hnat
