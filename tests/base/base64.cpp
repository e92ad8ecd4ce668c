#include "base/base64.hpp"

#include <doctest.h>

#include <cstdint>
#include <string>
#include <vector>

using hnat::from_base64;
using hnat::to_base64;

namespace {

std::string encoded(std::string_view text) {
    return to_base64({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
}

} // namespace

TEST_CASE("the examples of RFC 4648 in both directions") {
    for (const auto& [plain, text] : {std::pair{"", ""},
                                      {"f", "Zg=="},
                                      {"fo", "Zm8="},
                                      {"foo", "Zm9v"},
                                      {"foob", "Zm9vYg=="},
                                      {"fooba", "Zm9vYmE="},
                                      {"foobar", "Zm9vYmFy"}}) {
        CHECK(encoded(plain) == text);
        CHECK(from_base64(text) == plain);
    }
}

TEST_CASE("Base64 that to_base64 would not write is none") {
    for (const char* text :
         {"Zg", "Zg=", "Zh==", "Zg==\n", " Zg==", "Zm9v=", "Zm-v", "Zm_v", "Z", "=", "Zg==Zg=="}) {
        CAPTURE(text);
        CHECK(!from_base64(text));
    }
}

TEST_CASE("bytes beyond ASCII are no Base64, though libsodium takes some of them for letters") {
    std::string text = to_base64(std::vector<std::uint8_t>(32, 0x5a));
    for (int byte = 0x80; byte <= 0xff; ++byte) {
        for (std::size_t at = 0; at < text.size() - 1; ++at) {
            std::string other = text;
            other[at] = static_cast<char>(byte);
            CHECK_FALSE(from_base64(other).has_value());
        }
    }
}
