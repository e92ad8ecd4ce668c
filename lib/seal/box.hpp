/// Sealed boxes: written by anybody who has the public key, read only by who has the private one.
#pragma once

#include "base/enum_names.hpp"
#include "base/hash.hpp"
#include "seal/secret.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace hnat {

using PublicKey = std::array<std::uint8_t, 32>; ///< X25519 (RFC 7748)

/// A key pair of libsodium's crypto_box. The private half is in locked memory.
struct KeyPair {
    PublicKey public_key{};
    Secret private_key;
};
KeyPair make_key_pair();

/// The first eight bytes of SHA-256 of a public key, as 16 hexadecimal digits: how people and file names call
/// it.
std::string key_fingerprint(const PublicKey& key);

/// What is in a box. It is part of what is sealed, so that one kind can't stand in for another.
enum class BoxPurpose {
    body,     ///< what a tip says, as it came
    scrubbed, ///< the same with what identifies the source taken out
    source,   ///< who gave the tip
    reason,   ///< why somebody asked to open a source
};
template <>
inline constexpr std::array k_enum_names<BoxPurpose>{
    EnumName{BoxPurpose::body, "body"}, EnumName{BoxPurpose::scrubbed, "scrubbed"},
    EnumName{BoxPurpose::source, "source"}, EnumName{BoxPurpose::reason, "reason"}};

/// The most bytes of UTF-8 text that fit. A longer text is refused, never cut.
inline constexpr std::size_t k_longest_body = std::size_t{32} * 1024;
inline constexpr std::size_t k_longest_source = 900;
inline constexpr std::size_t k_longest_reason = 900;

/// Every sealed source has this many bytes, from none to the longest (P6); so has every reason.
inline constexpr std::size_t k_sealed_source_size = 1081;

/// Seals `text` to `key` (crypto_box_seal: X25519, XSalsa20-Poly1305). The plain text begins with
/// `hnat:v1|PURPOSE|UUID` and is padded (sodium_pad), a source and a reason to one size, a body to blocks of
/// 1024 bytes. The blob is a version byte, eight bytes of the key's fingerprint, and the box. Errors: usage
/// (too long).
std::string seal_box(const PublicKey& key, BoxPurpose purpose, const Uuid& record, std::string_view text);

/// Opens what seal_box made. Errors: key (another key, another purpose or record, damaged, cut), all told
/// alike.
Secret open_box(const KeyPair& key, BoxPurpose purpose, const Uuid& record, std::string_view blob);

} // namespace hnat
