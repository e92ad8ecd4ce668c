#include "base/error.hpp"
#include "list/rejects.hpp"
#include "tests/list/sheet_builder.hpp"
#include "tests/seed.hpp"

#include <random>

using namespace hnat;
using namespace hnat::test;

namespace {

constexpr std::string_view k_header = "name,url,members\n";

std::string list_of(std::string_view rows) {
    return std::string(k_header) + std::string(rows);
}

} // namespace

TEST_CASE("a CSV is read in all its forms of RFC 4180") {
    struct Case {
        const char* what;
        std::string rows;
        std::vector<Strings> expected;
    };
    const std::vector<Case> cases{
        {"LF", "a,b,1\nc,d,2\n", {{"a", "b", "1"}, {"c", "d", "2"}}},
        {"CRLF", "a,b,1\r\nc,d,2\r\n", {{"a", "b", "1"}, {"c", "d", "2"}}},
        {"no end of the last line", "a,b,1\nc,d,2", {{"a", "b", "1"}, {"c", "d", "2"}}},
        {"empty last cell at the very end", "a,b,", {{"a", "b", ""}}},
        {"quotes doubled", "\"the \"\"best\"\"\",b,1\n", {{"the \"best\"", "b", "1"}}},
        {"delimiter in quotes", "\"a, b\",c,1\n", {{"a, b", "c", "1"}}},
        {"line break in quotes", "\"a\r\nb\",c,1\r\n", {{"a b", "c", "1"}}},
        {"quoted and empty", "\"\",\"b\",\"\"\n", {{"", "b", ""}}},
        {"quoted at the very end", "a,b,\"1\"", {{"a", "b", "1"}}},
        {"empty lines and blank rows",
         "\n\r\na,b,1\n,,\n \n , ,\n\nc,d,2\n\n",
         {{"a", "b", "1"}, {"c", "d", "2"}}},
        {"CR CR LF", "a,b,1\r\r\nc,d,2\r\r\n", {{"a", "b", "1"}, {"c", "d", "2"}}},
        {"more empty cells than the header", "a,b,1,,,\n", {{"a", "b", "1"}}},
        {"white space around", " a ,\u00a0b\t,  1\n", {{"a", "b", "1"}}},
    };
    for (const auto& test : cases) {
        CAPTURE(test.what);
        const auto list = read_list(list_of(test.rows));
        CHECK(list.problems() == Strings{});
        REQUIRE(list.rows.size() == test.expected.size());
        for (std::size_t row = 0; row < list.rows.size(); ++row) {
            CHECK(list.texts(row) == test.expected[row]);
        }
    }
}

TEST_CASE("the lines of rows are those of a text editor, line breaks in cells counted") {
    const auto list = read_list("Danh sách\n\n\"name\",url\n\"two\nlines\",b\n\nc,d\n");
    CHECK(list.header_line == 3);
    REQUIRE(list.rows.size() == 2);
    CHECK(list.rows[0].line == 4);
    CHECK(list.rows[1].line == 7);
}

TEST_CASE("the delimiter is told from the header line") {
    CHECK(read_list("name;url\na;b,c\n").texts(0) == Strings{"a", "b,c"});
    CHECK(read_list("name\turl\na\tb,c;d\n").texts(0) == Strings{"a", "b,c;d"});
    CHECK(read_list("name,url\na,b;c\n").texts(0) == Strings{"a", "b;c"});
    CHECK(read_list("Danh sách, tháng 9, 2026\nname;url;members\na;b;1\n").header_line == 2);
    CHECK(read_list("sep=;\nname;url\na;b\n").texts(0) == Strings{"a", "b"});
    SUBCASE("an explicit one wins") {
        ListOptions options;
        options.delimiter = ';';
        CHECK(read_list("name;url\na;b\n", options).texts(0) == Strings{"a", "b"});
        options.delimiter = ',';
        CHECK(error_of("name;url\na;b\n", options).starts_with("list.csv: no header row"));
    }
}

TEST_CASE("a title block above the header is skipped, as far as row 50") {
    const std::string title = "SỞ X,,\nDanh sách hội nhóm,,\n\n";
    const auto list = read_list(title + "STT,Tên nhóm,Đường dẫn\n1,Chợ,t.me/a\n");
    CHECK(list.header == Strings{"STT", "Tên nhóm", "Đường dẫn"});
    CHECK(list.header_line == 4);
    CHECK(list.rows.at(0).line == 5);

    std::string long_title;
    for (int line = 0; line < 49; ++line) {
        long_title += "title\n";
    }
    CHECK(read_list(long_title + "name,url\na,b\n").header_line == 50);
    CHECK(error_of(long_title + "title\nname,url\na,b\n") ==
          "list.csv: no header row among the first 50 rows; expected a row of column names such as \"name\" "
          "(Tên "
          "nhóm) and \"url\" (Đường dẫn), below any title. Cells are separated by a comma, a semicolon or a "
          "tab "
          "(--delimiter).");
}

TEST_CASE("all problems of a file come out, each with its line, and the rows between are read") {
    const auto list = read_list(list_of("a,st\"ray,1\n"    // 2
                                        "good,b,1\n"       // 3
                                        "b,\"q\"junk,2\n"  // 4
                                        "short,row\n"      // 5
                                        "long,row,1,2\n"   // 6
                                        "\"ok\nok\",b,3\n" // 7, 8
                                        "cut,b"));
    REQUIRE(list.rows.size() == 7);
    CHECK(
        list.problems() ==
        Strings{
            "list.csv:2:url: a quote where none can stand; put the whole cell into quotes and write each "
            "quote "
            "inside it twice: \"the \"\"best\"\" group\"",
            "list.csv:4:url: a quote where none can stand; put the whole cell into quotes and write each "
            "quote "
            "inside it twice: \"the \"\"best\"\" group\"",
            "list.csv:5: the row has 2 cells, the header has 3; the line is cut short: write it with all its "
            "delimiters",
            "list.csv:6: the row has 4 cells, the header has 3; put a cell that holds the delimiter into "
            "quotes, "
            "or delete what is too much",
            "list.csv:9: the row has 2 cells, the header has 3; the line is cut short: write it with all its "
            "delimiters"});
    CHECK(list.texts(1) == Strings{"good", "b", "1"});
}

TEST_CASE("NUL bytes and lone carriage returns are problems of their row") {
    const std::string nul{'n', '\0', ',', 'b', ',', '1', '\n'};
    CHECK(read_list(list_of(nul)).problems() ==
          Strings{"list.csv:2:name: a NUL byte (0x00) in the cell; expected text: delete it"});
    const std::string in_later_line{'"', 'n', '\n', 'x', '\0', '"', ',', 'b', ',', '1', '\n'};
    CHECK(read_list(list_of(in_later_line)).problems() ==
          Strings{"list.csv:2:name: a NUL byte (0x00) in the cell; expected text: delete it"});
    CHECK(read_list(list_of("\"n\nx\uFFFD\",b,1\n")).problems() ==
          Strings{"list.csv:2:name: the cell holds U+FFFD, which stands where a letter was lost in a "
                  "conversion; write the letter again"});
    const auto list = read_list(list_of("a,b,1\rc,d,2\ne,f,3\n"));
    CHECK(list.problems() ==
          Strings{"list.csv:2: a carriage return (0x0D) in the middle of the line; end lines with "
                  "LF or CRLF, or put the cell into quotes"});
    CHECK(list.rows.size() == 2);
}

TEST_CASE(
    "a cell that is open behind a carriage return in the middle of a line costs that line and no later one") {
    const auto list = read_list(list_of("a,b,1\r\"c,d,2\ne,f,3\ng,h,4\n\"i\",j,5\n"));
    CHECK(list.problems() ==
          Strings{"list.csv:2: a carriage return (0x0D) in the middle of the line; end lines with "
                  "LF or CRLF, or put the cell into quotes"});
    REQUIRE(list.rows.size() == 4);
    CHECK(list.texts(3) == Strings{"i", "j", "5"});
    const auto glued = read_list(list_of("a,b,1\r\"c\nd,e,2\nf,\"g\",3\n"));
    CHECK(glued.problems().size() == 1);
    CHECK(glued.texts(2) == Strings{"f", "g", "3"});
}

TEST_CASE("lines that end in CR alone are lines") {
    const auto list = read_list("name,url\ra,b\rc,d");
    CHECK(list.problems() == Strings{});
    REQUIRE(list.rows.size() == 2);
    CHECK(list.rows[1].line == 3);
}

TEST_CASE("a quote that is never closed costs its own row and no other") {
    const auto list = read_list(list_of("a,b,1\nc,\"d,2\ne,f,3\ng,h,4\n"));
    CHECK(list.problems() ==
          Strings{"list.csv:3:url: the quote that opens in line 3 is not closed before the end of the "
                  "file; close it, or write a quote inside a cell twice"});
    REQUIRE(list.rows.size() == 4);
    CHECK(list.rows[1].raw == Strings{"c", "\"d", "2"});
    CHECK(list.texts(3) == Strings{"g", "h", "4"});
}

TEST_CASE("an open quote, a long cell and a long line don't fill the memory") {
    SUBCASE("open quote") {
        std::string rows = "a,\"b,1\n";
        for (int row = 0; row < 400'000; ++row) {
            rows += "c,d,1\n";
        }
        const auto list = read_list(list_of(rows));
        CHECK(list.rows.size() == 400'001);
        REQUIRE(list.problems().size() == 1);
        CHECK(list.problems()[0] ==
              "list.csv:2:url: the quote that opens in line 2 is not closed within 2 MiB; close it, "
              "or write a quote inside a cell twice");
    }
    SUBCASE("cell") {
        const auto list = read_list(list_of(std::string((1 << 20) + 1, 'x') + ",b,1\nc,d,2\n"));
        CHECK(list.problems() ==
              Strings{"list.csv:2:name: the cell has 1048577 bytes; at most 1048576 (1 MiB) are read: "
                      "shorten it"});
        CHECK(list.rows.size() == 2);
    }
    SUBCASE("line") {
        const auto list = read_list(list_of(std::string(17 << 20, 'x') + ",b,1\nc,d,2\n"));
        REQUIRE(list.rows.size() == 2);
        CHECK(list.problems() ==
              Strings{"list.csv:2: the row is longer than 16777216 bytes (16 MiB); shorten it, or close "
                      "the quote that was left open"});
        CHECK(list.rows[1].line == 3);
    }
}

TEST_CASE("what is no list says what it is") {
    CHECK(error_of("") == "list.csv: the file is empty; expected a list of groups");
    CHECK(error_of("\xEF\xBB\xBF") == "list.csv: the file is empty; expected a list of groups");
    CHECK(error_of("%PDF-1.7 ...").starts_with("list.csv: a PDF"));
    CHECK(error_of("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1...")
              .starts_with("list.csv: an old Excel file (.xls), or a workbook "
                           "with a password; open it and save it as .xlsx"));
    CHECK(error_of("\n <html><table>").starts_with("list.csv: a web page or XML"));
    CHECK(error_of(std::string("n\0a\0m\0e\0,\0u\0r\0l\0\n\0", 18))
              .starts_with("list.csv:1: NUL bytes (0x00)"));
}

TEST_CASE("files that cannot be read are errors of input and output") {
    const TempDir folder;
    CHECK_THROWS_AS(open_list(folder.path() / "none.csv", {}, looks_like_header), Error);
    CHECK_THROWS_AS(open_list(folder.path(), {}, looks_like_header), Error);
    try {
        open_list(folder.path() / "none.csv", {}, looks_like_header);
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::io);
        CHECK(std::string(error.what()).ends_with("none.csv: cannot be opened: No such file or directory"));
    }
}

TEST_CASE("the digest is that of the file's bytes, even when reading stopped early") {
    const TempDir folder;
    const auto path = folder.path() / "a.csv";
    std::string bytes = "\xEF\xBB\xBF" + std::string(k_header);
    for (int row = 0; row < 20'000; ++row) {
        bytes += "Chợ,t.me/abc,12\n";
    }
    write_file(path, bytes);
    const auto reader = open_list(path, {}, looks_like_header);
    ListRow row;
    REQUIRE(reader->next(row));
    CHECK(*reader->progress() > 0.0);
    CHECK(*reader->progress() < 1.0);
    CHECK(reader->digest() == sha256(bytes));
    CHECK(read_list(bytes).digest == sha256(bytes));
}

TEST_CASE("S3: the importer takes the sign against formulas off again") {
    for (const char* cell : {"=1+1", "+84", "-x", "@x", "＝x", "＠x"}) {
        CAPTURE(cell);
        CHECK(read_list(list_of(csv_cell(with_formula_guard(cell)) + ",b,1\n")).texts(0)[0] == cell);
    }
    CHECK(read_list(list_of("'Chợ',b,1\n")).texts(0)[0] == "'Chợ'");
}

TEST_CASE("text is in normal form C, and the original is kept") {
    const auto list = read_list(list_of("Cho\u031B\u0323  Đồng Hỷ,b,1\n"));
    CHECK(list.texts(0)[0] == "Chợ Đồng Hỷ");
    CHECK(list.rows[0].raw[0] == "Cho\u031B\u0323  Đồng Hỷ");
}

TEST_CASE("any cells survive writing and reading, wherever chunks of the file end") {
    const unsigned seed = test::seed();
    CAPTURE(seed);
    std::mt19937_64 random(seed);
    const std::vector<std::string> pieces{"a",    ",", ";", "\t",  "\"", "\n",
                                          "\r\n", "ế", "đ", "x y", "😀",  "12"};
    std::string bytes(k_header);
    std::vector<Strings> written;
    for (int row = 0; row < 5'000; ++row) {
        Strings cells{"n"};
        for (int cell = 0; cell < 2; ++cell) {
            std::string text;
            for (auto count = random() % 12; count > 0; --count) {
                text += pieces[random() % pieces.size()];
            }
            cells.push_back(text);
        }
        bytes += csv_cell(cells[0]) + "," + csv_cell(cells[1]) + "," + csv_cell(cells[2]) + "\r\n";
        written.push_back(cells);
    }
    const auto list = read_list(bytes);
    REQUIRE(list.problems() == Strings{});
    REQUIRE(list.rows.size() == written.size());
    for (std::size_t row = 0; row < written.size(); ++row) {
        REQUIRE(list.rows[row].raw == written[row]);
    }
}
