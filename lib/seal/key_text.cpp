#include "seal/key_text.hpp"

#include "base/error.hpp"
#include "seal/sodium.hpp"
#include "seal/text_lines.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>

namespace hnat {

namespace {

static_assert(KeyText().nonce.size() == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
static_assert(KeyText().sealed.size() ==
              crypto_box_SECRETKEYBYTES + crypto_aead_xchacha20poly1305_ietf_ABYTES);

std::string head_of(const KeyText& key) {
    return fmt::format("hnat-key-1\n"
                       "role: {}\n"
                       "kind: {}\n"
                       "made-on: {}\n"
                       "public-key: {}\n"
                       "argon2id: passes={} memory-kib={} salt={}\n"
                       "nonce: {}\n",
                       name_of(key.header.role), name_of(key.header.kind), to_iso(key.header.made_on),
                       to_hex(key.header.public_key), key.cost.passes, key.cost.memory_kib, to_hex(key.salt),
                       to_hex(key.nonce));
}

std::span<const std::uint8_t> bytes_of(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

} // namespace

std::string to_text(const KeyText& key) {
    return head_of(key) + fmt::format("private-key: {}\n", to_hex(key.sealed));
}

std::optional<KeyText> parse_key_text(std::string_view text) {
    KeyText key;
    TextLines lines(text);
    lines.expect("hnat-key-1\nrole: ");
    const auto role = enum_from<KeyRole>(lines.until('\n'));
    lines.expect("kind: ");
    const auto kind = enum_from<KeyKind>(lines.until('\n'));
    lines.expect("made-on: ");
    const auto made_on = parse_day(lines.until('\n'));
    lines.expect("public-key: ");
    lines.hex(key.header.public_key);
    lines.expect("\nargon2id: passes=");
    key.cost.passes = lines.number();
    lines.expect(" memory-kib=");
    key.cost.memory_kib = lines.number();
    lines.expect(" salt=");
    lines.hex(key.salt);
    lines.expect("\nnonce: ");
    lines.hex(key.nonce);
    lines.expect("\nprivate-key: ");
    lines.hex(key.sealed);
    if (lines.failed() || !role || !kind || !made_on || !is_allowed(key.cost)) {
        return std::nullopt;
    }
    key.header.role = *role;
    key.header.kind = *kind;
    key.header.made_on = *made_on;
    // Nothing may be written in two ways: capital digits, another form of the day, something at the end.
    return to_text(key) == text ? std::optional(key) : std::nullopt;
}

void lock_key(KeyText& text, const KeyPair& key, const Secret& derived) {
    require_sodium();
    randombytes_buf(text.nonce.data(), text.nonce.size());
    const std::string head = head_of(text);
    const auto data = bytes_of(head);
    crypto_aead_xchacha20poly1305_ietf_encrypt(text.sealed.data(), nullptr, key.private_key.bytes().data(),
                                               key.private_key.size(), data.data(), data.size(), nullptr,
                                               text.nonce.data(), derived.bytes().data());
}

std::optional<KeyPair> unlock_key(const KeyText& text, const Secret& derived) {
    KeyPair pair{{}, Secret(crypto_box_SECRETKEYBYTES)};
    const std::string head = head_of(text);
    const auto data = bytes_of(head);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(
            pair.private_key.bytes().data(), nullptr, nullptr, text.sealed.data(), text.sealed.size(),
            data.data(), data.size(), text.nonce.data(), derived.bytes().data()) != 0) {
        return std::nullopt;
    }
    crypto_scalarmult_base(pair.public_key.data(), pair.private_key.bytes().data());
    return pair.public_key == text.header.public_key ? std::optional(std::move(pair)) : std::nullopt;
}

} // namespace hnat
