#include "base/error.hpp"
#include "list/list_reader_sheet.hpp"
#include "list/list_reader_workbook.hpp"
#include "tests/list/sheet_builder.hpp"

#include <xlsxwriter.h>

#include <functional>

using namespace hnat;
using namespace hnat::test;

namespace {

/// An .xlsx made by libxlsxwriter.
std::string workbook(const std::function<void(lxw_workbook*)>& fill) {
    const TempDir folder;
    const auto path = folder.path() / "list.xlsx";
    lxw_workbook* const book = workbook_new(path.c_str());
    fill(book);
    REQUIRE(workbook_close(book) == LXW_NO_ERROR);
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

void write_row(lxw_worksheet* sheet, lxw_row_t row, const Strings& cells) {
    lxw_col_t column = 0;
    for (const auto& cell : cells) {
        worksheet_write_string(sheet, row, column++, cell.c_str(), nullptr);
    }
}

} // namespace

TEST_CASE("what merged cells show in a row is in the row: a commune over its groups, a header of two rows") {
    const auto bytes = workbook([](lxw_workbook* book) {
        lxw_worksheet* const sheet = workbook_add_worksheet(book, "Danh sách");
        worksheet_merge_range(sheet, 0, 0, 1, 4, "DANH SÁCH HỘI NHÓM", nullptr);
        write_row(sheet, 2, {"STT", "Tên nhóm", "Đường dẫn", "Thành viên", "", "Xã/phường"});
        write_row(sheet, 3, {"", "", "", "Số thành viên", "Ngày thống kê", ""});
        for (const lxw_col_t column : std::initializer_list<lxw_col_t>{0, 1, 2, 5}) {
            const Strings names{"STT", "Tên nhóm", "Đường dẫn", "", "", "Xã/phường"};
            worksheet_merge_range(sheet, 2, column, 3, column, names[column].c_str(), nullptr);
        }
        worksheet_merge_range(sheet, 2, 3, 2, 4, "Thành viên", nullptr);
        write_row(sheet, 4, {"1", "A", "t.me/aaaaa", "5", "1/9/2026", "Phú Bình"});
        write_row(sheet, 5, {"2", "B", "t.me/bbbbb", "6"});
        write_row(sheet, 6, {"3", "C", "t.me/ccccc", "7"});
        write_row(sheet, 7, {"4", "D", "t.me/ddddd", "8"});
        worksheet_merge_range(sheet, 4, 5, 6, 5, "Phú Bình", nullptr);
        worksheet_merge_range(sheet, 7, 4, 9, 4, "2/9/2026", nullptr); // over empty rows below the list
    });
    const auto list = read_list(bytes);
    CHECK(list.problems() == Strings{});
    CHECK(list.header ==
          Strings{"STT", "Tên nhóm", "Đường dẫn", "Số thành viên", "Ngày thống kê", "Xã/phường"});
    CHECK(list.header_line == 4);
    REQUIRE(list.rows.size() == 4);
    CHECK(list.texts(0) == Strings{"1", "A", "t.me/aaaaa", "5", "1/9/2026", "Phú Bình"});
    CHECK(list.texts(1) == Strings{"2", "B", "t.me/bbbbb", "6", "", "Phú Bình"});
    CHECK(list.texts(2)[5] == "Phú Bình");
    CHECK(list.rows[2].raw[5] == "Phú Bình");
    CHECK(list.texts(3) == Strings{"4", "D", "t.me/ddddd", "8", "2/9/2026", ""});
}

TEST_CASE("a letter that was lost before the .xlsx was saved is a problem of its cell") {
    const auto bytes = workbook([](lxw_workbook* book) {
        lxw_worksheet* const sheet = workbook_add_worksheet(book, "Danh sách");
        write_row(sheet, 0, {"name", "url"});
        write_row(sheet, 1, {"Ch\uFFFD quê", "t.me/aaaaa"});
    });
    CHECK(read_list(bytes).problems() ==
          Strings{
              "list.csv:2:name: the cell holds U+FFFD, which stands where a letter was lost in a conversion; "
              "write the letter again"});
}

TEST_CASE("a hidden sheet of an .xlsx is read only when it is named") {
    const auto bytes = workbook([](lxw_workbook* book) {
        lxw_worksheet* const old = workbook_add_worksheet(book, "Cũ");
        write_row(old, 0, {"name", "url"});
        write_row(old, 1, {"Cũ", "x"});
        lxw_worksheet* const shown = workbook_add_worksheet(book, "Mới");
        write_row(shown, 0, {"name", "url"});
        write_row(shown, 1, {"Mới", "y"});
        worksheet_activate(shown);
        worksheet_hide(old);
    });
    CHECK(read_list(bytes).texts(0)[0] == "Mới");
    ListOptions named;
    named.sheet = "Cũ";
    CHECK(read_list(bytes, named).texts(0)[0] == "Cũ");
}

TEST_CASE("an .xlsx is read below its title block: strings, numbers, dates, formulas' results") {
    const auto bytes = workbook([](lxw_workbook* book) {
        lxw_worksheet* const sheet = workbook_add_worksheet(book, "Danh sách");
        lxw_format* const date = workbook_add_format(book);
        format_set_num_format(date, "dd/mm/yyyy");
        lxw_format* const amount = workbook_add_format(book);
        format_set_num_format(amount, "#,##0 \"đồng\"");
        lxw_format* const bold = workbook_add_format(book);
        format_set_bold(bold);
        worksheet_merge_range(sheet, 0, 0, 0, 3, "DANH SÁCH HỘI NHÓM", bold);
        write_row(sheet, 3, {"STT", "Tên nhóm", "Đường dẫn", "Số thành viên", "Ngày khảo sát"});
        worksheet_write_number(sheet, 4, 0, 1, nullptr);
        std::string begin = "Chợ ";
        std::string end = "Đồng Hỷ";
        lxw_rich_string_tuple first{bold, begin.data()};
        lxw_rich_string_tuple second{nullptr, end.data()};
        lxw_rich_string_tuple* rich[] = {&first, &second, nullptr};
        worksheet_write_rich_string(sheet, 4, 1, rich, nullptr);
        worksheet_write_url(sheet, 4, 2, "https://facebook.com/groups/abc", nullptr);
        worksheet_write_number(sheet, 4, 3, 12500, amount);
        lxw_datetime day{2026, 7, 1, 0, 0, 0};
        worksheet_write_datetime(sheet, 4, 4, &day, date);
        write_row(sheet, 6, {"2"});
        worksheet_write_formula_str(sheet, 6, 1, "=CONCATENATE(\"a\",\"b\")", nullptr, "ab");
        worksheet_write_string(sheet, 6, 2, "t.me/abc", nullptr);
        worksheet_write_formula_num(sheet, 6, 3, "=SUM(1,2)", nullptr, 3);
        lxw_datetime time{2026, 7, 1, 14, 30, 0};
        worksheet_write_datetime(sheet, 6, 4, &time, date);
        worksheet_set_row_opt(sheet, 6, LXW_DEF_ROW_HEIGHT, nullptr, nullptr);
    });
    const auto list = read_list(bytes);
    CHECK(list.problems() == Strings{});
    CHECK(list.header == Strings{"STT", "Tên nhóm", "Đường dẫn", "Số thành viên", "Ngày khảo sát"});
    CHECK(list.header_line == 4);
    REQUIRE(list.rows.size() == 2);
    CHECK(list.rows[0].line == 5);
    CHECK(list.texts(0) ==
          Strings{"1", "Chợ Đồng Hỷ", "https://facebook.com/groups/abc", "12500", "2026-07-01"});
    CHECK(list.rows[0].cells[3].number == 12500);
    CHECK(list.rows[0].cells[4].number == 46204);
    CHECK_FALSE(list.rows[0].cells[1].number.has_value());
    CHECK(list.rows[1].line == 7);
    CHECK(list.texts(1) == Strings{"2", "ab", "t.me/abc", "3", "2026-07-01 14:30"});
    CHECK(list.rows[0].raw == list.texts(0));
    CHECK(list.digest == sha256(bytes));
}

TEST_CASE("a sheet is found by name, and an unknown one lists those there are") {
    const auto bytes = workbook([](lxw_workbook* book) {
        write_row(workbook_add_worksheet(book, "Bìa"), 0, {"Báo cáo"});
        lxw_worksheet* const sheet = workbook_add_worksheet(book, "Nhóm");
        write_row(sheet, 0, {"name", "url"});
        write_row(sheet, 1, {"a", "b"});
    });
    ListOptions options;
    options.sheet = "Nho\u0301m"; // NFD, as macOS gives it
    CHECK(read_list(bytes, options).texts(0) == Strings{"a", "b"});
    options.sheet = "Hai";
    CHECK(error_of(bytes, options) == "list.csv: no sheet is called \"Hai\"; there is \"Bìa\", \"Nhóm\"");
    CHECK(error_of(bytes).ends_with("The sheet is \"Bìa\"; name another with --sheet: \"Bìa\", \"Nhóm\"."));
    options.sheet = "One";
    CHECK_THROWS_WITH_AS(read_list("name,url\na,b\n", options),
                         "list.csv: --sheet is for spreadsheets, and this is text", Error);
}

TEST_CASE("in-line strings, booleans, ISO dates and cells without references are read") {
    const auto list = read_list(raw_workbook(
        k_raw_header +
        R"(<x:row><x:c t="str"><x:f>A1</x:f><x:v>a &amp; b</x:v></x:c><x:c t="b"><x:v>1</x:v></x:c>)"
        R"(<x:c t="d"><x:v>2026-07-01T00:00:00</x:v></x:c></x:row>)"
        R"(<x:row r="5"><x:c r="B5"><x:v>1.5E3</x:v></x:c></x:row>)"
        R"(<x:row r="6"><x:c r="A6" s="3"/></x:row>)"));
    CHECK(list.problems() == Strings{});
    REQUIRE(list.rows.size() == 2);
    CHECK(list.texts(0) == Strings{"a & b", "TRUE", "2026-07-01"});
    CHECK(list.rows[0].line == 2);
    CHECK(list.rows[0].cells[2].number == 46204);
    CHECK(list.texts(1) == Strings{"", "1500", ""});
    CHECK(list.rows[1].line == 5);
}

TEST_CASE("a formula's error and text beyond the header are problems of their cell") {
    const auto list = read_list(raw_workbook(
        k_raw_header +
        R"(<x:row r="2"><x:c t="e"><x:f>NA()</x:f><x:v>#N/A</x:v></x:c><x:c t="str"><x:v>b</x:v></x:c></x:row>)"
        R"(<x:row r="3"><x:c t="str"><x:v>a</x:v></x:c><x:c r="E3" t="str"><x:v>more</x:v></x:c></x:row>)"));
    CHECK(list.problems() ==
          Strings{"list.csv:2:name: the formula's result is the error #N/A; write the value itself",
                  "list.csv:3:5: text beyond the header's last column; name the column in the header row, or "
                  "empty it"});
}

TEST_CASE("dates of the 1904 system are the same days") {
    const auto styles = [](const std::string& properties) {
        return make_zip(
            {{"[Content_Types].xml", k_types},
             {"_rels/.rels", k_package},
             {"xl/_rels/workbook.xml.rels",
              R"(<Relationships><Relationship Id="r1" Type="/worksheet" Target="/xl/one.xml"/>)"
              R"(<Relationship Id="r2" Type="/styles" Target="../xl/styles.xml"/></Relationships>)"},
             {"xl/styles.xml",
              R"(<styleSheet><numFmts><numFmt numFmtId="164" formatCode="0&quot;days&quot;"/></numFmts>)"
              R"(<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>)"
              R"(<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>)"},
             {"xl/workbook.xml", R"(<workbook xmlns:r="http://o/relationships">)" + properties +
                                     R"(<sheets><sheet name="One" r:id="r1"/></sheets></workbook>)"},
             {"xl/one.xml",
              R"(<worksheet><sheetData><row><c t="str"><v>name</v></c><c t="str"><v>url</v></c></row>)"
              R"(<row><c s="1"><v>44742</v></c><c s="2"><v>44742</v></c></row></sheetData></worksheet>)"}});
    };
    CHECK(read_list(styles(R"(<workbookPr date1904="1"/>)")).texts(0) == Strings{"2026-07-01", "44742"});
    CHECK(read_list(styles("")).texts(0) == Strings{"2022-06-30", "44742"});
}

TEST_CASE("a number format is a date's by its letters, not by its words") {
    for (const char* code : {"dd/mm/yyyy", "[$-42A]d mmmm", "yyyy\\-mm\\-dd", "[Red]D/M/YY;@"}) {
        CAPTURE(code);
        CHECK(is_date_format(code));
    }
    for (const char* code :
         {"General", "#,##0", "0\"days\"", "[Red]0", "\\d0", "_d0", "0.00E+00", "h:mm", "\"d", "[d"}) {
        CAPTURE(code);
        CHECK_FALSE(is_date_format(code));
    }
}

TEST_CASE("numbers are written as a person would") {
    CHECK(number_text(12500) == "12500");
    CHECK(number_text(-3) == "-3");
    CHECK(number_text(0.1 + 0.2) == "0.3");
    CHECK(number_text(12.5) == "12.5");
    CHECK(number_text(123456789012345678.0) == "123456789012345680");
    CHECK(date_text(46204) == "2026-07-01");
    CHECK(date_text(-5) == "-5");
    CHECK(date_text(1e300) == "1e+300");
    CHECK(serial_of_iso("2026-07-01") == 46204);
    CHECK(serial_of_iso("2026-07-01T12:00:00") == 46204.5);
    CHECK_FALSE(serial_of_iso("2026-02-30").has_value());
    CHECK_FALSE(serial_of_iso("2026-07-01Z").has_value());
}

TEST_CASE("a damaged .xlsx is a clear error at every length and under byte flips") {
    const auto whole = workbook([](lxw_workbook* book) {
        lxw_worksheet* const sheet = workbook_add_worksheet(book, nullptr);
        write_row(sheet, 0, {"name", "url"});
        for (lxw_row_t row = 1; row < 50; ++row) {
            write_row(sheet, row, {"a" + std::to_string(row), "b"});
        }
    });
    CHECK(read_list(whole).rows.size() == 49);
    for (std::size_t size = 4; size < whole.size(); size += 97) {
        CAPTURE(size);
        const auto message = error_of(whole.substr(0, size));
        CHECK(message.starts_with("list.csv: the ZIP inside: "));
    }
    int refused = 0;
    for (std::size_t at = 4; at < whole.size(); at += 13) {
        auto flipped = whole;
        flipped[at] = static_cast<char>(flipped[at] ^ 0x55);
        try {
            (void)read_list(flipped);
        } catch (const Error& error) {
            CHECK(error.kind() == ErrorKind::rejected);
            ++refused;
        }
    }
    CHECK(refused > 0);
}

TEST_CASE("hostile workbooks are refused") {
    SUBCASE("a ZIP bomb") {
        const auto bytes =
            make_zip({{"_rels/.rels", k_package}, {"bomb", std::string(std::size_t{80} << 20, '0')}});
        CHECK(error_of(bytes) ==
              "list.csv: the ZIP would unpack to more than 250 times its size; it is refused as a ZIP "
              "bomb: save the sheet alone into a new file, or as CSV");
    }
    SUBCASE("entities") {
        auto bytes = make_zip(
            {{"_rels/.rels", "<!DOCTYPE x [<!ENTITY a \"aaaa\">]><Relationships>&a;</Relationships>"}});
        CHECK(error_of(bytes) == damaged("_rels/.rels declares a document type, which no spreadsheet does"));
    }
    SUBCASE("impossible places and strings") {
        const std::string& head = k_raw_header;
        CHECK(error_of(raw_workbook(head + R"(<x:row r="1"><x:c t="str"><x:v>a</x:v></x:c></x:row>)"))
                  .find("impossible number") != std::string::npos);
        CHECK(error_of(raw_workbook(head + R"(<x:row r="1e300"/>)")).find("impossible number") !=
              std::string::npos);
        CHECK(error_of(raw_workbook(head + R"(<x:row><x:c r="ZZZZZZZZZZZZZZZZ1"><x:v>1</x:v></x:c></x:row>)"))
                  .find("impossible column") != std::string::npos);
        CHECK(error_of(raw_workbook(head + R"(<x:row><x:c t="s"><x:v>7</x:v></x:c></x:row>)"))
                  .find("names a string that the workbook does not have") != std::string::npos);
        CHECK(error_of(raw_workbook(head + R"(<x:row><x:c><x:v>seven</x:v></x:c></x:row>)"))
                  .find("has a number that is none") != std::string::npos);
        CHECK(error_of(raw_workbook(head + "<x:row>")).find("xl/worksheets/one.xml:1: mismatched tag") !=
              std::string::npos);
    }
    SUBCASE("other Office files and ZIPs") {
        CHECK(error_of(make_zip({{"_rels/.rels", R"(<R><Relationship Id="a" Type="/officeDocument" )"
                                                 R"(Target="word/document.xml"/></R>)"}})) ==
              "list.csv: an Office file, but no workbook; expected .xlsx, .ods or CSV");
        CHECK(error_of(make_zip({{"_rels/.rels", R"(<R><Relationship Id="a" Type="/officeDocument" )"
                                                 R"(Target="xl/workbook.bin"/></R>)"}})) ==
              "list.csv: an .xlsb workbook; open it and save it as .xlsx, .ods or CSV");
        CHECK(error_of(make_zip({{"list.csv", "name,url\n"}})) ==
              "list.csv: a ZIP without a spreadsheet inside; expected .xlsx, .ods or CSV (unpack it first if "
              "the list "
              "lies in it)");
    }
}
