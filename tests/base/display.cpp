#include "base/text.hpp"
#include "tests/seed.hpp"

#include <doctest.h>

#include <random>
#include <string>
#include <vector>

namespace hnat {

TEST_CASE("a column is what the terminal shows, not bytes or code points") {
    CHECK(display_width("") == 0);
    CHECK(display_width("abc") == 3);
    CHECK(display_width("Đồng Hỷ") == 7);
    CHECK(display_width("Đo\u0302\u0300ng Hy\u0309") == 7);
    CHECK(display_width("a\u200Bb") == 2);
    CHECK(display_width("中文") == 4);
    CHECK(display_width("Ｍ　") == 4);
    CHECK(display_width("각\u1100\u1161\u11A8") == 4);
    CHECK(display_width("\x1b\n\u0085") == 0);
}

TEST_CASE("an emoji sequence is one picture of two columns") {
    CHECK(display_width("🔥") == 2);
    CHECK(display_width("❤") == 1);
    CHECK(display_width("❤\uFE0F") == 2);
    CHECK(display_width("👍🏽") == 2);
    CHECK(display_width("👨\u200D👩\u200D👧\u200D👦") == 2);
    CHECK(display_width("❤\uFE0F\u200D🔥") == 2);
    CHECK(display_width("🇻🇳") == 2);
    CHECK(display_width("🇻🇳🇱🇦") == 4);
    CHECK(display_width("1\uFE0F\u20E3") == 2);
    CHECK(display_width("🔥🔥") == 4);
}

TEST_CASE("a text is cut to the width with an ellipsis, never inside a letter or an emoji") {
    CHECK(truncate_to_width("Đồng Hỷ", 7) == "Đồng Hỷ");
    CHECK(truncate_to_width("Đồng Hỷ", 6) == "Đồng …");
    CHECK(truncate_to_width("Đồng Hỷ", 1) == "…");
    CHECK(truncate_to_width("Đồng Hỷ", 0) == "");
    CHECK(truncate_to_width("", 0) == "");
    CHECK(truncate_to_width("a\u0323\u0302bc", 2) == "a\u0323\u0302…");
    CHECK(truncate_to_width("中文字", 4) == "中…");
    CHECK(truncate_to_width("中文", 4) == "中文");
    CHECK(truncate_to_width("👨\u200D👩\u200D👧abc", 3) == "👨\u200D👩\u200D👧…");
    CHECK(truncate_to_width("👨\u200D👩\u200D👧abc", 2) == "…");
    CHECK(truncate_to_width("abe\u0301", 3) == "abe\u0301");
}

TEST_CASE("a cut text is never wider than asked for") {
    const auto seed = test::seed();
    MESSAGE("seed " << seed);
    std::mt19937_64 random(seed);
    const std::vector<std::string> parts{"a", "ồ",    "\u0301", "中", "🔥", "\u200D", "\uFE0F", "🇻",
                                         "👍", "🏽", "\xff",   " ",  "❤", "각",     "\u1100", "\u1161"};
    for (int round = 0; round < 20000; ++round) {
        std::string text;
        for (auto length = random() % 10; length > 0; --length) {
            text += parts[random() % parts.size()];
        }
        const std::size_t width = random() % 12;
        const std::string cut = truncate_to_width(text, width);
        INFO(text);
        REQUIRE(display_width(cut) <= width);
        REQUIRE((cut == text) == (display_width(text) <= width));
    }
}

TEST_CASE("what steers a terminal is shown as an escape") {
    CHECK(escape_controls("\x1b[31mred\x1b]0;t\x07") == "\\x1b[31mred\\x1b]0;t\\x07");
    CHECK(escape_controls("a\nb") == "a\\nb");
    CHECK(escape_controls("a\rb\bc\td") == "a\\x0db\\x08c\\x09d");
    CHECK(escape_controls(std::string_view("a\0b", 3)) == "a\\x00b");
    CHECK(escape_controls("\x7f") == "\\x7f");
    CHECK(escape_controls("\u009B31m") == "\\u009b31m");
    CHECK(escape_controls("\u202Eabc\u2066\u200F\u061C") == "\\u202eabc\\u2066\\u200f\\u061c");
    CHECK(escape_controls("a\u200Bb\u200Cc\u2060d\uFEFFe\u00ADf") ==
          "a\\u200bb\\u200cc\\u2060d\\ufeffe\\u00adf");
    CHECK(escape_controls("\u2028\u2029\uFFF9\u3164") == "\\u2028\\u2029\\ufff9\\u3164");
    CHECK(escape_controls("\U000E0041") == "\\U000e0041");
}

TEST_CASE("bytes that are not UTF-8 are shown one by one") {
    CHECK(escape_controls("a\xff\xc3") == "a\\xff\\xc3");
    CHECK(escape_controls("\xed\xa0\x80") == "\\xed\\xa0\\x80");
    CHECK(escape_controls("\x9b"
                          "31m") == "\\x9b31m");
}

TEST_CASE("sound text passes unchanged") {
    for (const std::string_view text :
         {"", "Mua bán Đồng Hỷ", "Đo\u0302\u0300ng", "中文", "C:\\x", "👨\u200D👩\u200D👧", "❤\uFE0F",
          "❤\uFE0F\u200D🔥", "1\uFE0F\u20E3", "👍🏽\u200D🔥", "a\u00A0b"}) {
        CHECK(escape_controls(text) == text);
        CHECK_FALSE(has_controls(text));
    }
}

TEST_CASE("a text has controls when anything of it is shown as an escape") {
    for (const std::string_view text :
         {"\x1b[31mred", "a\nb", "\x7f", "Chợ \u202E", "a\u200Bb", "a\u2800b", "a\xff", "🔥\u200D"}) {
        CHECK(has_controls(text));
    }
}

TEST_CASE("a joiner or a selector that joins nothing is shown") {
    CHECK(escape_controls("a\u200Db") == "a\\u200db");
    CHECK(escape_controls("🔥\u200D") == "🔥\\u200d");
    CHECK(escape_controls("🔥\u200Da") == "🔥\\u200da");
    CHECK(escape_controls("\uFE0F") == "\\ufe0f");
    CHECK(escape_controls("a\uFE0F\uFE01\uFE02") == "a\uFE0F\\ufe01\\ufe02"); // no channel for hidden text
}

} // namespace hnat
