#include "tests/list/sheet_builder.hpp"

using namespace hnat;
using namespace hnat::test;

TEST_CASE("what merged cells of an .ods show in a row is in the row, and a hidden sheet is not read") {
    const std::string covered = "<table:covered-table-cell/>";
    const std::string commune =
        R"(<table:table-cell office:value-type="string" table:number-rows-spanned="3">)"
        "<text:p>Phú Bình</text:p></table:table-cell>";
    const std::string shown = table(
        "Mới", row(text_cell("name") + text_cell("locality") + text_cell("url")) +
                   row(text_cell("A") + commune + text_cell("x")) +
                   row(text_cell("B") + covered + text_cell("y"), R"( table:number-rows-repeated="2")") +
                   row(text_cell("C") + "<table:table-cell/>" + text_cell("z")));
    const std::string hidden = "<table:table table:name=\"Cũ\" table:style-name=\"h\">" +
                               row(text_cell("name") + text_cell("url")) +
                               row(text_cell("Cũ") + text_cell("x")) + "</table:table>";
    const std::string style =
        R"(<s:style xmlns:s="urn:oasis:names:tc:opendocument:xmlns:style:1.0" s:name="h">)"
        R"(<s:table-properties table:display="false"/></s:style>)";
    const auto list = read_list(spreadsheet(style + hidden + shown));
    CHECK(list.problems() == Strings{});
    REQUIRE(list.rows.size() == 4);
    CHECK(list.texts(0) == Strings{"A", "Phú Bình", "x"});
    CHECK(list.texts(1) == Strings{"B", "Phú Bình", "y"});
    CHECK(list.texts(2) == Strings{"B", "Phú Bình", "y"});
    CHECK(list.texts(3) == Strings{"C", "", "z"});
    CHECK(error_of(spreadsheet(style + hidden)) ==
          "list.csv: every sheet is hidden; name one with --sheet: \"Cũ\"");
}

TEST_CASE("an .ods is read below its title block: strings, numbers, dates, formulas' results") {
    const auto list = read_list(spreadsheet(table(
        "Một",
        row(text_cell("DANH SÁCH") + R"(<table:covered-table-cell table:number-columns-repeated="3"/>)") +
            row("", R"( table:number-rows-repeated="2")") + k_ods_header +
            row(text_cell("Chợ <text:span>Đồng</text:span><text:s text:c=\"2\"/>Hỷ") + text_cell("t.me/a") +
                R"(<table:table-cell office:value-type="float" office:value="12500"><text:p>12.500</text:p></table:table-cell>)"
                R"(<table:table-cell office:value-type="date" office:date-value="2026-07-01"><text:p>1/7/26</text:p></table:table-cell>)") +
            row(R"(<table:table-cell office:value-type="string"><text:p>hai</text:p><text:p>dòng</text:p></table:table-cell>)"
                R"(<table:table-cell office:value-type="string" office:string-value="stored"/>)"
                R"(<table:table-cell table:formula="of:=1+2" office:value-type="float" office:value="3"><text:p>3</text:p></table:table-cell>)"
                R"(<table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>ĐÚNG</text:p></table:table-cell>)") +
            row(R"(<table:table-cell table:number-columns-repeated="16384"/>)",
                R"( table:number-rows-repeated="1048569")"))));
    CHECK(list.problems() == Strings{});
    CHECK(list.header_line == 4);
    REQUIRE(list.rows.size() == 2);
    CHECK(list.rows[0].line == 5);
    CHECK(list.texts(0) == Strings{"Chợ Đồng Hỷ", "t.me/a", "12500", "2026-07-01"});
    CHECK(list.rows[0].cells[2].number == 12500);
    CHECK(list.rows[0].cells[3].number == 46204);
    CHECK(list.texts(1) == Strings{"hai dòng", "stored", "3", "TRUE"});
    CHECK(list.rows[1].raw[0] == "hai\ndòng");
}

TEST_CASE("equal rows that are stored once are as many rows as the sheet shows") {
    const auto list = read_list(spreadsheet(table(
        "Một", k_ods_header + row(text_cell("a") + text_cell("b"), R"( table:number-rows-repeated="3")") +
                   row(R"(<table:table-cell table:number-columns-repeated="2" office:value-type="string">)"
                       R"(<text:p>c</text:p></table:table-cell>)"))));
    REQUIRE(list.rows.size() == 4);
    CHECK(list.rows[0].line == 2);
    CHECK(list.rows[2].line == 4);
    CHECK(list.texts(2) == Strings{"a", "b", "", ""});
    CHECK(list.rows[3].line == 5);
    CHECK(list.texts(3) == Strings{"c", "c", "", ""});
}

TEST_CASE("P1: comments and drawings in an .ods are not read") {
    const auto list = read_list(spreadsheet(table(
        "Một",
        k_ods_header +
            row(R"(<table:table-cell office:value-type="string"><office:annotation><text:p>secret</text:p>)"
                R"(</office:annotation><text:p>a</text:p><draw:frame><text:p>secret</text:p></draw:frame>)"
                R"(</table:table-cell>)" +
                text_cell("b")))));
    CHECK(list.texts(0) == Strings{"a", "b", "", ""});
}

TEST_CASE("a formula's error in an .ods is a problem of its cell") {
    const auto list = read_list(spreadsheet(table(
        "Một", k_ods_header + row(R"(<table:table-cell table:formula="of:=1/0" office:value-type="string" )"
                                  R"(office:string-value="" calcext:value-type="error"><text:p>#N/A</text:p>)"
                                  R"(</table:table-cell>)" +
                                  text_cell("b")))));
    CHECK(list.problems() ==
          Strings{"list.csv:2:name: the formula's result is the error #N/A; write the value itself"});
}

TEST_CASE("a sheet of an .ods is found by name, and an unknown one lists those there are") {
    const auto bytes = spreadsheet(table("Bìa", row(text_cell("Báo cáo"))) +
                                   table("Nhóm", k_ods_header + row(text_cell("a") + text_cell("b"))));
    ListOptions options;
    options.sheet = "Nhóm";
    CHECK(read_list(bytes, options).texts(0) == Strings{"a", "b", "", ""});
    options.sheet = "Hai";
    CHECK(error_of(bytes, options) == "list.csv: no sheet is called \"Hai\"; there is \"Bìa\", \"Nhóm\"");
    CHECK(error_of(bytes).ends_with("The sheet is \"Bìa\"; name another with --sheet: \"Bìa\", \"Nhóm\"."));
}

TEST_CASE("hostile and damaged .ods files are refused") {
    const auto many = [](const char* attribute, const char* count) {
        return std::string(" table:") + attribute + "=\"" + count + "\"";
    };
    CHECK(error_of(spreadsheet(
              table("A", k_ods_header + row(text_cell("a"), many("number-rows-repeated", "9999999"))))) ==
          damaged("content.xml: number-rows-repeated is not between 1 and 1048576"));
    CHECK(error_of(spreadsheet(
              table("A", k_ods_header + row(text_cell("a"), many("number-rows-repeated", "1048576"))))) ==
          damaged("content.xml: the sheet has more than 1048576 rows"));
    CHECK(error_of(spreadsheet(
              table("A", k_ods_header + row("<table:table-cell" + many("number-columns-repeated", "9000") +
                                            "><text:p>x</text:p></table:table-cell>")))) ==
          "list.csv: content.xml: a cell with text is repeated 9000 times; at most 256 are read: save the "
          "list as CSV");
    CHECK(error_of(spreadsheet("<table:table>")).find("content.xml:1: mismatched tag") != std::string::npos);
    CHECK(error_of(spreadsheet("")) == "list.csv: there is no sheet in this file; expected a list of groups");
}
