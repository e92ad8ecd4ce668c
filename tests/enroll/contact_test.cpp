#include "base/text.hpp"
#include "enroll/contact.hpp"
#include "tests/support.hpp"

#include <fstream>
#include <map>
#include <string>

using namespace hnat;
using namespace hnat::test;

namespace {

std::string taken(ContactKind kind, std::string_view text) {
    const auto parsed = parse_contact(kind, text);
    const auto* contact = std::get_if<Contact>(&parsed);
    return contact != nullptr ? contact->value : "refused: " + std::get<std::string>(parsed);
}

std::string refusal(ContactKind kind, std::string_view text) {
    const auto parsed = parse_contact(kind, text);
    const auto* message = std::get_if<std::string>(&parsed);
    INFO(std::string(text));
    REQUIRE(message != nullptr);
    CHECK((text.size() < 4 || message->find(text) == std::string::npos));
    return *message;
}

} // namespace

TEST_CASE("a telephone number is one text, however it is written") {
    for (const char* text : {"0900000001", "0900 000 001", "0900.000.001", "(090) 000-0001", "+84900000001",
                             "+84 900 000 001", "+84 (0) 900 000 001", "0084900000001", "0900 000 001"}) {
        CHECK(taken(ContactKind::phone, text) == "+84900000001");
    }
    CHECK(taken(ContactKind::phone, "0208 3850 001") == "+842083850001");
    CHECK(taken(ContactKind::phone, "+49 30 1234567") == "+49301234567");
    CHECK(taken(ContactKind::phone, "+1 202 555 0100") == "+12025550100");
}

TEST_CASE("what is no telephone number is refused without repeating it") {
    for (const char* text :
         {"12345678", "090000000", "09000000011", "0400000001", "+841", "+123456", "+1234567890123456",
          "Nguyễn Văn Mẫu", "0900000001 hoặc 0900000002", "+", "0900-000-00a"}) {
        CHECK(refusal(ContactKind::phone, text).find("no telephone number") != std::string::npos);
    }
    CHECK(refusal(ContactKind::phone, "84900000001") ==
          "is a number whose + was lost; write it as +84… in a cell of text");
}

TEST_CASE("a zero that a spreadsheet dropped is named, not guessed") {
    for (const char digit : {'3', '5', '7', '8', '9'}) {
        CHECK(refusal(ContactKind::phone, std::string(1, digit) + "00000001") ==
              std::string("is a number whose leading zero was lost, as spreadsheets do; write it as 0") +
                  digit + "… in a cell of text");
    }
    CHECK(refusal(ContactKind::phone, "2083850001").find("02…") != std::string::npos);
    CHECK(refusal(ContactKind::phone, "1230000001").find("0123… is 083… today") != std::string::npos);
}

TEST_CASE("a mobile number of before September 2018 gets its new form proposed, in every spelling") {
    CHECK(refusal(ContactKind::phone, "0120 123 4567") ==
          "is a mobile number of before 15 September 2018: 0120… is 070… today; write 070 and the last seven "
          "digits");
    CHECK(refusal(ContactKind::phone, "+84 169 123 4567").find("0169… is 039… today") != std::string::npos);
    CHECK(refusal(ContactKind::phone, "0187 123 4567").find("no telephone number") != std::string::npos);
}

TEST_CASE("the prefixes of 2018 are those of the operators' list") {
    std::ifstream file(shared_data() / "phone_prefix_2018.csv");
    if (!file) {
        MESSAGE("skipped: shared/data/phone_prefix_2018.csv is not there");
        return;
    }
    std::map<std::string, std::string> listed;
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) {
        listed[line.substr(0, 4)] = line.substr(5, 3);
    }
    std::map<std::string, std::string> ours;
    for (const auto& prefix : mobile_prefixes()) {
        ours[std::string(prefix.before)] = prefix.now;
        CHECK(refusal(ContactKind::phone, std::string(prefix.before) + "0000001")
                  .find(std::string(prefix.now) + "…") != std::string::npos);
        CHECK(taken(ContactKind::phone, std::string(prefix.now) + "0000001") ==
              "+84" + std::string(prefix.now.substr(1)) + "0000001");
    }
    CHECK(ours == listed);
}

TEST_CASE("an e-mail address keeps its name and has its domain in lower case") {
    CHECK(taken(ContactKind::email, " Lan.Nguyen+x@Mail.Example.ORG ") == "Lan.Nguyen+x@mail.example.org");
    for (const char* text :
         {"maumau", "mau@", "@mau.vn", "mau@mau", "mau@@mau.vn", "mau nguyen@mau.vn", ".mau@mau.vn",
          "mau..x@mau.vn", "mau@-mau.vn", "mau@mau..vn", "mau@mau.1", "mau@ma_u.vn", "m\u00E2u@mau.vn"}) {
        CHECK(refusal(ContactKind::email, text).find("no e-mail address") != std::string::npos);
    }
}

TEST_CASE("accounts are handles or links; a Zalo account that is a number is one") {
    CHECK(taken(ContactKind::facebook, "https://www.facebook.com/thanhvien.a") ==
          "https://www.facebook.com/thanhvien.a");
    CHECK(taken(ContactKind::telegram, "@thanh_vien_a") == "@thanh_vien_a");
    CHECK(taken(ContactKind::zalo, "0900 000 001") == "+84900000001");
    CHECK(taken(ContactKind::facebook, "tha\u0300nh") == "th\u00E0nh");
    refusal(ContactKind::zalo, "900000001");
    for (const char* text : {"x", "hai từ", "a\u200Bb", "@@@", "a\x1b[0mb"}) {
        refusal(ContactKind::facebook, text);
    }
    CHECK(refusal(ContactKind::facebook, std::string(255, 'x')) == "is longer than 254 bytes");
    refusal(ContactKind::email, "\xff\xfe");
}

TEST_CASE("a contact says its kind, or is plainly a number or an e-mail address") {
    const auto kind = [](std::string_view text) {
        const auto parsed = parse_contact(text);
        const auto* contact = std::get_if<Contact>(&parsed);
        return contact != nullptr ? std::string(name_of(contact->kind)) + ":" + contact->value : "refused";
    };
    CHECK(kind("phone:0900000001") == "phone:+84900000001");
    CHECK(kind("Zalo: 0900000001") == "zalo:+84900000001");
    CHECK(kind("0900000001") == "phone:+84900000001");
    CHECK(kind("a@example.org") == "email:a@example.org");
    CHECK(kind("telegram:@thanh_vien") == "telegram:@thanh_vien");
    for (const char* text : {"thanhvien.a", "https://example.org/a", "@thanh_vien", "fax:0900000001", ""}) {
        CHECK(kind(text) == "refused");
    }
}
