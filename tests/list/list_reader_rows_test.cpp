// Rows that are odd beside their header, in text and in sheets.
#include "list/list_reader_fit.hpp"
#include "tests/list/sheet_builder.hpp"

using namespace hnat;
using namespace hnat::test;

TEST_CASE(
    "text in a column without a name is a problem that counts the column, and an empty cell there is none") {
    const auto list = read_list("name,,url\na,x,b\nc,,d\n");
    CHECK(list.problems() ==
          Strings{"list.csv:2:2: text in a column that has no name; name the column in the header "
                  "row, or empty it"});
    CHECK(list.rows.size() == 2);
}

TEST_CASE("a blank row with a problem is not passed over") {
    const auto csv = read_list("name,url\n,\r,\n,\na,b\n");
    CHECK(csv.problems() ==
          Strings{"list.csv:2: a carriage return (0x0D) in the middle of the line; end lines with "
                  "LF or CRLF, or put the cell into quotes"});
    CHECK(csv.rows.size() == 2);
    const auto sheet = read_list(raw_workbook(
        k_raw_header + R"(<x:row r="2">)" + R"(<x:c r="E2" t="str"><x:v>note</x:v></x:c></x:row>)" +
        R"(<x:row r="3"><x:c r="A3" t="str"><x:v> </x:v></x:c></x:row>)" +
        R"(<x:row r="4"><x:c r="A4"><x:v>1</x:v></x:c>)" +
        R"(<x:c r="F4" t="str"><x:v> </x:v></x:c></x:row>)"));
    CHECK(sheet.problems() ==
          Strings{"list.csv:2:5: text beyond the header's last column; name the column in the "
                  "header row, or empty it"});
    REQUIRE(sheet.rows.size() == 2);
    CHECK(sheet.rows[1].line == 4);
}

TEST_CASE("a list of nothing but its header has no rows") {
    CHECK(read_list("name,url\n").rows.empty());
    CHECK(read_list(raw_workbook(k_raw_header)).rows.empty());
    CHECK(read_list(spreadsheet(table("A", k_ods_header))).rows.empty());
}

TEST_CASE("the header of a sheet is looked for in its first 50 rows") {
    std::string title;
    for (int count = 0; count < 49; ++count) {
        title += xlsx_row({"title"});
    }
    const auto header = xlsx_row({"name", "url"}) + xlsx_row({"a", "b"});
    CHECK(read_list(raw_workbook(title + header)).header_line == 50);
    CHECK(error_of(raw_workbook(title + xlsx_row({"title"}) + header)) ==
          "list.csv: no header row among the first 50 rows; expected a row of column names such as \"name\" "
          "(Tên "
          "nhóm) and \"url\" (Đường dẫn), below any title. The sheet is \"One\".");
}

TEST_CASE("of two delimiters that show a header the one that shows more columns is meant") {
    CHECK(read_list("name;url\nname,url,members\na,b,1\n").header == Strings{"name", "url", "members"});
    CHECK(read_list("name,url\nname;url;members\na;b;1\n").header == Strings{"name", "url", "members"});
    CHECK(read_list("name;url\nname,url\na,b\n").header_line == 2);
}

TEST_CASE("cells in quotes are read where lines end in CR alone") {
    const auto list = read_list("name,url\r\"a, b\",c\r\"two\rlines\",d\r");
    CHECK(list.problems() == Strings{});
    REQUIRE(list.rows.size() == 2);
    CHECK(list.texts(0) == Strings{"a, b", "c"});
    CHECK(list.rows[1].raw == Strings{"two\rlines", "d"});
}

TEST_CASE("a byte that is no text in a later line of a cell names that line") {
    CHECK(read_list("name,url\n\"a\nb\xE9\",c\n").problems() ==
          Strings{"list.csv:2: byte 0xE9 at offset 1 of line 3 is not UTF-8; save the list as UTF-8, or say "
                  "what it "
                  "was written in: --encoding cp1258|tcvn3|viscii|vni"});
    std::string utf16 = "\xFF\xFE";
    for (const char c : std::string("name,url\n\"a\nb?\",c\n")) {
        utf16 += {c, c == '?' ? '\xD8' : '\0'};
    }
    CHECK(read_list(utf16).problems() ==
          Strings{
              "list.csv:2: half a character of UTF-16 at offset 1 of line 3; save the list again as UTF-8"});
}

TEST_CASE("a list whose words are mostly sound is in the encoding that was named") {
    CHECK_FALSE(likelier_encoding("Chợ đêm\nHội phụ huynh\nZürich\n", ListEncoding::utf8).has_value());
    const std::string sound =
        "H\xE0 N\xF4\xF2i, ch\xE1u, b\xE0, \xE9t, Z\xFCrich\n"; // ü is no letter of ours
    CHECK_FALSE(likelier_encoding(sound, ListEncoding::cp1258).has_value());
}

TEST_CASE("of two encodings in which a list reads as well the first is named") {
    const std::string both = "b\xE0 v\xE0 ch\xE1u nh\xE0\n"; // à and á are the same in CP1258 and VISCII
    CHECK(likelier_encoding(both, ListEncoding::utf8) == ListEncoding::cp1258);
    CHECK_FALSE(likelier_encoding(both, ListEncoding::viscii).has_value());
}
