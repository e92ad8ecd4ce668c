/// The text of a key file, `hnat-key-1`:
///
///     hnat-key-1
///     role: office
///     kind: main
///     made-on: 2026-10-05
///     public-key: 64 hexadecimal digits
///     argon2id: passes=3 memory-kib=65536 salt=32 digits
///     nonce: 48 digits
///     private-key: 96 digits
///
/// The last line is the private key encrypted by XChaCha20-Poly1305 with the key that Argon2id makes of the
/// passphrase; the lines before it are its additional data, so none of them can be changed.
#pragma once

#include "seal/key_file.hpp"
#include "seal/passphrase.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hnat {

struct KeyText {
    KeyFileHeader header;
    KdfCost cost;
    KdfSalt salt{};
    std::array<std::uint8_t, 24> nonce{};
    std::array<std::uint8_t, 48> sealed{}; ///< private key and tag
};

/// Bytes of a key file at most.
inline constexpr std::size_t k_longest_key_text = 1024;

std::string to_text(const KeyText& key);

/// nullopt for all that to_text does not write, byte for byte; and for a cost below the default of KdfCost,
/// or beyond 16 passes or 1 GiB, which no version of hnat has written.
std::optional<KeyText> parse_key_text(std::string_view text);

/// Fills in nonce and sealed. `derived` comes from derive_key.
void lock_key(KeyText& text, const KeyPair& key, const Secret& derived);

/// nullopt: another passphrase, or changed.
std::optional<KeyPair> unlock_key(const KeyText& text, const Secret& derived);

} // namespace hnat
