/// Hashes and random bytes, by libsodium; hashes of much data by Nettle.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace hnat {

using Digest = std::array<std::uint8_t, 32>; ///< SHA-256 (FIPS 180-4)
using Uuid = std::array<std::uint8_t, 16>;   ///< 128 random bits; not derived from anything

/// SHA-256 of data that arrives in pieces: of whole files and lists. By Nettle, which uses the processor's
/// instructions for it and is four times as fast as libsodium there.
class Sha256 {
  public:
    /// Errors: failed (the library can't be loaded).
    Sha256();
    void update(std::string_view bytes);
    /// The digest of everything so far. Call once.
    Digest finish();

  private:
    /// Nettle's, whose header stays where it is used.
    alignas(std::max_align_t) std::array<std::byte, 128> m_state;
};

/// Of little data, for which no library is loaded.
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
