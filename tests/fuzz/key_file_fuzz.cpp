/// S1: no bytes make the readers of key files and epoch files crash or hang, be read in two ways, or open.
/// The passphrase is turned into a key once: the cost of Argon2id is not in the way, and what an attacker can
/// change is the text.
#include "seal/epoch_text.hpp"
#include "seal/key_text.hpp"
#include "seal/passphrase.hpp"

#include <sodium.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

using namespace hnat;

namespace {

void require(bool condition) {
    if (!condition) {
        std::abort();
    }
}

/// The recipient of the seeds: a private key of 32 bytes 7. The epoch in them has 32 bytes 9.
KeyPair pair_of(std::uint8_t byte) {
    KeyPair pair{{}, Secret(32)};
    std::ranges::fill(pair.private_key.bytes(), byte);
    crypto_scalarmult_base(pair.public_key.data(), pair.private_key.bytes().data());
    return pair;
}

/// What the passphrase of corpus/key_file/office.v1.key gives with its salt.
const Secret& derived() {
    static const Secret key = derive_key(
        Secret::copy_of(std::string_view("năm từ không liên quan gì")), KdfCost(),
        {0x11, 0x27, 0x59, 0x31, 0x28, 0xa6, 0x7b, 0xfa, 0xdf, 0x68, 0x1a, 0x99, 0x26, 0x23, 0x04, 0x0a});
    return key;
}

void try_key(std::string_view text) {
    if (const auto key = parse_key_text(text)) {
        require(to_text(*key) == text);
        if (const auto pair = unlock_key(*key, derived())) {
            require(pair->public_key == pair_of(7).public_key);
            require(to_iso(key->header.made_on) == "2026-10-05" && key->header.role == KeyRole::office);
        }
    }
}

void try_epoch(std::string_view text) {
    if (const auto epoch = parse_epoch_text(text)) {
        require(to_text(*epoch) == text);
        if (const auto pair = unlock_epoch(*epoch, pair_of(7))) {
            require(pair->public_key == pair_of(9).public_key);
            require(epoch->header.quarter == "2026Q4" && epoch->header.role == KeyRole::office);
        }
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    try_key(text);
    try_epoch(text);
    return 0;
}
