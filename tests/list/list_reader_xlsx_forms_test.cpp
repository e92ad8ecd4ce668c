// What other programs than Excel write into an .xlsx, and what none should.
#include "list/list_reader_sheet.hpp"
#include "list/list_reader_workbook.hpp"
#include "tests/list/sheet_builder.hpp"

#include <limits>

using namespace hnat;
using namespace hnat::test;

namespace {

/// The parts of a workbook whose sheets and relations are written here.
Parts workbook_of(const std::string& relations, const std::string& sheets) {
    auto parts = workbook_parts(k_raw_header + xlsx_row({"a", "b"}));
    parts[2].second = "<Relationships>" + relations + "</Relationships>";
    parts[3].second =
        R"(<workbook xmlns:r="http://o/relationships"><sheets>)" + sheets + "</sheets></workbook>";
    return parts;
}

/// A date of an .xlsx that is shown by the builtin number format `id`.
std::string shown_by(int id) {
    auto parts = workbook_parts(k_raw_header +
                                R"(<x:row><x:c s="1"><x:v>46204</x:v></x:c><x:c><x:v>1</x:v></x:c></x:row>)");
    parts[2].second.insert(parts[2].second.find("</Relationships>"),
                           R"(<Relationship Id="s" Type="/styles" Target="styles.xml"/>)");
    parts.emplace_back("xl/styles.xml", R"(<styleSheet><cellXfs><xf/><xf numFmtId=")" + std::to_string(id) +
                                            R"("/></cellXfs></styleSheet>)");
    return read_list(make_zip(parts)).texts(0)[0];
}

/// The rows below the header when the workbook's shared strings are these.
std::vector<Strings> rows_with_strings(const std::string& strings, const std::string& rows) {
    auto parts = workbook_parts(k_raw_header + rows);
    parts[2].second.insert(parts[2].second.find("</Relationships>"),
                           R"(<Relationship Id="s" Type="/sharedStrings" Target="strings.xml"/>)");
    parts.emplace_back("xl/strings.xml", "<sst>" + strings + "</sst>");
    const auto list = read_list(make_zip(parts));
    std::vector<Strings> texts;
    for (std::size_t row = 0; row < list.rows.size(); ++row) {
        texts.push_back(list.texts(row));
    }
    return texts;
}

} // namespace

TEST_CASE("the builtin number formats that are dates show dates, and no other does") {
    for (const int id : {14, 15, 16, 17, 22, 27, 31, 36, 50, 58}) {
        CAPTURE(id);
        CHECK(shown_by(id) == "2026-07-01");
    }
    for (const int id : {0, 13, 18, 21, 23, 26, 32, 35, 37, 49, 59}) {
        CAPTURE(id);
        CHECK(shown_by(id) == "46204");
    }
}

TEST_CASE("how Japanese is read beside the text is not part of it") {
    CHECK(rows_with_strings("<t>of no string</t><si><r><t>Chợ</t></r><rPh><t>cho</t></rPh></si>",
                            R"(<x:row><x:c t="s"><x:v>0</x:v></x:c><x:c t="inlineStr"><x:is><x:t>b</x:t>)"
                            R"(<x:rPh><x:t>bee</x:t></x:rPh></x:is></x:c></x:row>)") ==
          std::vector<Strings>{{"Chợ", "b", ""}});
}

TEST_CASE("what stands between the cells of a worksheet is no cell") {
    const auto list = read_list(raw_workbook(
        k_raw_header +
        R"(<x:row><x:extLst><x:v>9</x:v></x:extLst><x:c><x:extLst/><x:v>1</x:v></x:c></x:row>)"));
    CHECK(list.texts(0) == Strings{"1", "", ""});
}

TEST_CASE("booleans and days of an .xlsx are read in every spelling, and what is no day stays text") {
    const auto cell = [](const char* type, const char* value) {
        return std::string("<x:c t=\"") + type + "\"><x:v>" + value + "</x:v></x:c>";
    };
    const auto list = read_list(raw_workbook(k_raw_header + "<x:row>" + cell("b", "true") + cell("b", "0") +
                                             cell("b", "1") + "</x:row><x:row>" + cell("d", "2026-07-01") +
                                             cell("d", "2026-07-01T06:30") + cell("d", "July") + "</x:row>"));
    CHECK(list.texts(0) == Strings{"TRUE", "FALSE", "TRUE"});
    CHECK(list.texts(1) == Strings{"2026-07-01", "2026-07-01 06:30", "July"});
    CHECK_FALSE(list.rows[1].cells[2].number.has_value());
}

TEST_CASE("cells in impossible places of an .xlsx are refused") {
    const auto refusal = damaged("row 2 of the sheet has a cell in an impossible column");
    for (const std::string& reference : Strings{"a2", "2", "", "XFE2"}) {
        CAPTURE(reference);
        CHECK(error_of(raw_workbook(k_raw_header + "<x:row><x:c r=\"" + reference +
                                    "\"><x:v>1</x:v></x:c></x:row>")) == refusal);
    }
    CHECK(error_of(raw_workbook(k_raw_header + R"(<x:row><x:c r="B2"/><x:c r="A2"/></x:row>)")) == refusal);
    CHECK(error_of(raw_workbook(k_raw_header + R"(<x:row><x:c r="XFD2"/><x:c/></x:row>)")) == refusal);
    CHECK(error_of(raw_workbook(k_raw_header + R"(<x:row><x:c r="XFD2"/></x:row>)")) == "no error");
    CHECK(
        read_list(raw_workbook(k_raw_header + R"(<x:row><x:c r="B"><x:v>1</x:v></x:c></x:row>)")).texts(0) ==
        Strings{"", "1", ""});
    CHECK(error_of(raw_workbook(k_raw_header + R"(<x:row><x:c t="s"><x:v>-1</x:v></x:c></x:row>)")) ==
          damaged("row 2 of the sheet names a string that the workbook does not have"));
}

TEST_CASE("a workbook is found through its relations, wherever they lead") {
    auto parts = workbook_parts(k_raw_header + xlsx_row({"a", "b"}));
    for (const std::string& target : Strings{"xl/workbook.xml", "/xl/workbook.xml", "../xl/workbook.xml"}) {
        CAPTURE(target);
        parts[1].second =
            std::string(R"(<Relationships><Relationship Id="a" Type="/officeDocument" Target=")") + target +
            R"("/></Relationships>)";
        CHECK(read_list(make_zip(parts)).texts(0)[0] == "a");
    }
    parts[1].second = "<Relationships/>";
    CHECK(error_of(make_zip(parts)) ==
          "list.csv: an Office file, but no workbook; expected .xlsx, .ods or CSV");
}

TEST_CASE("sheets that are charts, lie in other files or nowhere are no sheets") {
    const std::string sheet = R"(<Relationship Id="r1" Type="/worksheet" Target="worksheets/one.xml"/>)";
    const std::string chart = R"(<Relationship Id="r2" Type="/chartsheet" Target="chart.xml"/>)";
    const std::string outside =
        R"(<Relationship Id="r3" Type="/worksheet" Target="file:///a.xlsx" TargetMode="External"/>)";
    const std::string names = R"(<sheet name="Biểu đồ" r:id="r2"/><sheet name="Ngoài" r:id="r3"/>)"
                              R"(<sheet name="Đâu" r:id="r4"/><sheet id="r1" name="Không"/>)";
    CHECK(
        read_list(make_zip(workbook_of(sheet + chart + outside, names + R"(<sheet name="Một" r:id="r1"/>)")))
            .texts(0)[0] == "a");
    const std::string none = "list.csv: there is no sheet in this file; expected a list of groups";
    CHECK(error_of(make_zip(workbook_of(sheet + chart + outside, names))) == none);
    auto parts = workbook_parts(k_raw_header);
    parts.erase(parts.begin() + 2); // no relations
    CHECK(error_of(make_zip(parts)) == none);
}

TEST_CASE("text between the elements of a workbook is no text of its cells") {
    auto parts = workbook_of(R"(between<Relationship Id="r1" Type="/worksheet" Target="worksheets/one.xml"/>)"
                             R"(<Relationship Id="s" Type="/styles" Target="styles.xml"/>)",
                             R"(between<sheet name="One" r:id="r1">inside</sheet>)");
    parts.emplace_back("xl/styles.xml", "<styleSheet>between<cellXfs> <xf/> </cellXfs></styleSheet>");
    CHECK(read_list(make_zip(parts)).texts(0) == Strings{"a", "b", ""});
}

TEST_CASE("a workbook counts its days from 1904 when it says so in any spelling") {
    const auto day_when = [](const std::string& flag) {
        auto parts = workbook_parts(k_raw_header + R"(<x:row><x:c s="0"><x:v>46204</x:v></x:c></x:row>)",
                                    "<x:workbookPr date1904=\"" + flag + "\"/>");
        parts[2].second.insert(parts[2].second.find("</Relationships>"),
                               R"(<Relationship Id="s" Type="/styles" Target="styles.xml"/>)");
        parts.emplace_back("xl/styles.xml",
                           R"(<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>)");
        return read_list(make_zip(parts)).texts(0)[0];
    };
    CHECK(day_when("1") == "2030-07-02");
    CHECK(day_when("true") == "2030-07-02");
    CHECK(day_when("0") == "2026-07-01");
    CHECK(day_when("false") == "2026-07-01");
}

TEST_CASE("numbers and days are told from what only looks like them") {
    CHECK(parse_number("1.5E3") == 1500);
    for (const std::string& text : Strings{"", "12x", "x", "inf", "nan", "1e999", " 1"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_number(text).has_value());
    }
    CHECK(serial_of_iso("2026-07-01T12:00") == 46204.5);
    CHECK(serial_of_iso("2026-07-01T24:00:00") == 46205);
    CHECK(serial_of_iso("2026-07-01T23:59:59Z") == 46204 + (23 * 60 + 59) / 1440.0);
    for (const std::string& text :
         Strings{"", "2026-7-1", "01/07/2026", "2026-07-01 12:00:00", "2026-07-01T12.00:00",
                 "2026-07-01Tab:00", "2026-07-01T12:cd", "2026-07-01T24:01", "2026-07-01T99:00",
                 "2026-07-01T12:60", "2026-07-01T-1:00", "2026-07-01T12:.5", "2026-07-01T12"}) {
        CAPTURE(text);
        CHECK_FALSE(serial_of_iso(text).has_value());
    }
    CHECK(date_text(60) == "60"); // the 29 February that 1900 did not have
    CHECK(date_text(0.5) == "0.5");
    CHECK(date_text(std::numeric_limits<double>::quiet_NaN()) == "nan");
    CHECK(date_text(2'958'465) == "2958465");
}

TEST_CASE("a number format is told by each letter of a day, wherever a sign keeps its place") {
    for (const std::string& code : Strings{"Yy", "*-d", "* 0D", "m/Y"}) {
        CAPTURE(code);
        CHECK(is_date_format(code));
    }
    CHECK_FALSE(is_date_format("*d0"));
    CHECK_FALSE(is_date_format("*Y"));
}
