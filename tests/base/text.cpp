#include "base/text.hpp"

#include "base/code_points.hpp"
#include "base/error.hpp"
#include "tests/seed.hpp"

#include <doctest.h>
#include <fmt/format.h>

#include <array>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include <utf8proc.h>

namespace hnat {

namespace {

std::string utf8(char32_t code) {
    std::array<utf8proc_uint8_t, 4> bytes{};
    const auto size = utf8proc_encode_char(static_cast<utf8proc_int32_t>(code), bytes.data());
    return {reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(size)};
}

/// utf8proc's own normaliser, the reference for ours.
std::string reference_nfc(const std::string& text) {
    utf8proc_uint8_t* bytes = utf8proc_NFC(reinterpret_cast<const utf8proc_uint8_t*>(text.c_str()));
    REQUIRE(bytes != nullptr);
    std::string result(reinterpret_cast<const char*>(bytes));
    std::free(bytes); // NOLINT: utf8proc allocates with malloc
    return result;
}

} // namespace

TEST_CASE("well-formed UTF-8 is told from the rest at the exact byte") {
    CHECK(is_utf8(""));
    CHECK(is_utf8("plain"));
    CHECK(is_utf8("Đồng Hỷ 🔥"));
    CHECK(is_utf8(std::string_view("a\0b", 3)));
    struct Case {
        std::string_view bytes;
        std::size_t at;
    };
    for (const Case& one : {
             Case{"\xff", 0}, Case{"12345678\x80", 8}, Case{"abc\xc0\xaf", 3}, // overlong
             Case{"\xe0\x80\xaf", 0},                                          // overlong
             Case{"\xf0\x80\x80\xaf", 0},                                      // overlong
             Case{"x\xed\xa0\x80", 1},                                         // surrogate
             Case{"\xf4\x90\x80\x80", 0},                                      // above U+10FFFF
             Case{"\xf5\x80\x80\x80", 0},                                      // no such lead byte
             Case{"Đ\xe1\xbb", 2},                                             // cut off
             Case{"H\xb5 N\xe9i", 1},                                          // TCVN3 bytes
             Case{"\xe1\xbb\x93\xe1\xbb\x20", 3}                               // cut off before a space
         }) {
        INFO(one.at);
        CHECK_FALSE(is_utf8(one.bytes));
        CHECK(first_invalid_utf8(one.bytes) == one.at);
    }
}

TEST_CASE("ASCII ends at the first byte beyond it, wherever that stands") {
    CHECK(is_ascii(""));
    for (std::size_t size = 1; size <= 20; ++size) {
        std::string text(size, '\x7f');
        CHECK(is_ascii(text));
        for (std::size_t at = 0; at < size; ++at) {
            text[at] = '\x80';
            CHECK_FALSE(is_ascii(text));
            text[at] = '\0';
            CHECK(is_ascii(text));
        }
    }
}

TEST_CASE("visible ASCII is passed in words of eight bytes, up to a space, a control or a letter beyond it") {
    using code_points::visible_ascii_prefix;
    CHECK(visible_ascii_prefix("") == 0);
    CHECK(visible_ascii_prefix("1234567") == 0);
    CHECK(visible_ascii_prefix("!234567~") == 8);
    CHECK(is_squeezed("!234567~"));
    std::string text(24, '~');
    for (std::size_t at = 0; at < text.size(); ++at) {
        for (int byte = 0; byte < 256; ++byte) {
            text[at] = static_cast<char>(byte);
            CAPTURE(byte);
            REQUIRE(visible_ascii_prefix(text) == (byte > 0x20 && byte < 0x7F ? text.size() : at / 8 * 8));
        }
        text[at] = '!';
    }
}

TEST_CASE("a text with U+FFFD, which stands where a letter was lost, is never taken for surely normalised") {
    bool surely_nfc = true;
    CHECK_FALSE(first_invalid_utf8("Ch\uFFFD quê", surely_nfc));
    CHECK_FALSE(surely_nfc);
    CHECK_FALSE(first_invalid_utf8("Chợ quê", surely_nfc));
    CHECK(surely_nfc);
}

TEST_CASE("NFC composes Vietnamese letters whatever the order of their marks") {
    CHECK(nfc("a\u0323\u0302") == "ậ");
    CHECK(nfc("a\u0302\u0323") == "ậ");
    CHECK(nfc("â\u0323") == "ậ");
    CHECK(nfc("ạ\u0302") == "ậ");
    CHECK(nfc("o\u031B\u0301") == "ớ");
    CHECK(nfc("ó\u031B") == "ớ");
    CHECK(nfc("Đo\u0300ng Hy\u0309") == "Đòng Hỷ");
    CHECK(nfc("đ") == "đ");
    CHECK(nfc("plain") == "plain");
    CHECK(nfc("") == "");
    CHECK(nfc("\u1100\u1161\u11A8") == "각");
    CHECK(nfc("\u212B") == "Å");
}

TEST_CASE("NFC refuses bytes that are not UTF-8 and says where") {
    CHECK_THROWS_WITH_AS(nfc("H\xb5"), "byte 2 of a text is not UTF-8; convert it before it is normalised",
                         Error);
}

TEST_CASE("NFC agrees with utf8proc on every code point that is assigned") {
    for (char32_t code = 1; code <= 0xE01EF; ++code) {
        const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(code));
        if (category == UTF8PROC_CATEGORY_CN || category >= UTF8PROC_CATEGORY_CS) {
            continue;
        }
        const std::string text = "a" + utf8(code) + "o\u0323";
        if (const std::string normal = nfc(text); normal != reference_nfc(text)) {
            FAIL_CHECK(fmt::format("U+{:04X}", static_cast<unsigned>(code)) << ": " << normal);
        }
    }
}

TEST_CASE("NFC agrees with utf8proc on random texts, and of NFC it is the identity") {
    const auto seed = test::seed();
    MESSAGE("seed " << seed);
    std::mt19937_64 random(seed);
    constexpr std::u32string_view alphabet =
        U"aeouyđăâê ôơư1ẤẵỆ中각\u0300\u0301\u0302\u0303\u0306\u0309\u031B\u0323"
        U"\u1100\u1161\u11A8\u0344\u212B\u2126\u200D\uFE0F🔥";
    for (int round = 0; round < 20000; ++round) {
        std::string text;
        for (auto length = random() % 12; length > 0; --length) {
            text += utf8(alphabet[random() % alphabet.size()]);
        }
        const std::string normal = nfc(text);
        REQUIRE(normal == reference_nfc(text));
        REQUIRE(nfc(normal) == normal);
    }
}

TEST_CASE("NFC of a megabyte of marks in the worst order takes no time") {
    std::string text = "a";
    for (int i = 0; i < 250000; ++i) {
        text += i % 2 == 0 ? "\u0301" : "\u0323";
    }
    CHECK(nfc(text).starts_with("ạ\u0323")); // a quadratic sort would take minutes here
}

TEST_CASE("squeeze trims and joins every kind of white space") {
    CHECK(squeeze("  Chợ \t\r\n Đồng\u00A0\u3000Quang ") == "Chợ Đồng Quang");
    CHECK(squeeze("a\u2003b\u2028c\u0085d") == "a b c d");
    CHECK(squeeze("một") == "một");
    CHECK(squeeze(" \u00A0 ") == "");
    CHECK(squeeze("") == "");
    CHECK(squeeze("a\u200Bb") == "a\u200Bb");
    CHECK(squeeze(" \xff ") == "\xff");
}

TEST_CASE("what is taken for squeezed is what squeeze leaves as it is, wherever white space stands") {
    const auto seed = test::seed();
    MESSAGE("seed " << seed);
    std::mt19937_64 random(seed);
    for (const char32_t space : U" \t\n\v\f\r\x1f\x7f!\u0085\u00A0\u1680\u2000\u2028\u205F\u3000"
                                U"\u200B\uFEFF\u1F9A") {
        if (space == U'\0') {
            continue; // the literal's end
        }
        int squeezed = 0;
        for (int round = 0; round < 400; ++round) {
            std::string text;
            for (auto length = random() % 24; length > 0; --length) {
                text += random() % 12 == 0 ? utf8(space) : random() % 4 == 0 ? "ợ" : "a";
            }
            CAPTURE(text);
            const bool taken = is_squeezed(text);
            squeezed += taken ? 1 : 0;
            if (taken) {
                REQUIRE(squeeze(text) == text);
            }
        }
        CHECK(squeezed > 0);
    }
    CHECK(is_squeezed("https://www.facebook.com/groups/cho.que"));
    CHECK(is_squeezed("2026-09-30"));
    CHECK(is_squeezed("Chợ quê và phố"));
    for (const std::string_view text :
         {" 2026-09-30", "2026-09-30 ", "2026  09", "12345678 ", "12345678\t"}) {
        CHECK_FALSE(is_squeezed(text));
    }
}

TEST_CASE("edit distance counts insertion, deletion, replacement and a swap of neighbours as one") {
    CHECK(edit_distance("", "") == 0);
    CHECK(edit_distance("", "abc") == 3);
    CHECK(edit_distance("abc", "") == 3);
    CHECK(edit_distance("survey", "survey") == 0);
    CHECK(edit_distance("survey", "sruvey") == 1);
    CHECK(edit_distance("survey", "survy") == 1);
    CHECK(edit_distance("survey", "surveys") == 1);
    CHECK(edit_distance("survey", "survay") == 1);
    CHECK(edit_distance("kitten", "sitting") == 3);
    CHECK(edit_distance("ca", "abc") == 3); // optimal string alignment: no part is edited twice
}

TEST_CASE("the nearest name is offered only when it is a slip of the finger") {
    const std::vector<std::string> names{"survey", "report", "meeting", "db"};
    CHECK(nearest("survy", names) == "survey");
    CHECK(nearest("reprot", names) == "report");
    CHECK_FALSE(nearest("xyz", names));
    CHECK_FALSE(nearest("dx", names)); // one of two letters is too much
    CHECK_FALSE(nearest("", names));
    CHECK_FALSE(nearest("survey", std::vector<std::string>{}));
}

} // namespace hnat
