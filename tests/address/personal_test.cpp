#include "address/personal.hpp"
#include "base/personal.hpp"

#include "address/address.hpp"
#include "tests/seed.hpp"

#include <array>
#include <random>
#include <string>

#include <doctest.h>

using namespace hnat;

TEST_CASE("P1: a telephone number is seen whatever signs stand between its digits") {
    for (const char* text : {"Chợ A 0912345678", "Chợ A 0912–345–678", "Chợ A 0912/345/678",
                             "Chợ A 0912,345,678", "Chợ A 0912_345_678", "Chợ A 0912·345·678",
                             "Chợ A ０９１２３４５６７８", "Chợ A 𝟎𝟗𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖", "Chợ A 0 9 1 2 3 4 5 6 7 8",
                             "Chợ A ٠٩١٢٣٤٥٦٧٨", "Chợ A ०९१२३४५६७८", "+84 912 345 678", "84.912.345.678"}) {
        CAPTURE(text);
        CHECK(holds_phone_number(text));
    }
}

TEST_CASE("P1: a telephone number alone is seen without the zero that a spreadsheet took from it") {
    const AddressRules& rules = AddressRules::standard();
    CHECK(personal_contact("900000001", rules).has_value());
    for (const char* text : {"2026", "100000001", "9000000010", "Lớp 900000001", "12500"}) {
        CAPTURE(text);
        CHECK_FALSE(personal_contact(text, rules).has_value());
    }
}

TEST_CASE("a date, a year and a count are no telephone number") {
    for (const char* text : {"Khóa 2003-2006", "03/05/2024", "Lớp 12A1 (1998-2001)", "1,200,300 thành viên",
                             "Chợ 24/7", "Hội 05.09.1945 - 10"}) {
        CAPTURE(text);
        CHECK_FALSE(holds_phone_number(text));
    }
}

TEST_CASE("P1: an address of a profile is seen inside free text, an e-mail in any width") {
    const AddressRules& rules = AddressRules::standard();
    CHECK(personal_contact("Chợ D,facebook.com/nguyen.van.a", rules).has_value());
    CHECK(personal_contact("QTV:fb.com/nguyen.van.a", rules).has_value());
    CHECK(personal_contact("zalo.me/0912345678", rules).has_value());
    CHECK(personal_contact("hỏi a＠b.example", rules).has_value());
    CHECK_FALSE(personal_contact("https://www.facebook.com/groups/muaban", rules).has_value());
    CHECK_FALSE(personal_contact("Mua bán Đồng Hỷ: 24/7, v.v.", rules).has_value());
}

TEST_CASE("P1: a contact is seen behind signs that only look like others, and as links are copied") {
    const AddressRules& rules = AddressRules::standard();
    for (const char* text : {"Chợ fb.com／nguyen.van.a", "fb.com⁄nguyen.van.a", "fb.com∕nguyen.van.a",
                             R"(https:\\fb.com\nguyen.van.a)", "facebook.com%2Fnguyen.van.a",
                             "hỏi a%40b.example", "Chợ 0912: 345678", "Chợ 0912 | 345 | 678", "0912;345;678",
                             "0912\u2800345678", "Ch%E1%BB%A3 0912%20345%20678"}) {
        CAPTURE(text);
        CHECK(personal_contact(text, rules).has_value());
    }
    for (const char* text : {"Giảm 50% - 100%", "Mở cửa 08:30-10:30, 13:30-17:00", "Lớp 12A | 2024 | 2027",
                             "100%FF thật", R"(Hội A\B)", "Sáng 07:30; chiều 13:30; tối 19:30",
                             "Tỷ số 2:1, 3:0, 10:9", "Năm 2024: 1250 người"}) {
        CAPTURE(text);
        CHECK_FALSE(personal_contact(text, rules).has_value());
    }
}

TEST_CASE("P1: no text with a contact in it is taken for harmless by its characters alone") {
    const auto drawn = test::seed();
    MESSAGE("seed ", drawn);
    std::mt19937 random(drawn);
    const auto one_of = [&random](const auto& texts) {
        return std::string(texts.at(random() % texts.size()));
    };
    constexpr std::array around{"Chợ", " ", "Đồng Hỷ", "🔥", "-", "12", ".", ",", "ễ", "A", "", ":", "(", "+"};
    constexpr std::array contacts{
        "0912345678",         "0912 345 678",        "+84 912.345.678",           "900000001",
        "a.b@mau.example",    "hỏi a＠b.example",    "０９１２３４５６７８",      "fb.com/nguyen.van.a",
        "zalo.me/0912345678", "0 9 1 2 3 4 5 6 7 8", "https://fb.com/mau.nguyen", "fb.com%2Fmau.nguyen",
        "a%40mau.example",    "fb.com／mau.nguyen"};
    for (int i = 0; i < 5'000; ++i) {
        std::string text;
        for (auto pieces = random() % 5; pieces > 0; --pieces) {
            text += one_of(around);
        }
        text += one_of(contacts);
        for (auto pieces = random() % 5; pieces > 0; --pieces) {
            text += one_of(around);
        }
        CAPTURE(text);
        CHECK_FALSE(surely_holds_no_contact(text));
    }
    for (const char* text : {"", "Mua bán Đồng Hỷ", "🔥 Phụ huynh 12A1 (2024) 🔥", "Hội: cây cảnh, cá cảnh"}) {
        CAPTURE(text);
        CHECK(surely_holds_no_contact(text));
    }
}
