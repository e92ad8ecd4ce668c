#include "base/text.hpp"
#include "cli/output/cell.hpp"
#include "cli/output/row_writer.hpp"
#include "tests/support.hpp"

#include <nlohmann/json.hpp>

#include <sstream>

using namespace hnat;
using namespace hnat::cli;
using hnat::test::day;

namespace {

const ListShape k_shape{
    "hnat.test/1",
    {{"number", "No", true}, {"name", "Name"}, {"since", "Since"}, {"note", "Note", false, false}}};

std::string write(Format format, const std::vector<Row>& rows, const Layout& layout = {}) {
    std::ostringstream out;
    const auto writer = make_row_writer(format, k_shape, layout, out);
    for (const auto& row : rows) {
        writer->row(row);
    }
    writer->finish();
    return out.str();
}

Row row(std::int64_t number, const std::string& name, const std::string& note = "") {
    return {number, name, day("2026-09-01"), note.empty() ? Value{} : Value{note}};
}

Layout terminal(int width, bool color = false, const std::string& lang = "en") {
    return {true, color, width, lang, {}};
}

} // namespace

TEST_CASE("a table in a pipe is tab-separated, with ISO days, whole, and with visible controls") {
    CHECK(write(Format::table, {row(7, "Mua bán"), row(12, std::string("a\tb\x1b[31m"))}) ==
          "No\tName\tSince\n7\tMua bán\t2026-09-01\n12\ta\\x09b\\x1b[31m\t2026-09-01\n");
    CHECK(write(Format::table, {}) == "No\tName\tSince\n");
}

TEST_CASE("a table on a terminal is aligned by what a terminal shows") {
    CHECK(write(Format::table, {row(7, "Mua bán"), row(1234, "日本")}, terminal(80)) ==
          "  No  Name     Since\n   7  Mua bán  2026-09-01\n1234  日本     2026-09-01\n");
    // NFD is as wide as NFC.
    CHECK(write(Format::table, {row(7, "Mua ba\u0301n")}, terminal(80)) ==
          "No  Name     Since\n 7  Mua ba\u0301n  2026-09-01\n");
    CHECK(write(Format::table, {row(7, "x")}, terminal(80, false, "vi")) ==
          "No  Name  Since\n 7  x     01/09/2026\n");
    CHECK(write(Format::table, {row(7, "x")}, terminal(80, true)) ==
          "\x1b[1mNo  Name  Since\x1b[0m\n 7  x     2026-09-01\n");
}

TEST_CASE("a table on a terminal fits its width by cutting the widest text") {
    const std::string name = "Hội mua bán, trao đổi nông sản sạch của bà con Đồng Hỷ";
    for (int width = 30; width <= 90; ++width) {
        std::istringstream lines(write(Format::table, {row(7, name), row(123456, "ngắn")}, terminal(width)));
        for (std::string line; std::getline(lines, line);) {
            CHECK_MESSAGE(display_width(line) <= static_cast<std::size_t>(width), line);
        }
    }
    CHECK(write(Format::table, {row(7, name)}, terminal(30)) ==
          "No  Name            Since\n 7  Hội mua bán, …  2026-09-01\n");
}

TEST_CASE("S2: nothing below a space but the newline reaches a terminal, from any field") {
    const std::string hostile = "\x1b]0;x\x07\r\b\u202e\u200b\u009b31m\xff";
    for (const Format format : {Format::table, Format::json, Format::ndjson}) {
        const std::string text = write(format, {row(1, hostile, hostile)}, terminal(200));
        for (const char c : text) {
            CHECK((static_cast<unsigned char>(c) >= 0x20 || c == '\n'));
        }
        CHECK(text.find("\u202e") == std::string::npos);
        CHECK(text.find("\u200b") == std::string::npos);
        CHECK(text.find("\u009b") == std::string::npos);
        CHECK(is_utf8(text));
    }
    // The JSON value is the same, but for the byte that is no UTF-8.
    const auto json = nlohmann::json::parse(write(Format::json, {row(1, "\u202e\u200b\x7f")}));
    CHECK(json["rows"][0]["name"] == "\u202e\u200b\x7f");
}

TEST_CASE("CSV is RFC 4180 with all columns") {
    CHECK(write(Format::csv, {row(7, "Mua bán"), row(8, "a \"b\", c\nd", "n")}) ==
          "number,name,since,note\r\n7,Mua bán,2026-09-01,\r\n8,\"a \"\"b\"\", c\nd\",2026-09-01,n\r\n");
}

TEST_CASE("TSV escapes what would break a line") {
    CHECK(write(Format::tsv, {row(7, "a\tb\\c\nd")}) ==
          "number\tname\tsince\tnote\n7\ta\\tb\\\\c\\nd\t2026-09-01\t\n");
}

TEST_CASE("S3: a cell that a spreadsheet would take for a formula gets an apostrophe") {
    for (const std::string start : {"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"}) {
        CHECK(to_cell(Value{start + "1"}) == "'" + start + "1");
    }
    CHECK(to_cell(Value{std::string("a=1")}) == "a=1");
    CHECK(to_cell(Value{std::int64_t{-5}}) == "-5");
    // JSON is no spreadsheet.
    CHECK(to_json(Value{std::string("=1")}) == "\"=1\"");
}

TEST_CASE("JSON has an envelope, all fields, and an empty list is []") {
    CHECK(write(Format::json, {}) == "{\"schema\":\"hnat.test/1\",\"rows\":[]}\n");
    const auto json = nlohmann::json::parse(write(Format::json, {row(7, "a\"b"), row(8, "c", "n")}));
    CHECK(json["schema"] == "hnat.test/1");
    CHECK(json["rows"].size() == 2);
    CHECK(json["rows"][0] ==
          nlohmann::json{{"number", 7}, {"name", "a\"b"}, {"since", "2026-09-01"}, {"note", nullptr}});
    CHECK(nlohmann::json::parse(write(Format::json, {row(1, "\xff\xfe")}))["rows"][0]["name"] ==
          "\ufffd\ufffd");
}

TEST_CASE("NDJSON is one object on each line") {
    std::istringstream lines(write(Format::ndjson, {row(7, "a\nb"), row(8, "c")}));
    int count = 0;
    for (std::string line; std::getline(lines, line); ++count) {
        CHECK(nlohmann::json::parse(line).is_object());
    }
    CHECK(count == 2);
}

TEST_CASE("values of every kind have their JSON") {
    CHECK(to_json(Value{}) == "null");
    CHECK(to_json(Value{true}) == "true");
    CHECK(to_json(Value{1.5}) == "1.5");
    CHECK(to_json(Value{std::numeric_limits<double>::infinity()}) == "null");
    CHECK(to_json(Value{day("2026-09-01")}) == "\"2026-09-01\"");
}

TEST_CASE("chosen columns come in the order that they were named, in every format") {
    Layout layout;
    layout.columns = {3, 0};
    CHECK(write(Format::csv, {row(7, "x", "n")}, layout) == "note,number\r\nn,7\r\n");
    CHECK(write(Format::table, {row(7, "x", "n")}, layout) == "Note\tNo\nn\t7\n");
    CHECK(write(Format::ndjson, {row(7, "x", "n")}, layout) == "{\"note\":\"n\",\"number\":7}\n");
}

TEST_CASE("a spreadsheet is a ZIP, and the same list is the same bytes") {
    const auto first = write(Format::xlsx, {row(7, "Mua bán"), row(8, "=1")});
    CHECK(first.starts_with("PK"));
    CHECK(first == write(Format::xlsx, {row(7, "Mua bán"), row(8, "=1")}));
}
