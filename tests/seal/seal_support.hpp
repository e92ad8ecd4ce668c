/// What the tests of sealing share.
#pragma once

#include "base/error.hpp"
#include "base/hash.hpp"
#include "seal/box.hpp"
#include "seal/secret.hpp"
#include "tests/support.hpp"

#include <sodium.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hnat::test {

/// Bytes of hexadecimal digits that the test wrote itself; blanks are skipped.
inline std::vector<std::uint8_t> bytes_of(std::string_view hex) {
    std::vector<std::uint8_t> bytes(hex.size() / 2);
    std::size_t size = 0;
    REQUIRE(sodium_hex2bin(bytes.data(), bytes.size(), hex.data(), hex.size(), " \n", &size, nullptr) == 0);
    bytes.resize(size);
    return bytes;
}

/// A key pair whose private half is 32 times this byte: the same in every run.
inline KeyPair fixed_pair(std::uint8_t byte) {
    KeyPair pair{{}, Secret(32)};
    std::ranges::fill(pair.private_key.bytes(), byte);
    crypto_scalarmult_base(pair.public_key.data(), pair.private_key.bytes().data());
    return pair;
}

inline std::string read_bytes(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}
inline void write_private(const std::filesystem::path& path, std::string_view bytes) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
    REQUIRE(::chmod(path.c_str(), 0600) == 0);
}
inline unsigned mode_of(const std::filesystem::path& path) {
    struct stat info {};
    REQUIRE(::stat(path.c_str(), &info) == 0);
    return info.st_mode & 07777U;
}

inline Secret secret(std::string_view text) {
    return Secret::copy_of(text);
}

/// The error that a call ends in; nullopt when it ends in none.
inline std::optional<Error> error_of(const std::function<void()>& call) {
    try {
        call();
    } catch (const Error& error) {
        return error;
    }
    return std::nullopt;
}
/// The message of the error, its kind checked.
inline std::string message_of(ErrorKind kind, const std::function<void()>& call) {
    const auto error = error_of(call);
    REQUIRE_MESSAGE(error.has_value(), "no error");
    CHECK(static_cast<int>(error->kind()) == static_cast<int>(kind));
    return error->what();
}

} // namespace hnat::test
