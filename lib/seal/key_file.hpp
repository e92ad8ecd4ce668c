/// Key files: private keys that lie encrypted outside the database.
#pragma once

#include "base/date.hpp"
#include "base/enum_names.hpp"
#include "seal/box.hpp"

#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace hnat {

/// Who can read what: the office the body of a tip, the custodian its source (P6).
enum class KeyRole { office, custodian };
template <>
inline constexpr std::array k_enum_names<KeyRole>{EnumName{KeyRole::office, "office"},
                                                  EnumName{KeyRole::custodian, "custodian"}};

/// A second key of the same role, kept elsewhere for the day on which the first is lost.
enum class KeyKind { main, recovery };
template <>
inline constexpr std::array k_enum_names<KeyKind>{EnumName{KeyKind::main, "main"},
                                                  EnumName{KeyKind::recovery, "recovery"}};

/// What a key file says in the clear.
struct KeyFileHeader {
    KeyRole role = KeyRole::office;
    KeyKind kind = KeyKind::main;
    PublicKey public_key{};
    Day made_on;
};

/// Errors: usage (something is there).
void require_new_file(const std::filesystem::path& path);

/// Writes a new key file, mode 0600, atomically, never over another: a text header (version, role, kind, day,
/// public key, the parameters of Argon2id) and the private key encrypted with the passphrase (Argon2id,
/// XChaCha20-Poly1305 with the header as additional data). Errors: usage (an empty or short passphrase; the
/// file is there), io.
void write_key_file(const std::filesystem::path& path, const KeyFileHeader& header, const KeyPair& key,
                    const Secret& passphrase);

/// Errors: key (others can read the file, it belongs to another user, it is no key file, damaged), io (not
/// there).
KeyFileHeader read_key_header(const std::filesystem::path& path);

/// Errors: as read_key_header; key (wrong passphrase, told like a damaged file).
KeyPair open_key_file(const std::filesystem::path& path, const Secret& passphrase);

/// What an epoch file says in the clear.
struct EpochFileHeader {
    KeyRole role = KeyRole::office;
    std::string quarter; ///< `2026Q4`
    PublicKey public_key{};
    std::vector<std::string> recipients; ///< their fingerprints
};

/// The secret of an epoch, sealed to each recipient. Mode 0600, atomically, never over another. Errors: usage
/// (the file is there), io.
void write_epoch_file(const std::filesystem::path& path, const KeyPair& epoch, std::string_view quarter,
                      KeyRole role, const std::vector<PublicKey>& recipients);
/// Errors: key (as read_key_header), io.
EpochFileHeader read_epoch_header(const std::filesystem::path& path);
/// Opens it with the key of one recipient. Errors: key, io.
KeyPair open_epoch_file(const std::filesystem::path& path, const KeyPair& recipient);
/// Opens it and seals it anew, to these recipients and no others, atomically. Errors: key, io.
void reseal_epoch_file(const std::filesystem::path& path, const KeyPair& recipient,
                       const std::vector<PublicKey>& recipients);

/// The bytes of a passphrase file without its line end. Errors: key (others can read it, or it belongs to
/// another user), io, usage (empty, over 1024 bytes).
Secret read_passphrase_file(const std::filesystem::path& path);

} // namespace hnat
