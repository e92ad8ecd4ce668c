#include "tests/list/sheet_builder.hpp"

using namespace hnat;
using namespace hnat::test;

namespace {

std::string cell(const std::string& reference, const std::string& text) {
    return "<x:c r=\"" + reference + R"(" t="str"><x:v>)" + text + "</x:v></x:c>";
}

std::string merged(const Strings& ranges) {
    std::string elements;
    for (const auto& range : ranges) {
        elements += "<x:mergeCell ref=\"" + range + "\"/>";
    }
    return "<x:mergeCells>" + elements + "</x:mergeCells>";
}

/// What column C, the locality, shows in each row of a list of four groups with these cells in it.
Strings localities(const std::string& second, const std::string& third, const Strings& ranges) {
    const auto row = [](const std::string& number, const std::string& locality) {
        return "<x:row r=\"" + number + "\">" + cell("A" + number, "n") + cell("B" + number, "u") + locality +
               "</x:row>";
    };
    const auto list = read_list(raw_workbook("<x:row>" + cell("A1", "name") + cell("B1", "url") +
                                                 cell("C1", "locality") + "</x:row>" + row("2", second) +
                                                 row("3", third) + row("4", "") + row("5", ""),
                                             "", merged(ranges)));
    CHECK(list.problems() == Strings{});
    Strings texts;
    for (const auto& read : list.rows) {
        texts.push_back(read.cells.at(2).text);
    }
    return texts;
}

} // namespace

TEST_CASE("a merged cell shows its value in all of its rows and in no other") {
    CHECK(localities(cell("C2", "Phú Bình"), "", {"C2:C4"}) ==
          Strings{"Phú Bình", "Phú Bình", "Phú Bình", ""});
    SUBCASE("but for a row that has a value of its own there") {
        CHECK(localities(cell("C2", "Phú Bình"), cell("C3", "Gia Sàng"), {"C2:C4"}) ==
              Strings{"Phú Bình", "Gia Sàng", "Phú Bình", ""});
    }
    SUBCASE("but for one that has no value") {
        CHECK(localities("", cell("C3", "Gia Sàng"), {"C2:C4"}) == Strings{"", "Gia Sàng", "", ""});
    }
}

TEST_CASE("a merged cell that begins in a row that the file leaves out has no value") {
    const auto list = read_list(raw_workbook(
        "<x:row>" + cell("A1", "name") + cell("B1", "url") + "</x:row><x:row r=\"4\">" + cell("A4", "n") +
            cell("B4", "u") + "</x:row><x:row r=\"5\">" + cell("B5", "v") + "</x:row>",
        "", merged({"A3:A5", "A2:A3"})));
    REQUIRE(list.rows.size() == 2);
    CHECK(list.texts(0) == Strings{"n", "u"});
    CHECK(list.texts(1) == Strings{"", "v"});
}

TEST_CASE("merged cells in places that are none are left alone") {
    const Strings plain{"Phú Bình", "", "", ""};
    for (const std::string& range : Strings{"C2", "C2:D2", "", "C:C", "C2:C", "c2:c4", "2:4", "C0:C4",
                                            "C2:C0", "C2:C1048577", "C2x:C4", "C2:C4x"}) {
        CAPTURE(range);
        CHECK(localities(cell("C2", "Phú Bình"), "", {range}) == plain);
    }
}

TEST_CASE("merged cells in the row below the header make no header of it") {
    const auto list =
        read_list(raw_workbook("<x:row>" + cell("A1", "name") + cell("B1", "url") + cell("C1", "locality") +
                                   "</x:row><x:row r=\"2\">" + cell("A2", "n") + cell("B2", "u") + "</x:row>",
                               "", merged({"C1:C2"})));
    CHECK(list.header_line == 1);
    REQUIRE(list.rows.size() == 1);
    CHECK(list.texts(0)[0] == "n");
}

TEST_CASE("more merged cells than a list has use for are refused") {
    std::string ranges;
    for (int count = 0; count < 200'001; ++count) {
        ranges += R"(<x:mergeCell ref="A1:A2"/>)";
    }
    CHECK(error_of(raw_workbook(k_raw_header, "", "<x:mergeCells>" + ranges + "</x:mergeCells>")) ==
          "list.csv: the sheet has more than 200000 merged cells; save the list as CSV");
}
