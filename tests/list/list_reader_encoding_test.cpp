#include "base/error.hpp"
#include "base/text.hpp"
#include "list/list_reader_encoding.hpp"
#include "tests/list/list_builder.hpp"
#include "tools/generate/legacy.hpp"

#include <array>
#include <fstream>

using namespace hnat;
using namespace hnat::test;

namespace {

ListOptions in(ListEncoding encoding) {
    ListOptions options;
    options.encoding = encoding;
    return options;
}

std::string from_hex(std::string_view hex) {
    std::string bytes;
    for (std::size_t at = 0; at + 1 < hex.size(); at += 2) {
        bytes += static_cast<char>(std::stoi(std::string(hex.substr(at, 2)), nullptr, 16));
    }
    return bytes;
}

std::string decoded(std::string_view bytes, ListEncoding encoding) {
    const auto line = LineDecoder(encoding).decode(bytes);
    CHECK_FALSE(line.bad_byte);
    return nfc(line.text);
}

std::string utf16(std::string_view ascii, bool big_endian) {
    std::string bytes = big_endian ? "\xFE\xFF" : "\xFF\xFE";
    for (const char c : ascii) {
        bytes += big_endian ? std::string{'\0', c} : std::string{c, '\0'};
    }
    return bytes;
}

} // namespace

TEST_CASE("UTF-8 with and without a byte order mark, and UTF-16 with one, are read") {
    CHECK(read_list("\xEF\xBB\xBFname,url\nChợ,b\n").texts(0) == Strings{"Chợ", "b"});
    for (const bool big_endian : {false, true}) {
        std::string rows = "name\turl\r\n";
        for (int row = 0; row < 20'000; ++row) { // over several chunks
            rows += "abc\tdef\r\n";
        }
        const auto list = read_list(utf16(rows, big_endian), in(ListEncoding::tcvn3));
        CHECK(list.problems() == Strings{});
        REQUIRE(list.rows.size() == 20'000);
        CHECK(list.texts(19'999) == Strings{"abc", "def"});
    }
}

TEST_CASE("half a character of UTF-16 is a problem of its line") {
    auto bytes = utf16("name,url\na,b\nX,c\nd,e\n", false);
    bytes[bytes.find('X') + 1] = '\xD8'; // a high surrogate alone
    const auto list = read_list(bytes);
    CHECK(list.problems() ==
          Strings{"list.csv:3: half a character of UTF-16 at offset 0; save the list again as UTF-8"});
    CHECK(list.rows.size() == 3);
    CHECK(read_list(utf16("name,url\na,b", false) + "x").problems().size() == 1);
}

TEST_CASE("bytes that are not UTF-8 are problems that name the line, the byte and the way out") {
    const auto list = read_list("name,url\nH\xB5 N\xE9i,b\nc,d\n");
    CHECK(list.problems() == Strings{"list.csv:2: byte 0xB5 at offset 1 is not UTF-8; save the list as "
                                     "UTF-8, or say what it was written "
                                     "in: --encoding cp1258|tcvn3|viscii|vni"});
    CHECK(list.rows[0].raw[0] == "H\uFFFD N\uFFFDi");
    CHECK(list.rows.size() == 2);
    SUBCASE("also when the header is not found for it") {
        CHECK_THROWS_WITH_AS(
            read_list("T\xAAn nh\xE3m,\xA7\xAD\xEAng d\xC9n\na,b\n"),
            "list.csv:1: byte 0xAA at offset 1 is not UTF-8; save the list as UTF-8, or say what it was "
            "written in: --encoding tcvn3, as its words say",
            Error);
    }
}

TEST_CASE("legacy encodings are read line by line into normal form C") {
    CHECK(read_list("T\xAAn nh\xE3m,\xA7\xAD\xEAng d\xC9n\nH\xB5 N\xE9i,b\n", in(ListEncoding::tcvn3))
              .texts(0) == Strings{"Hà Nội", "b"});
    CHECK(read_list("name,url\nH\xE0 N\xF4\xF2i,b\n", in(ListEncoding::cp1258)).texts(0)[0] == "Hà Nội");
    CHECK(read_list("name,url\nHa\xF8 No\xE4i,b\n", in(ListEncoding::vni)).texts(0)[0] == "Hà Nội");
    CHECK(read_list("name,url\nH\xE0 N\xB5i,b\n", in(ListEncoding::viscii)).texts(0)[0] == "Hà Nội");
}

TEST_CASE("a byte that a legacy encoding does not have is a problem") {
    const auto list = read_list("name,url\nab\x80"
                                "c,b\n",
                                in(ListEncoding::vni));
    CHECK(list.problems() ==
          Strings{"list.csv:2: byte 0x80 at offset 2 does not exist in vni; is the list in another "
                  "encoding? --encoding utf-8|cp1258|tcvn3|viscii|vni"});
}

TEST_CASE("a list in another encoding than the one that was named is refused, and the right one is named") {
    const std::string list =
        "name,url\nMua bán Đồng Hỷ,a\nPhụ huynh Tích Lương,b\nCho phien,c\nHội những người yêu bóng đá,d\n"
        "Gia Sàng,e\nViệc làm Thái Nguyên,f\nChợ đêm,g\n";
    const std::array<std::pair<ListEncoding, std::string>, 5> forms{
        {{ListEncoding::utf8, list},
         {ListEncoding::cp1258, generate::iconv_encoder("CP1258")->encode(list)},
         {ListEncoding::tcvn3, generate::iconv_encoder("TCVN5712-1")->encode(list)},
         {ListEncoding::viscii, generate::iconv_encoder("VISCII")->encode(list)},
         {ListEncoding::vni, generate::vni_encoder()->encode(list)}}};
    for (const auto& [written, bytes] : forms) {
        CAPTURE(name_of(written));
        const auto read = read_list(bytes, in(written));
        CHECK(read.problems() == Strings{});
        CHECK(read.texts(3)[0] == "Hội những người yêu bóng đá");
        for (const auto& named : k_enum_names<ListEncoding>) {
            CAPTURE(named.name);
            if (named.value == written) {
                continue;
            }
            if (named.value == ListEncoding::utf8) {
                const auto problems = read_list(bytes).problems();
                REQUIRE(problems.size() >= 5);
                CHECK(problems[0].find("--encoding " + std::string(name_of(written)) +
                                       ", as its words say") != std::string::npos);
                continue;
            }
            const std::string advice = written == ListEncoding::utf8
                                           ? "leave --encoding out"
                                           : "give --encoding " + std::string(name_of(written));
            CHECK_THROWS_WITH_AS(read_list(bytes, in(named.value)),
                                 ("list.csv: read as " + std::string(named.name) +
                                  " its words are not Vietnamese, and read as " +
                                  std::string(name_of(written)) + " they are; " + advice)
                                     .c_str(),
                                 Error);
        }
    }
}

TEST_CASE("a list without accents, or in another language, is read in the encoding that was named") {
    for (const auto& named : k_enum_names<ListEncoding>) {
        CAPTURE(named.name);
        CHECK(read_list("name,url\nCho phien,a\n", in(named.value)).problems() == Strings{});
    }
    CHECK(read_list("\xEF\xBB\xBFname,url\nChợ đêm Gia Sàng,a\n", in(ListEncoding::vni)).texts(0)[0] ==
          "Chợ đêm Gia Sàng");
    CHECK(read_list("name,url\nCafé Zürich Ærø,a\nMünchen Straße,b\n").problems() == Strings{});
}

TEST_CASE("a lost letter in a list that was converted before is a problem") {
    CHECK(read_list("name,url\nH\uFFFD N\uFFFDi,b\n").problems() ==
          Strings{"list.csv:2:name: the cell holds U+FFFD, which stands where a letter was lost in a "
                  "conversion; write "
                  "the letter again"});
}

TEST_CASE("every accented letter is read in every encoding") {
    std::ifstream table(shared_data() / "vi_legacy_encodings.csv");
    if (!table) {
        MESSAGE("skipped: no vi_legacy_encodings.csv beside the project");
        return;
    }
    struct Field {
        ListEncoding encoding;
        std::size_t column;
    };
    constexpr std::array k_fields{Field{ListEncoding::vni, 3}, Field{ListEncoding::tcvn3, 5},
                                  Field{ListEncoding::viscii, 7}, Field{ListEncoding::cp1258, 8}};
    std::string line;
    std::getline(table, line);
    int letters = 0;
    while (std::getline(table, line)) {
        Strings fields;
        std::stringstream parts(line);
        for (std::string part; std::getline(parts, part, ',');) {
            fields.push_back(part);
        }
        REQUIRE(fields.size() == 9);
        for (const auto& field : k_fields) {
            CAPTURE(line);
            CAPTURE(name_of(field.encoding));
            // Between letters, so that nothing waits for a mark at the end and nothing sticks to the one
            // before.
            CHECK(decoded("x" + from_hex(fields[field.column]) + "x", field.encoding) ==
                  "x" + fields[0] + "x");
            CHECK(decoded(from_hex(fields[field.column]), field.encoding) == fields[0]);
        }
        ++letters;
    }
    CHECK(letters == 134);
}
