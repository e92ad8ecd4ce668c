#include "seal/secret.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "seal/sodium.hpp"

#include <sodium.h>

#include <algorithm>
#include <utility>

namespace hnat {

void require_sodium() {
    if (sodium_init() < 0) {
        throw Error(ErrorKind::failed, say("libsodium could not be initialised: no source of random bytes"));
    }
}

Secret::Secret(std::size_t size) {
    if (size == 0) {
        return;
    }
    require_sodium();
    m_data = static_cast<std::uint8_t*>(sodium_malloc(size));
    if (m_data == nullptr) {
        throw Error(ErrorKind::failed, say("there is no memory left for a secret; close other programs"));
    }
    m_size = size;
    sodium_memzero(m_data, m_size); // it comes filled with a pattern
}

Secret Secret::copy_of(std::span<const std::uint8_t> bytes) {
    Secret secret(bytes.size());
    std::ranges::copy(bytes, secret.bytes().begin());
    return secret;
}

Secret Secret::copy_of(std::string_view text) {
    return copy_of(std::span(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()));
}

Secret::Secret(Secret&& other) noexcept
    : m_data(std::exchange(other.m_data, nullptr)),
      m_size(std::exchange(other.m_size, 0)) {}

Secret& Secret::operator=(Secret&& other) noexcept {
    std::swap(m_data, other.m_data);
    std::swap(m_size, other.m_size);
    return *this;
}

Secret::~Secret() {
    sodium_free(m_data); // zeroes the whole of it, also what shorten cut off; nothing for a null pointer
}

std::string_view Secret::text() const {
    return {reinterpret_cast<const char*>(m_data), m_size};
}

void Secret::shorten(std::size_t size) {
    if (size < m_size) {
        sodium_memzero(m_data + size, m_size - size);
        m_size = size;
    }
}

bool same(const Secret& one, const Secret& other) {
    return one.size() == other.size() &&
           sodium_memcmp(one.bytes().data(), other.bytes().data(), one.size()) == 0;
}

} // namespace hnat
