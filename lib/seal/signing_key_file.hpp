/// The file of the key that checkpoints are signed with. It lies in the key folder, encrypted as the keys of
/// tips are (key_file.hpp), but is no recipient of anything:
///
///     hnat-signing-key-1
///     made-on: 2026-10-05
///     public-key: 64 hexadecimal digits
///     argon2id: passes=3 memory-kib=65536 salt=32 digits
///     nonce: 48 digits
///     seed: 96 digits
///
/// The last line is the seed (RFC 8032, 5.1.5) encrypted by XChaCha20-Poly1305 with the key that Argon2id
/// makes of the passphrase; the lines before it are its additional data, so none of them can be changed.
#pragma once

#include "base/date.hpp"
#include "seal/signed_note.hpp"

#include <filesystem>

namespace hnat {

/// Writes a new file, mode 0600, atomically, never over another. Errors: usage (a short passphrase; the file
/// is there), io.
void write_signing_key_file(const std::filesystem::path& path, const SigningKey& key, Day made_on,
                            const Secret& passphrase);

/// The public key, without a passphrase. Errors: key (others can read the file, it belongs to another user,
/// it is no such file, damaged), io (not there).
SigningPublicKey read_signing_public_key(const std::filesystem::path& path);

/// Errors: as read_signing_public_key; key (wrong passphrase, told like a damaged file).
SigningKey open_signing_key_file(const std::filesystem::path& path, const Secret& passphrase);

} // namespace hnat
