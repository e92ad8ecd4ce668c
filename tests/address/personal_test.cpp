#include "address/personal.hpp"

#include "address/address.hpp"
#include "base/code_points.hpp"
#include "base/personal.hpp"
#include "tests/seed.hpp"

#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <vector>

#include <doctest.h>

using namespace hnat;

TEST_CASE("P1: an at sign of plain text is one of three characters: no other has to be looked for") {
    constexpr code_points::CodePoint k_end = 0x110000;
    constexpr code_points::CodePoint k_block = 256; // are looked at together first
    const auto text_of = [](code_points::CodePoint from, code_points::CodePoint to) {
        code_points::CodePoints points;
        for (auto code = std::max(from, 1); code < to; ++code) {
            if (code < 0xD800 || code > 0xDFFF) {
                points.push_back(code);
                points.push_back(' ');
            }
        }
        return code_points::to_utf8(points);
    };
    const auto has_at = [&](code_points::CodePoint from, code_points::CodePoint to) {
        return bare_signs(text_of(from, to)).find('@') != std::string::npos;
    };
    std::vector<code_points::CodePoint> found;
    for (code_points::CodePoint block = 0; block < k_end; block += k_block) {
        if (!has_at(block, block + k_block)) {
            continue;
        }
        for (auto code = block; code < block + k_block; ++code) {
            if (has_at(code, code + 1)) {
                found.push_back(code);
            }
        }
    }
    CHECK(found == std::vector<code_points::CodePoint>{'@', 0xFE6B, 0xFF20});
    for (const char* text :
         {"an@mau.example", "an\uFE6Bmau.example", "an\uFF20mau.example", "– an\uFF20mau.example"}) {
        CAPTURE(text);
        CHECK(holds_email(text));
    }
}

TEST_CASE("P1: a telephone number is seen whatever signs stand between its digits") {
    for (const char* text : {"Chợ A 0912345678", "Chợ A 0912–345–678", "Chợ A 0912/345/678",
                             "Chợ A 0912,345,678", "Chợ A 0912_345_678", "Chợ A 0912·345·678",
                             "Chợ A ０９１２３４５６７８", "Chợ A 𝟎𝟗𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖", "Chợ A 0 9 1 2 3 4 5 6 7 8",
                             "Chợ A ٠٩١٢٣٤٥٦٧٨", "Chợ A ०९१२३४५६७८", "+84 912 345 678", "84.912.345.678"}) {
        CAPTURE(text);
        CHECK(holds_phone_number(text));
    }
}

TEST_CASE("P1: a telephone number is seen in every dress that people give to digits") {
    const AddressRules& rules = AddressRules::standard();
    for (const char* text :
         {// Keycaps, as an emoji keyboard writes them and without its selector; underlined.
          "Chợ A 0\uFE0F\u20E39\uFE0F\u20E31\uFE0F\u20E32\uFE0F\u20E33\uFE0F\u20E34\uFE0F\u20E35\uFE0F\u20E3"
          "6\uFE0F\u20E37\uFE0F\u20E38\uFE0F\u20E3",
          "Chợ A 0\u20E39\u20E31\u20E32\u20E33\u20E34\u20E35\u20E36\u20E37\u20E38\u20E3",
          "Chợ A 0\u03329\u03321\u03322\u03323\u03324\u03325\u03326\u03327\u03328\u0332",
          // Circled.
          "Chợ A ⓿❾❶❷❸❹❺❻❼❽", "Chợ A 🄋➈➀➁➂➃➄➅➆➇",
          "Chợ A 🄌➒➊➋➌➍➎➏➐➑", "Chợ A ⓪⓽⓵⓶⓷⓸⓹⓺⓻⓼", "Chợ A 〇912345678",
          // Numbered, in a dress of its own.
          "1\uFE0F\u20E30912345678", "❶0912345678 ❷0987654321", "⓵0912345678", "20\u03320912345678",
          "❶0\u20E39\u20E31\u20E32\u20E33\u20E34\u20E35\u20E36\u20E37\u20E38\u20E3",
          // Between signs.
          "0912➖345➖678", "0912⭐345⭐678", "0912・345・678", "0912。345。678", "0912、345、678",
          "➕12025550143",
          // An O for the zero, and an O beside a whole number.
          "Chợ A O912345678", "Chợ A o912.345.678", "O9O1 234 567", "QTV:O912345678", "📞O912345678",
          "✅O912345678★", "“O912345678”", "→O912345678", "О912345678", "Ο912345678", "🅾912345678",
          "⭕912345678", "o0912345678", "Hội O0912345678", "Lan:o0912345678.", "0912345678o",
          "0912345678O xem", "o84912345678", "0oo0912345678"}) {
        CAPTURE(text);
        CHECK(holds_phone_number(text));
        CHECK(personal_contact(text, rules).has_value());
        CHECK_FALSE(surely_holds_no_contact(text));
    }
    CHECK(personal_contact("hỏi a\u0332@\u0332mau.example", rules).has_value());
    CHECK(personal_contact("lan@mau。vn", rules).has_value());
    CHECK(personal_contact("f\u0332b.com/lan.mau", rules).has_value());
    CHECK(personal_contact("facebook\u0338.com/lan.mau", rules).has_value());
    for (const char* text : {"CO2 2024-2025",
                             "Hội O 1998-2001",
                             "Chợ 947.927.379",
                             "Hội ✅ 942.089.646",
                             "Lớp 12A1 3\uFE0F\u20E3 năm",
                             "❶ ❷ ❸ Mua bán",
                             "Cho thuê ô tô 12500",
                             "H2O 912345678O1",
                             "Nhóm O2O bán hàng 2024",
                             "Bán hàng O2O 2024-2025",
                             "O2O (2024-2025)",
                             "Danh sách O2O, 05/09/2024",
                             "O2O 19/08/2020",
                             "Office O365 2024-25",
                             "o365 2023-24",
                             "Form O365 2024 10",
                             "Lô O9 12 34 56 78",
                             "Tổ O8-O9-10-11-12",
                             "Khóa O3 O6 O9 12 15",
                             "Tầng O3, O4, O5, O6, O7",
                             "Phòng O301 302 303",
                             "Khu O80 2024 123",
                             "Quán O84.123.456.7",
                             "Chợ ✅ Đồng Hỷ ⭐ 2024",
                             "Hội khóa 1998⭐2001 🔥 12A1"}) {
        CAPTURE(text);
        CHECK_FALSE(personal_contact(text, rules).has_value());
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

TEST_CASE("P1: no character of an everyday text hides a digit or a sign: the quick way is as good as the "
          "long one") {
    int everyday = 0;
    for (code_points::CodePoint code = 0x20; code < 0x110000; ++code) {
        if (code >= 0xD800 && code < 0xE000) {
            continue; // no characters
        }
        std::string text;
        code_points::append(text, code);
        if (code_points::is_everyday(text)) {
            ++everyday;
            const std::string long_way = "α" + text; // a Greek letter is none of them
            CAPTURE(code);
            CHECK(plain_signs(long_way) == long_way);
        }
    }
    CHECK(everyday > 2'000);
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
