#include "seal/signed_note.hpp"

#include "base/base64.hpp"
#include "base/error.hpp"
#include "base/hash.hpp"
#include "seal/sodium.hpp"

#include <fmt/format.h>
#include <sodium/crypto_sign.h>

#include <algorithm>
#include <cstring>

namespace hnat {

namespace {

static_assert(crypto_sign_PUBLICKEYBYTES == std::tuple_size_v<SigningPublicKey>);

constexpr std::string_view k_dash = "\xe2\x80\x94 "; // em dash, space
constexpr char k_ed25519 = '\x01';                   // signature type
constexpr std::size_t k_key_id_size = 4;
/// More than this is no note of ours; a note of a log may carry signatures of witnesses.
constexpr std::size_t k_most_signatures = 100;

std::string_view bytes_of(const SigningPublicKey& key) {
    return as_bytes(key);
}

std::string_view trimmed(std::string_view line) {
    constexpr std::string_view k_blank = " \t\r";
    const auto first = line.find_first_not_of(k_blank);
    if (first == std::string_view::npos) {
        return {};
    }
    return line.substr(first, line.find_last_not_of(k_blank) - first + 1);
}

std::vector<std::string_view> lines_of(std::string_view bytes) {
    constexpr std::string_view k_byte_order_mark = "\xef\xbb\xbf";
    if (bytes.starts_with(k_byte_order_mark)) {
        bytes.remove_prefix(k_byte_order_mark.size());
    }
    std::vector<std::string_view> lines;
    while (!bytes.empty()) {
        const auto end = std::min(bytes.find('\n'), bytes.size());
        lines.push_back(trimmed(bytes.substr(0, end)));
        bytes.remove_prefix(std::min(end + 1, bytes.size()));
    }
    return lines;
}

std::string hex_of(std::string_view bytes) {
    return to_hex({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
}

/// A line behind its dash: `NAME BASE64`.
std::optional<NoteSignature> read_signature(std::string_view line) {
    const auto space = line.find(' ');
    if (space == 0 || space == std::string_view::npos) {
        return std::nullopt;
    }
    const auto blob = from_base64(line.substr(space + 1));
    if (!blob || blob->size() <= k_key_id_size) {
        return std::nullopt;
    }
    return NoteSignature{std::string(line.substr(0, space)), hex_of(blob->substr(0, k_key_id_size)),
                         blob->substr(k_key_id_size)};
}

/// Where the signature lines begin: they are the end of a note.
std::size_t first_signature(const std::vector<std::string_view>& lines) {
    std::size_t at = lines.size();
    while (at > 0 && (lines[at - 1].empty() || lines[at - 1].starts_with(k_dash))) {
        --at;
    }
    return at;
}

std::string text_of(const std::vector<std::string_view>& lines, std::size_t end) {
    std::string text;
    bool gap = false;
    for (std::size_t i = 0; i < end; ++i) {
        if (lines[i].empty()) {
            gap = !text.empty();
            continue;
        }
        text.append(gap ? "\n" : "").append(lines[i]).append("\n");
        gap = false;
    }
    return text;
}

void require_text(std::string_view text) {
    const bool clean = std::ranges::none_of(text, [](unsigned char c) { return c < 0x20 && c != '\n'; });
    if (!text.ends_with('\n') || !clean) {
        throw Error(ErrorKind::failed, "the text of a note must be lines without control characters");
    }
}

} // namespace

SigningKey make_signing_key() {
    require_sodium();
    SigningKey key;
    key.private_key = Secret(crypto_sign_SECRETKEYBYTES);
    crypto_sign_keypair(key.public_key.data(), key.private_key.bytes().data());
    return key;
}

std::string key_id(const Verifier& verifier) {
    const Digest digest =
        sha256(verifier.name + "\n" + k_ed25519 + std::string(bytes_of(verifier.public_key)));
    return to_hex(std::span(digest).first(k_key_id_size));
}

std::string to_vkey(const Verifier& verifier) {
    const std::string key = k_ed25519 + std::string(bytes_of(verifier.public_key));
    return fmt::format("{}+{}+{}", verifier.name, key_id(verifier),
                       to_base64({reinterpret_cast<const std::uint8_t*>(key.data()), key.size()}));
}

std::optional<Verifier> parse_vkey(std::string_view text) {
    const auto first = text.find('+');
    const auto second = first == std::string_view::npos ? first : text.find('+', first + 1);
    if (first == 0 || second == std::string_view::npos) {
        return std::nullopt;
    }
    const auto key = from_base64(text.substr(second + 1)); // base64 may have a plus of its own
    Verifier verifier;
    verifier.name = text.substr(0, first);
    if (!key || key->size() != verifier.public_key.size() + 1 || key->front() != k_ed25519) {
        return std::nullopt;
    }
    std::memcpy(verifier.public_key.data(), key->data() + 1, verifier.public_key.size());
    if (key_id(verifier) != text.substr(first + 1, second - first - 1)) {
        return std::nullopt;
    }
    return verifier;
}

std::string to_pem(const SigningPublicKey& key) {
    // SEQUENCE { SEQUENCE { OBJECT IDENTIFIER 1.3.101.112 }, BIT STRING } (RFC 8410, section 4)
    constexpr std::array<std::uint8_t, 12> k_head{0x30, 0x2a, 0x30, 0x05, 0x06, 0x03,
                                                  0x2b, 0x65, 0x70, 0x03, 0x21, 0x00};
    std::vector<std::uint8_t> der(k_head.begin(), k_head.end());
    der.insert(der.end(), key.begin(), key.end());
    return fmt::format("-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----\n", to_base64(der));
}

std::string sign_note(std::string_view text, std::string_view name, const SigningKey& key) {
    require_text(text);
    const Verifier verifier{std::string(name), key.public_key};
    const Digest digest = sha256(verifier.name + "\n" + k_ed25519 + std::string(bytes_of(key.public_key)));
    std::array<std::uint8_t, k_key_id_size + crypto_sign_BYTES> blob{};
    std::copy_n(digest.begin(), k_key_id_size, blob.begin());
    crypto_sign_detached(blob.data() + k_key_id_size, nullptr,
                         reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                         key.private_key.bytes().data());
    return fmt::format("{}\n{}{} {}\n", text, k_dash, name, to_base64(blob));
}

std::optional<SignedNote> read_note(std::string_view bytes) {
    const auto lines = lines_of(bytes);
    const auto signatures = first_signature(lines);
    SignedNote note;
    note.text = text_of(lines, signatures);
    for (std::size_t i = signatures; i < lines.size(); ++i) {
        if (lines[i].empty()) {
            continue;
        }
        auto signature = read_signature(lines[i].substr(k_dash.size()));
        if (!signature || note.signatures.size() == k_most_signatures) {
            return std::nullopt;
        }
        note.signatures.push_back(std::move(*signature));
    }
    if (note.text.empty() || note.signatures.empty()) {
        return std::nullopt;
    }
    return note;
}

NoteVerdict check_note(const SignedNote& note, const Verifier& verifier) {
    const std::string id = key_id(verifier);
    NoteVerdict verdict = NoteVerdict::unknown;
    for (const NoteSignature& signature : note.signatures) {
        if (signature.name != verifier.name || signature.key_id != id) {
            continue;
        }
        const auto* const bytes = reinterpret_cast<const unsigned char*>(signature.signature.data());
        const bool good =
            signature.signature.size() == crypto_sign_BYTES &&
            crypto_sign_verify_detached(bytes, reinterpret_cast<const unsigned char*>(note.text.data()),
                                        note.text.size(), verifier.public_key.data()) == 0;
        if (!good) {
            return NoteVerdict::bad; // one that fails spoils the note
        }
        verdict = NoteVerdict::good;
    }
    return verdict;
}

} // namespace hnat
