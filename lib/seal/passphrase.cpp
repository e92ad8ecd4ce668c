#include "seal/passphrase.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "seal/sodium.hpp"

#include <sodium.h>
#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <span>
#include <string_view>

namespace hnat {

namespace {

static_assert(crypto_pwhash_SALTBYTES == KdfSalt().size());

/// By utf8proc in memory of our own, for nfc() of base/text.hpp leaves copies behind. What is not UTF-8 is
/// taken as it is.
Secret normalised(const Secret& passphrase) {
    constexpr std::size_t k_most =
        4; // code points that one decomposes into (UAX #15, 8, "Maximum Expansion")
    const auto capacity = static_cast<utf8proc_ssize_t>(passphrase.size() * k_most);
    Secret memory((passphrase.size() * k_most + 1) * sizeof(utf8proc_int32_t)); // it adds a zero at the end
    auto* const points = reinterpret_cast<utf8proc_int32_t*>(memory.bytes().data());
    constexpr auto k_options = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    const auto count =
        utf8proc_decompose(passphrase.bytes().data(), static_cast<utf8proc_ssize_t>(passphrase.size()),
                           points, capacity, k_options);
    if (count < 0) {
        return Secret::copy_of(passphrase.bytes());
    }
    memory.shorten(static_cast<std::size_t>(utf8proc_reencode(points, count, k_options)));
    return memory;
}

/// Code points, more or less: bytes that do not continue one.
std::size_t characters(const Secret& passphrase) {
    return static_cast<std::size_t>(
        std::ranges::count_if(passphrase.bytes(), [](std::uint8_t byte) { return (byte & 0xc0U) != 0x80U; }));
}

/// Whether it is one piece, however long, again and again: twelve spaces, `abcabcabcabc`.
bool repeats_itself(std::string_view text) {
    for (std::size_t period = 1; period <= text.size() / 2; ++period) {
        if (std::equal(text.begin() + static_cast<std::ptrdiff_t>(period), text.end(), text.begin())) {
            return true;
        }
    }
    return false;
}

/// Bytes that do not only stay the same, or count up or down, from the one before: 1 in `123456789`.
std::size_t own_bytes(std::span<const std::uint8_t> bytes) {
    std::size_t own = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        own += static_cast<std::size_t>(i == 0 || std::abs(int{bytes[i]} - int{bytes[i - 1]}) > 1);
    }
    return own;
}

bool is_easily_guessed(const Secret& passphrase) {
    constexpr std::size_t k_fewest = 6;
    std::array<bool, 256> seen{};
    for (const std::uint8_t byte : passphrase.bytes()) {
        seen.at(byte) = byte != ' ';
    }
    return std::ranges::count(seen, true) < static_cast<std::ptrdiff_t>(k_fewest) ||
           own_bytes(passphrase.bytes()) < k_fewest || repeats_itself(passphrase.text());
}

} // namespace

void check_passphrase(const Secret& passphrase) {
    if (characters(passphrase) < k_shortest_passphrase) {
        throw Error(ErrorKind::usage,
                    say("the passphrase is too short; expected {} characters or more: five words "
                        "that have nothing to do with one another are good and easy to remember",
                        k_shortest_passphrase));
    }
    if (is_easily_guessed(passphrase)) {
        throw Error(
            ErrorKind::usage,
            say("the passphrase is easily guessed: it repeats itself, counts on, or has few different "
                "characters; five words that have nothing to do with one another are good and easy to "
                "remember"));
    }
    if (passphrase.size() > k_longest_passphrase) {
        throw Error(ErrorKind::usage,
                    say("the passphrase is too long; expected at most {} bytes", k_longest_passphrase));
    }
}

bool is_allowed(const KdfCost& cost) {
    constexpr KdfCost k_least;
    constexpr KdfCost k_most{16, 1024UL * 1024};
    return cost.passes >= k_least.passes && cost.passes <= k_most.passes &&
           cost.memory_kib >= k_least.memory_kib && cost.memory_kib <= k_most.memory_kib;
}

Secret derive_key(const Secret& passphrase, const KdfCost& cost, const KdfSalt& salt) {
    require_sodium();
    const Secret text = normalised(passphrase);
    Secret key(crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
    if (crypto_pwhash(key.bytes().data(), key.size(), reinterpret_cast<const char*>(text.bytes().data()),
                      text.size(), salt.data(), cost.passes, cost.memory_kib * 1024,
                      crypto_pwhash_ALG_ARGON2ID13) != 0) {
        throw Error(ErrorKind::failed,
                    say("there is no memory to check the passphrase with; it takes {} MiB: close "
                        "other programs, or raise ulimit -v",
                        cost.memory_kib / 1024));
    }
    return key;
}

} // namespace hnat
