/// Signed notes: a short text with the signature of who answers for it, that anybody can check with the
/// public key and tools of their own (https://c2sp.org/signed-note, with Ed25519, RFC 8032).
#pragma once

#include "seal/secret.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hnat {

using SigningPublicKey = std::array<std::uint8_t, 32>; ///< Ed25519

/// A key pair of libsodium's crypto_sign. The private half (seed and public key, 64 bytes) is in locked
/// memory.
struct SigningKey {
    SigningPublicKey public_key{};
    Secret private_key;
};
SigningKey make_signing_key();

/// Who signed a note, under which name; enough to check signatures.
struct Verifier {
    std::string name; ///< no space, no plus
    SigningPublicKey public_key{};
    friend bool operator==(const Verifier&, const Verifier&) = default;
};

/// The first four bytes of SHA-256(name, line feed, 01, public key), as eight hexadecimal digits.
std::string key_id(const Verifier& verifier);

/// `NAME+KEYID+BASE64`: how Go's sumdb/note and the tools of transparency logs write a public key.
std::string to_vkey(const Verifier& verifier);
/// nullopt: another form, another algorithm, or a key id that does not fit.
std::optional<Verifier> parse_vkey(std::string_view text);

/// The public key as PEM (SubjectPublicKeyInfo, RFC 8410), for openssl.
std::string to_pem(const SigningPublicKey& key);

struct NoteSignature {
    std::string name;
    std::string key_id;    ///< eight hexadecimal digits
    std::string signature; ///< bytes
};

struct SignedNote {
    std::string text; ///< ends in a line feed
    std::vector<NoteSignature> signatures;
};

/// The whole note: text, an empty line, one signature line. `text` ends in a line feed and holds no other
/// control character. Errors: failed (it does not: a bug).
std::string sign_note(std::string_view text, std::string_view name, const SigningKey& key);

/// Reads a note that has been on its way: through a mail program that added carriage returns, spaces at the
/// ends of lines or an indentation, or off a QR code. Nothing of that is signed, and a signature decides in
/// the end. The text of a note may have empty lines; of these every run of them is read as one. nullopt: no
/// note.
std::optional<SignedNote> read_note(std::string_view bytes);

/// unknown: there is no signature of this key, which says nothing about the note.
enum class NoteVerdict { good, bad, unknown };
NoteVerdict check_note(const SignedNote& note, const Verifier& verifier);

} // namespace hnat
