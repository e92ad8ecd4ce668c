#include "address/free_text.hpp"

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
    return "not refused";
}

} // namespace

TEST_CASE("a free text keeps its lines and loses superfluous white space") {
    CHECK(free_text("x", "  một  hai\r\n\r\n\r\nba\t\n") == "một hai\n\nba");
    CHECK(free_text("x", "\rmột\rhai") == "một\nhai");
    CHECK(free_text("x", "  Ai  đọc\ttin báo? \r\n\n\n\n Có mất phí không?\n\n") ==
          "Ai đọc tin báo?\n\nCó mất phí không?");
    CHECK(free_text("x", "mo\xCC\xA3t") == "mọt");
    CHECK(free_line("x", " Nhà\nvăn hóa ") == "Nhà văn hóa");
}

TEST_CASE("P1: a free text with a contact of a person is refused without repeating it") {
    const auto holds = [](const char* what) {
        return std::string("the comment holds ") + what +
               ": texts are about groups and the programme, not people (P1); take it out";
    };
    for (const char* text : {"gọi 0912 345 678", "số +84 900 000 001 nhé", "quản trị viên: 0912.345.678",
                             "gọi 0912\n345678", "gọi 09\n12\n34\n56\n78"}) {
        INFO(text);
        CHECK(refused(text) == holds("a phone number"));
    }
    CHECK(refused("gửi a@example.org") == holds("an e-mail address"));
    for (const char* text :
         {"hỏi https://facebook.com/nguyen.van.mau.9", "fb.com/profile.php?id=100012345678901",
          "nhắn m.me/nguyenvanmau", "(www.facebook.com/people/Mau/100012345678901)", "zalo.me/mau.nguyen"}) {
        INFO(text);
        CHECK(refused(text) == holds("the address of a personal profile"));
    }
}

TEST_CASE("addresses of groups and meetings, dates and numbers of papers may stand in a free text") {
    for (const char* text :
         {"https://meet.google.com/abc-defg-hij", "https://zoom.us/j/91234567890?pwd=x",
          "nhóm facebook.com/groups/muabandonghy", "theo Quyết định 12/QĐ-UBND ngày 1/9/2026",
          "https://www.thainguyen.gov.vn/van-ban/quy-che.pdf"}) {
        INFO(text);
        CHECK(free_text("x", text) == text);
    }
}

TEST_CASE("a free text is UTF-8, has words, nothing invisible, and an end") {
    CHECK(refused("\xC3") == "the comment is not UTF-8; save it as UTF-8");
    CHECK(refused(" \n ") == "the comment is empty; write a few words");
    const std::string invisible =
        "the comment holds control characters or marks that can't be seen; type it anew";
    CHECK(refused(std::string_view("a\0b", 3)) == invisible);
    CHECK(refused("a\x1b[31mb") == invisible);
    CHECK(refused("a\u202Eb") == invisible);
    std::string longest;
    for (std::size_t i = 0; i < k_longest_free_text; ++i) {
        longest += "ế";
    }
    CHECK(free_text("x", longest) == longest);
    CHECK(refused(longest + "ế") == "the comment has 4001 characters; at most 4000 are taken");
}
