#include "seal/box.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "seal/sodium.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>

namespace hnat {

namespace {

constexpr std::uint8_t k_version = 1;
constexpr std::size_t k_fingerprint = 8;
constexpr std::size_t k_prefix = 1 + k_fingerprint;
constexpr std::size_t k_block = 1024;
constexpr std::size_t k_most_blocks = k_longest_body / k_block + 1;

static_assert(k_sealed_source_size == k_prefix + crypto_box_SEALBYTES + k_block);
static_assert(crypto_box_PUBLICKEYBYTES == PublicKey().size());

static_assert(k_longest_source == k_longest_reason);

constexpr bool of_one_size(BoxPurpose purpose) {
    return purpose == BoxPurpose::source || purpose == BoxPurpose::reason;
}

constexpr std::size_t longest(BoxPurpose purpose) {
    return of_one_size(purpose) ? k_longest_source : k_longest_body;
}

std::string context_of(BoxPurpose purpose, const Uuid& record) {
    return fmt::format("hnat:v1|{}|{}\n", name_of(purpose), to_hex(record));
}

std::array<std::uint8_t, k_prefix> prefix_of(const PublicKey& key) {
    std::array<std::uint8_t, k_prefix> prefix{k_version};
    const Digest digest = sha256(as_bytes(key));
    std::copy_n(digest.begin(), k_fingerprint, prefix.begin() + 1);
    return prefix;
}

const std::uint8_t* bytes_of(std::string_view text) {
    return reinterpret_cast<const std::uint8_t*>(text.data());
}

/// The plain text, padded as sodium_pad does (ISO/IEC 7816-4): 0x80, then zeros to the end of the block. The
/// zeros are there already, and one byte always fits.
Secret padded(BoxPurpose purpose, const Uuid& record, std::string_view text) {
    const std::string context = context_of(purpose, record);
    const std::size_t size = context.size() + text.size();
    Secret plain((size / k_block + 1) * k_block);
    const auto bytes = plain.bytes();
    std::ranges::copy(context, bytes.begin());
    std::ranges::copy(text, bytes.begin() + static_cast<std::ptrdiff_t>(context.size()));
    bytes[size] = 0x80;
    return plain;
}

/// One message for every cause: which of them it is would help somebody who tries.
[[noreturn]] void refuse() {
    throw Error(
        ErrorKind::key,
        say("a sealed text can't be opened: it is sealed to another key, belongs to another record, or "
            "is damaged; see `hnat key show` and `hnat db check`"));
}

bool has_a_size_of(BoxPurpose purpose, std::size_t size) {
    constexpr std::size_t k_least = k_prefix + crypto_box_SEALBYTES + k_block;
    if (of_one_size(purpose)) {
        return size == k_sealed_source_size;
    }
    return size >= k_least && (size - k_least) % k_block == 0 &&
           size <= k_prefix + crypto_box_SEALBYTES + k_most_blocks * k_block;
}

} // namespace

KeyPair make_key_pair() {
    KeyPair pair{{}, Secret(crypto_box_SECRETKEYBYTES)};
    crypto_box_keypair(pair.public_key.data(), pair.private_key.bytes().data());
    return pair;
}

std::string key_fingerprint(const PublicKey& key) {
    const Digest digest = sha256(as_bytes(key));
    return to_hex(std::span(digest).first(k_fingerprint));
}

std::string seal_box(const PublicKey& key, BoxPurpose purpose, const Uuid& record, std::string_view text) {
    if (text.size() > longest(purpose)) {
        throw Error(ErrorKind::usage, say("the {} has {} bytes of text, and at most {} fit; make it shorter",
                                          name_of(purpose), text.size(), longest(purpose)));
    }
    require_sodium();
    const Secret plain = padded(purpose, record, text);
    const auto prefix = prefix_of(key);
    std::string blob(as_bytes(prefix));
    blob.resize(k_prefix + crypto_box_SEALBYTES + plain.size());
    auto* const box = reinterpret_cast<std::uint8_t*>(blob.data() + k_prefix);
    if (crypto_box_seal(box, plain.bytes().data(), plain.size(), key.data()) != 0) {
        throw Error(ErrorKind::key,
                    say("nothing can be sealed to the key {}: it is no key of X25519", key_fingerprint(key)));
    }
    return blob;
}

Secret open_box(const KeyPair& key, BoxPurpose purpose, const Uuid& record, std::string_view blob) {
    if (!has_a_size_of(purpose, blob.size()) || !blob.starts_with(as_bytes(prefix_of(key.public_key)))) {
        refuse();
    }
    const std::string_view box = blob.substr(k_prefix);
    Secret plain(box.size() - crypto_box_SEALBYTES);
    if (crypto_box_seal_open(plain.bytes().data(), bytes_of(box), box.size(), key.public_key.data(),
                             key.private_key.bytes().data()) != 0) {
        refuse();
    }
    std::size_t size = 0;
    const std::string context = context_of(purpose, record);
    if (sodium_unpad(&size, plain.bytes().data(), plain.size(), k_block) != 0 ||
        !plain.text().substr(0, size).starts_with(context)) {
        refuse();
    }
    return Secret::copy_of(plain.text().substr(context.size(), size - context.size()));
}

} // namespace hnat
