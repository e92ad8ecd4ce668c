// What programs write into an .ods beside plain cells of text.
#include "tests/list/sheet_builder.hpp"

using namespace hnat;
using namespace hnat::test;

namespace {

std::string cell(const std::string& attributes, const std::string& inside = "") {
    return "<table:table-cell " + attributes + ">" + inside + "</table:table-cell>";
}

std::string shown(const std::string& text) {
    return "<text:p>" + text + "</text:p>";
}

/// The first row of an .ods that has the header and these rows.
ReadList list_of(const std::string& rows) {
    return read_list(spreadsheet(table("Một", k_ods_header + rows)));
}

} // namespace

TEST_CASE("amounts, shares, days and booleans of an .ods are what is stored, else what is shown") {
    const auto list =
        list_of(row(cell(R"(office:value-type="percentage" office:value="0.25")", shown("25%")) +
                    cell(R"(office:value-type="currency" office:value="1500")", shown("1.500 đ")) +
                    cell(R"(office:value-type="float")", shown("mười")) +
                    cell(R"(office:value-type="boolean" office:boolean-value="false")", shown("SAI"))) +
                row(cell(R"(office:value-type="date" office:date-value="July")") +
                    cell(R"(office:value-type="date" office:date-value="2026-07-01T06:30:00")", shown("x")) +
                    cell(R"(office:value-type="date")", shown("hôm qua"))));
    CHECK(list.problems() == Strings{});
    CHECK(list.texts(0) == Strings{"0.25", "1500", "mười", "FALSE"});
    CHECK(list.rows[0].cells[0].number == 0.25);
    CHECK_FALSE(list.rows[0].cells[2].number.has_value());
    CHECK(list.texts(1) == Strings{"July", "2026-07-01 06:30", "hôm qua", ""});
    CHECK_FALSE(list.rows[1].cells[0].number.has_value());
}

TEST_CASE(
    "a formula's error in an .ods is a problem also where its name is not shown or a number is stored") {
    const auto list =
        list_of(row(cell(R"(office:value-type="float" office:value="0" calcext:value-type="error")",
                         shown("#DIV/0!")) +
                    cell(R"(office:value-type="string" calcext:value-type="error")")) +
                row(cell(R"(calcext:value-type="error")")));
    CHECK(list.problems() ==
          Strings{"list.csv:2:name: the formula's result is the error #DIV/0!; write the value itself",
                  "list.csv:2:url: the formula's result is an error; write the value itself",
                  "list.csv:3:name: the formula's result is an error; write the value itself"});
    CHECK_FALSE(list.rows[0].cells[0].number.has_value());
}

TEST_CASE("tabs, line breaks and rows of blanks inside a cell of an .ods are kept in the original") {
    const auto list =
        list_of(row(text_cell("a<text:tab/>b<text:line-break/>c<text:s/>d<text:s text:c=\"x\"/>e"
                              "<text:bookmark/>") +
                    text_cell("b")));
    CHECK(list.rows[0].raw[0] == "a\tb\nc d e");
    CHECK(list.texts(0)[0] == "a b c d e");
}

TEST_CASE("P1: a comment in the middle of a cell's text is not read") {
    const auto list =
        list_of(row(text_cell("a<office:annotation><text:p>secret</text:p>secret</office:annotation>b") +
                    text_cell("x")));
    CHECK(list.texts(0)[0] == "ab");
}

TEST_CASE("P1: shapes, cells that were deleted and copies of other files' cells are not read") {
    const std::string old = R"(<table:tracked-changes><table:deletion><table:change-track-table-cell>)"
                            R"(<text:p>secret</text:p></table:change-track-table-cell></table:deletion>)"
                            R"(</table:tracked-changes>)";
    const std::string linked = "<table:dde-links><table:dde-link>" + table("Ngoài", k_ods_header) +
                               "</table:dde-link></table:dde-links>";
    const std::string list = table("Một", "<table:shapes><draw:frame><text:p>secret</text:p></draw:frame>"
                                          "</table:shapes><table:table-column/>" +
                                              k_ods_header + row(text_cell("a") + text_cell("b")));
    const auto read = read_list(spreadsheet(old + list + linked));
    REQUIRE(read.rows.size() == 1);
    CHECK(read.texts(0) == Strings{"a", "b", "", ""});
    ListOptions other;
    other.sheet = "Ngoài";
    CHECK(error_of(spreadsheet(old + list + linked), other) ==
          "list.csv: no sheet is called \"Ngoài\"; there is \"Một\"");
}

TEST_CASE("other elements inside a cell or a row of an .ods are no text and no cells") {
    const auto list =
        list_of(row(cell(R"(office:value-type="string")",
                         "<office:forms>no text</office:forms>" + shown("a") + "no paragraph") +
                    "<table:help-message><text:p>no cell</text:p></table:help-message>" + text_cell("b")));
    CHECK(list.texts(0) == Strings{"a", "b", "", ""});
}

TEST_CASE("a table inside a cell of an .ods is text of that cell, not rows of the sheet") {
    const auto inner = "<table:table>" + row(text_cell("một") + text_cell("hai")) + "</table:table>";
    const auto list = list_of(row(cell("", inner) + text_cell("b")) + row(text_cell("c")));
    REQUIRE(list.rows.size() == 2);
    CHECK(list.texts(0) == Strings{"một hai", "b", "", ""});
    CHECK(list.rows[1].line == 3);
}

TEST_CASE("a sheet of an .ods is hidden by its own style and by no other") {
    const std::string hiding =
        R"(<style:style style:name="h"><style:table-properties table:display="false"/></style:style>)";
    const std::string showing =
        R"(<style:style style:name="s"><style:text-properties/><style:table-properties table:display="true"/>)"
        R"(</style:style>)";
    const auto sheet = [](const char* name, const char* style) {
        return std::string("<table:table table:name=\"") + name + "\" table:style-name=\"" + style + "\">" +
               k_ods_header + row(text_cell(name) + text_cell("b")) + "</table:table>";
    };
    CHECK(read_list(spreadsheet(hiding + showing + sheet("Ẩn", "h") + sheet("Hiện", "s"))).texts(0)[0] ==
          "Hiện");
    CHECK(read_list(spreadsheet(hiding + showing + sheet("Lạ", "x") + sheet("Hiện", "s"))).texts(0)[0] ==
          "Lạ");
    ListOptions named;
    named.sheet = "Ẩn";
    CHECK(read_list(spreadsheet(hiding + sheet("Hiện", "s") + sheet("Ẩn", "h")), named).texts(0)[0] == "Ẩn");
}

TEST_CASE("counts in an .ods that are none, or lead out of the sheet, are refused") {
    for (const std::string& count : Strings{"0", "-1", "x", "1048577"}) {
        CAPTURE(count);
        CHECK(error_of(spreadsheet(
                  table("A", row("", std::string(" table:number-rows-repeated=\"") + count + "\"")))) ==
              damaged("content.xml: number-rows-repeated is not between 1 and 1048576"));
    }
    const std::string wide = "table:number-columns-repeated=\"16384\"";
    CHECK(error_of(spreadsheet(table("A", k_ods_header + row(cell(wide))))) == "no error");
    CHECK(error_of(spreadsheet(table("A", k_ods_header + row(cell(wide) + text_cell("a"))))) ==
          damaged("content.xml: a row has more than 16384 columns"));
}
