/// S1: no bytes make a sealed box crash or open as something that was not sealed. Taken as a box, an input
/// opens only if it is a seed; taken as what is in a box (everybody can seal to a public key), only if it has
/// the exact form.
#include "base/error.hpp"
#include "seal/box.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

using namespace hnat;

namespace {

constexpr Uuid k_record{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
constexpr std::size_t k_block = 1024;

void require(bool condition) {
    if (!condition) {
        std::abort();
    }
}

/// Whom the seeds are sealed to.
const KeyPair& key() {
    static const KeyPair pair = [] {
        KeyPair fixed{{}, Secret(32)};
        std::ranges::fill(fixed.private_key.bytes(), std::uint8_t{7});
        crypto_scalarmult_base(fixed.public_key.data(), fixed.private_key.bytes().data());
        return fixed;
    }();
    return pair;
}

std::optional<Secret> open(BoxPurpose purpose, std::string_view blob) {
    try {
        return open_box(key(), purpose, k_record, blob);
    } catch (const Error& error) {
        require(error.kind() == ErrorKind::key);
        return std::nullopt;
    }
}

void try_box(std::string_view blob) {
    for (const auto& [purpose, name] : k_enum_names<BoxPurpose>) {
        if (const auto text = open(purpose, blob)) {
            require(text->text() == fmt::format("Bản mẫu thứ nhất: {}", name));
        }
    }
}

void try_content(std::string plain) {
    plain.resize(std::max(k_block, plain.size() / k_block * k_block), '\0');
    std::string blob = seal_box(key().public_key, BoxPurpose::body, k_record, "").substr(0, 9);
    blob.resize(9 + plain.size() + crypto_box_SEALBYTES);
    require(crypto_box_seal(reinterpret_cast<unsigned char*>(blob.data() + 9),
                            reinterpret_cast<const unsigned char*>(plain.data()), plain.size(),
                            key().public_key.data()) == 0);
    for (const auto& [purpose, name] : k_enum_names<BoxPurpose>) {
        if (const auto text = open(purpose, blob)) {
            std::string whole = fmt::format("hnat:v1|{}|{}\n{}\x80", name, to_hex(k_record), text->text());
            require(plain.size() - whole.size() < k_block);
            whole.resize(plain.size(), '\0');
            require(whole == plain);
        }
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    try_box(input);
    try_content(std::string(input));
    return 0;
}
