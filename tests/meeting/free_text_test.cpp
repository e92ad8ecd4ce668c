#include "meeting/free_text.hpp"
#include "tests/meeting/meeting_support.hpp"

using namespace hnat;
using namespace hnat::test;

namespace {

std::string refused(std::string_view text) {
    try {
        static_cast<void>(checked_text("the question", text));
    } catch (const Error& error) {
        CHECK(static_cast<int>(error.kind()) == static_cast<int>(ErrorKind::usage));
        return error.what();
    }
    return "not refused";
}

} // namespace

TEST_CASE("free text is tidied and keeps its lines") {
    CHECK(checked_text("x", "  Ai  đọc\ttin báo? \r\n\n\n\n Có mất phí không?\n\n") ==
          "Ai đọc tin báo?\n\nCó mất phí không?");
    CHECK(checked_text("x", "Ho\xCC\xA3p") == "Họp");
    CHECK(checked_line("x", " Nhà\nvăn hóa ") == "Nhà văn hóa");
}

TEST_CASE("P1: a contact in free text is refused, and the refusal does not repeat it") {
    for (const char* text : {"gọi 0912 345 678", "số +84 900 000 001 nhé", "viết cho m@example.org",
                             "gọi 0912\n345678", "quản trị viên: 0912.345.678"}) {
        INFO(std::string(text));
        const std::string message = refused(text);
        CHECK(message.find("P1") != std::string::npos);
        CHECK(message.find("0912") == std::string::npos);
        CHECK(message.find("example") == std::string::npos);
    }
}

TEST_CASE("what no record should hold is refused: nothing, bytes, controls, a book") {
    CHECK(refused(" \n ") == "the question is empty");
    CHECK(refused("a\xFF") == "the question is not UTF-8");
    CHECK(refused("a\x1b[31mb").find("control characters") != std::string::npos);
    CHECK(refused("a\u202Eb").find("control characters") != std::string::npos);
    std::string book;
    for (int i = 0; i < 4'000; ++i) {
        book += "ế";
    }
    CHECK(checked_text("x", book) == book);
    CHECK(refused(book + "ế") == "the question has 4001 characters; at most 4000 are kept");
}
