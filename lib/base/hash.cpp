#include "base/hash.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/nettle_library.hpp"

#include <sodium.h>

#include <array>
#include <cstddef>
#include <type_traits>

namespace hnat {

namespace {

void require_sodium() {
    if (sodium_init() < 0) {
        throw Error(ErrorKind::failed, say("libsodium could not be initialised: no source of random bytes"));
    }
}

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

/// Nettle's state, in the bytes that are kept for it.
template <std::size_t k_bytes>
sha256_ctx* state_in(std::array<std::byte, k_bytes>& bytes) {
    static_assert(sizeof(sha256_ctx) <= k_bytes && std::is_trivial_v<sha256_ctx>);
    return reinterpret_cast<sha256_ctx*>(bytes.data());
}

} // namespace

Sha256::Sha256() {
    nettle_library().nettle_sha256_init(state_in(m_state));
}

void Sha256::update(std::string_view bytes) {
    nettle_library().nettle_sha256_update(state_in(m_state), bytes.size(), bytes_of(bytes));
}

Digest Sha256::finish() {
    Digest digest;
    nettle_library().nettle_sha256_digest(state_in(m_state), digest.size(), digest.data());
    sodium_memzero(m_state.data(), m_state.size()); // it holds the last bytes of the data
    return digest;
}

Digest sha256(std::string_view bytes) {
    Digest digest;
    crypto_hash_sha256(digest.data(), bytes_of(bytes), bytes.size());
    return digest;
}

Uuid random_uuid() {
    Uuid uuid;
    random_uuids({&uuid, 1});
    return uuid;
}

void random_uuids(std::span<Uuid> uuids) {
    require_sodium();
    // From the system in one call: libsodium asks it once for every 256 bytes.
    std::array<unsigned char, randombytes_SEEDBYTES> seed{};
    randombytes_buf(seed.data(), seed.size());
    randombytes_buf_deterministic(uuids.data(), uuids.size_bytes(), seed.data());
    sodium_memzero(seed.data(), seed.size());
}

std::string to_hex(std::span<const std::uint8_t> bytes) {
    std::string text(bytes.size() * 2 + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
    text.pop_back();
    return text;
}

std::string_view as_bytes(std::span<const std::uint8_t> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

} // namespace hnat
