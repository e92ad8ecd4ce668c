#include "base/free_text.hpp"
#include "base/error.hpp"
#include "tests/support.hpp"

using namespace hnat;

namespace {

std::string refused(std::string_view text) {
    try {
        free_text("the comment", text);
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::usage);
        return error.what();
    }
    FAIL("it was taken");
    return {};
}

} // namespace

TEST_CASE("a free text keeps its lines and loses superfluous white space") {
    CHECK(free_text("x", "  một  hai\r\n\r\n\r\nba\t\n") == "một hai\n\nba");
    CHECK(free_text("x", "\rmột\rhai") == "một\nhai");
    CHECK(free_text("x", "mo\xCC\xA3t") == "mọt");
}

TEST_CASE("P1: a free text with a contact of a person is refused without repeating it") {
    CHECK(refused("gọi 0912 345 678") == "the comment holds a phone number: texts are about groups and the "
                                         "programme, not people (P1); take it out");
    CHECK(refused("gửi a@example.org") ==
          "the comment holds an e-mail address: texts are about groups and the "
          "programme, not people (P1); take it out");
}

TEST_CASE("a free text is UTF-8, has words, no control characters, and an end") {
    CHECK(refused("\xC3") == "the comment is not UTF-8; save it as UTF-8");
    CHECK(refused(" \n ") == "the comment is empty; write a few words");
    CHECK(refused(std::string_view("a\0b", 3)) == "the comment holds a control character; take it out");
    std::string longest;
    for (std::size_t i = 0; i < k_longest_free_text; ++i) {
        longest += "đ";
    }
    CHECK(free_text("x", longest) == longest);
    CHECK(refused(longest + "đ") == "the comment has 4001 characters; at most 4000 are taken");
}
