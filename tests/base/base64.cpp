#include "base/base64.hpp"

#include <doctest.h>

#include <string>

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
