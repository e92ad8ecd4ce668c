#include "seal/text_lines.hpp"

#include <sodium.h>

#include <charconv>

namespace hnat {

void TextLines::fail() {
    m_failed = true;
    m_rest = {};
}

void TextLines::expect(std::string_view text) {
    if (!m_rest.starts_with(text)) {
        fail();
        return;
    }
    m_rest.remove_prefix(text.size());
}

std::string_view TextLines::until(char end) {
    const auto at = m_rest.find(end);
    if (at == std::string_view::npos) {
        fail();
        return {};
    }
    const std::string_view before = m_rest.substr(0, at);
    m_rest.remove_prefix(at + 1);
    return before;
}

void TextLines::hex(std::span<std::uint8_t> bytes) {
    if (m_rest.size() < 2 * bytes.size() ||
        sodium_hex2bin(bytes.data(), bytes.size(), m_rest.data(), 2 * bytes.size(), nullptr, nullptr,
                       nullptr) != 0) {
        fail();
        return;
    }
    m_rest.remove_prefix(2 * bytes.size());
}

std::uint64_t TextLines::number() {
    std::uint64_t value = 0;
    const char* const end = m_rest.data() + m_rest.size();
    const auto [stop, error] = std::from_chars(m_rest.data(), end, value);
    if (error != std::errc{}) {
        fail();
        return 0;
    }
    m_rest.remove_prefix(static_cast<std::size_t>(stop - m_rest.data()));
    return value;
}

} // namespace hnat
