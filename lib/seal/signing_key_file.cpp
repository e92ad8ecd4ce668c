#include "seal/signing_key_file.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/hash.hpp"
#include "base/message.hpp"
#include "seal/passphrase.hpp"
#include "seal/private_file.hpp"
#include "seal/sodium.hpp"
#include "seal/text_lines.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>

namespace hnat {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t k_longest_text = 1024;

struct KeyText {
    Day made_on;
    SigningPublicKey public_key{};
    KdfCost cost;
    KdfSalt salt{};
    std::array<std::uint8_t, crypto_aead_xchacha20poly1305_ietf_NPUBBYTES> nonce{};
    std::array<std::uint8_t, crypto_sign_SEEDBYTES + crypto_aead_xchacha20poly1305_ietf_ABYTES> sealed{};
};

std::string head_of(const KeyText& key) {
    return fmt::format("hnat-signing-key-1\nmade-on: {}\npublic-key: {}\nargon2id: passes={} memory-kib={} "
                       "salt={}\nnonce: {}\n",
                       to_iso(key.made_on), to_hex(key.public_key), key.cost.passes, key.cost.memory_kib,
                       to_hex(key.salt), to_hex(key.nonce));
}

std::string to_text(const KeyText& key) {
    return head_of(key) + fmt::format("seed: {}\n", to_hex(key.sealed));
}

std::optional<KeyText> parse(std::string_view text) {
    KeyText key;
    TextLines lines(text);
    lines.expect("hnat-signing-key-1\nmade-on: ");
    const auto made_on = parse_day(lines.until('\n'));
    lines.expect("public-key: ");
    lines.hex(key.public_key);
    lines.expect("\nargon2id: passes=");
    key.cost.passes = lines.number();
    lines.expect(" memory-kib=");
    key.cost.memory_kib = lines.number();
    lines.expect(" salt=");
    lines.hex(key.salt);
    lines.expect("\nnonce: ");
    lines.hex(key.nonce);
    lines.expect("\nseed: ");
    lines.hex(key.sealed);
    if (lines.failed() || !made_on || !is_allowed(key.cost)) {
        return std::nullopt;
    }
    key.made_on = *made_on;
    return to_text(key) == text ? std::optional(key) : std::nullopt; // nothing may be written in two ways
}

KeyText read(const fs::path& path) {
    const Secret text = read_private_file(path, k_longest_text);
    if (const auto key = parse(text.text())) {
        return *key;
    }
    throw Error(ErrorKind::key, say("'{}' is no signing key of hnat, or it is damaged; take it from the copy "
                                    "of the key folder",
                                    path.string()));
}

std::span<const std::uint8_t> bytes_of(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

} // namespace

void write_signing_key_file(const fs::path& path, const SigningKey& key, Day made_on,
                            const Secret& passphrase) {
    check_passphrase(passphrase);
    require_sodium();
    std::error_code ignored;
    if (fs::exists(fs::symlink_status(path, ignored))) {
        throw Error(
            ErrorKind::usage,
            say("'{}' is there already, and a key is never overwritten; name another file", path.string()));
    }
    KeyText text;
    text.made_on = made_on;
    text.public_key = key.public_key;
    randombytes_buf(text.salt.data(), text.salt.size());
    randombytes_buf(text.nonce.data(), text.nonce.size());
    const Secret derived = derive_key(passphrase, text.cost, text.salt);
    const std::string head = head_of(text);
    const auto data = bytes_of(head);
    Secret seed(crypto_sign_SEEDBYTES);
    crypto_sign_ed25519_sk_to_seed(seed.bytes().data(), key.private_key.bytes().data());
    crypto_aead_xchacha20poly1305_ietf_encrypt(text.sealed.data(), nullptr, seed.bytes().data(), seed.size(),
                                               data.data(), data.size(), nullptr, text.nonce.data(),
                                               derived.bytes().data());
    AtomicFile file(path, false);
    file.write(to_text(text));
    file.commit();
}

SigningPublicKey read_signing_public_key(const fs::path& path) {
    return read(path).public_key;
}

SigningKey open_signing_key_file(const fs::path& path, const Secret& passphrase) {
    const KeyText text = read(path);
    const Secret derived = derive_key(passphrase, text.cost, text.salt);
    const std::string head = head_of(text);
    const auto data = bytes_of(head);
    Secret seed(crypto_sign_SEEDBYTES);
    SigningKey key{{}, Secret(crypto_sign_SECRETKEYBYTES)};
    const bool opened = crypto_aead_xchacha20poly1305_ietf_decrypt(
                            seed.bytes().data(), nullptr, nullptr, text.sealed.data(), text.sealed.size(),
                            data.data(), data.size(), text.nonce.data(), derived.bytes().data()) == 0;
    if (opened) {
        crypto_sign_seed_keypair(key.public_key.data(), key.private_key.bytes().data(), seed.bytes().data());
    }
    if (!opened || key.public_key != text.public_key) {
        throw Error(ErrorKind::key, say("'{}' does not open: the passphrase is wrong, or the file is damaged",
                                        path.string()));
    }
    return key;
}

} // namespace hnat
