/// Passphrases, and the keys that are derived from them.
#pragma once

#include "seal/secret.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace hnat {

/// A passphrase has at least so many characters …
inline constexpr std::size_t k_shortest_passphrase = 12;
/// … and at most so many bytes.
inline constexpr std::size_t k_longest_passphrase = 1024;

/// Refuses what any list of guesses begins with; what is a good one no program can tell. Errors: usage (too
/// short, too long; one piece that is repeated, counting on, fewer than six different characters).
void check_passphrase(const Secret& passphrase);

/// What Argon2id (RFC 9106, version 1.3, one lane) is run with. The default is the second recommendation of
/// RFC 9106, 4: three passes over 64 MiB.
struct KdfCost {
    std::uint64_t passes = 3;
    std::uint64_t memory_kib = 65'536;
    friend bool operator==(const KdfCost&, const KdfCost&) = default;
};
/// A cost that a key file may name: not below the default, and not beyond 16 passes or 1 GiB, which no
/// version of hnat has written.
bool is_allowed(const KdfCost& cost);

using KdfSalt = std::array<std::uint8_t, 16>;

/// 32 bytes. A passphrase of UTF-8 is brought to NFC first (RFC 8265, 4.2): Vietnamese keyboards write the
/// same letter in two ways. Errors: failed (no memory).
Secret derive_key(const Secret& passphrase, const KdfCost& cost, const KdfSalt& salt);

} // namespace hnat
