/// Hashes and random bytes, by libsodium.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include <sodium/crypto_hash_sha256.h>

namespace hnat {

using Digest = std::array<std::uint8_t, 32>; ///< SHA-256 (FIPS 180-4)
using Uuid = std::array<std::uint8_t, 16>;   ///< 128 random bits; not derived from anything

/// SHA-256 of data that arrives in pieces.
class Sha256 {
  public:
    Sha256();
    void update(std::string_view bytes);
    /// The digest of everything so far. Call once.
    Digest finish();

  private:
    crypto_hash_sha256_state m_state;
};

Digest sha256(std::string_view bytes);

/// Random bytes of the operating system.
Uuid random_uuid();
/// As many at once.
void random_uuids(std::span<Uuid> uuids);

/// Lower-case hexadecimal.
std::string to_hex(std::span<const std::uint8_t> bytes);

/// The bytes as a view, for binding and hashing.
std::string_view as_bytes(std::span<const std::uint8_t> bytes);

} // namespace hnat
