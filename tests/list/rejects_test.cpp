#include "list/rejects.hpp"
#include "tests/list/list_builder.hpp"

using namespace hnat;
using namespace hnat::test;

namespace {

/// Writes the bad rows of a list to a file and gives its bytes.
std::string rejects_of(const ReadList& list) {
    const TempDir folder;
    const auto path = folder.path() / "bad.csv";
    RejectsWriter writer(path, false, list.header);
    for (const auto& row : list.rows) {
        if (!row.problems.empty()) {
            writer.add(row, row.problems);
        }
    }
    writer.commit();
    return read_file(path);
}

} // namespace

TEST_CASE("rejected rows keep their cells and say their line and what is wrong") {
    const auto list = read_list("Danh sách\nTên nhóm;url;members\nA;\"b;\"\"c\"\"\"\ngood;x;1\nD;e;f;g\n");
    CHECK(rejects_of(list) == "\xEF\xBB\xBFTên nhóm,url,members,line,error\r\n"
                              "A,\"b;\"\"c\"\"\",,3,\"the row has 2 cells, the header has 3; the line is cut "
                              "short: write it with all its "
                              "delimiters\"\r\n"
                              "D,e,f,5,\"the row has 4 cells, the header has 3; put a cell that holds the "
                              "delimiter into quotes, or delete "
                              "what is too much\",g\r\n");
}

TEST_CASE("a rejects file can be corrected and imported, and rejected again without growing") {
    const auto first = rejects_of(read_list("name,url\na,b,c\nd,e,f\n"));
    const auto again = read_list(first);
    CHECK(again.header == Strings{"name", "url", "line", "error"});
    CHECK(again.rows.size() == 2); // still with a cell too many
    CHECK(again.problems().size() == 2);
    CHECK(map_columns(again.header, "bad.csv", 1).problems.empty());
    const auto second = rejects_of(again);
    CHECK(second.starts_with("\xEF\xBB\xBFname,url,line,error\r\na,b,2,"));

    auto corrected = first;
    for (const char* extra : {",c\r\n", ",f\r\n"}) {
        corrected.replace(corrected.find(extra), 4, "\r\n");
    }
    const auto good = read_list(corrected);
    CHECK(good.problems() == Strings{});
    CHECK(good.texts(1)[0] == "d");
}

TEST_CASE("S3: cells that a spreadsheet would run as formulas get a sign in front, once") {
    for (const char* cell : {"=1+1", "+84", "-1", "@x", "\tx", "\rx", "＝1", "＋1", "－1", "＠x"}) {
        CAPTURE(cell);
        CHECK(with_formula_guard(cell) == "'" + std::string(cell));
        CHECK(without_formula_guard(with_formula_guard(cell)) == cell);
        CHECK(with_formula_guard(with_formula_guard(cell)) == with_formula_guard(cell));
    }
    for (const char* cell : {"", "a=b", "'", "'quoted'", "Chợ", "1-2"}) {
        CAPTURE(cell);
        CHECK(with_formula_guard(cell) == cell);
        CHECK(without_formula_guard(cell) == cell);
    }
}

TEST_CASE("nothing is left of a rejects file that was not committed") {
    const TempDir folder;
    const auto path = folder.path() / "bad.csv";
    {
        RejectsWriter writer(path, false, {"name"});
        CHECK(writer.count() == 0);
    }
    CHECK(std::filesystem::is_empty(folder.path()));
}

TEST_CASE("a row with more than one problem says all of them, each with its column") {
    const TempDir folder;
    const auto path = folder.path() / "bad.csv";
    RejectsWriter writer(path, false, {"name", "url"});
    ListRow row;
    row.line = 7;
    row.raw = {"a", "b"};
    writer.add(row, {{Severity::error, "list.csv", 7, "name", "too long"},
                     {Severity::error, "list.csv", 7, "", "cut short"},
                     {Severity::error, "list.csv", 7, "url", "no address"}});
    writer.commit();
    CHECK(read_file(path).ends_with("\r\na,b,7,\"name: too long; cut short; url: no address\"\r\n"));
}

TEST_CASE("a cell is put into quotes where its blanks at the ends, or its signs, would be lost") {
    for (const std::string& cell : Strings{" a", "a ", " ", "a,b", "a;b", "a\tb", "a\nb", "a\rb"}) {
        CAPTURE(cell);
        CHECK(csv_cell(cell) == "\"" + cell + "\"");
    }
    CHECK(csv_cell("the \"best\"") == "\"the \"\"best\"\"\"");
    CHECK(csv_cell("a b") == "a b");
    CHECK(csv_cell("").empty());
}

TEST_CASE("a rejects file of many rows is written as it grows, and is whole") {
    const TempDir folder;
    const auto path = folder.path() / "bad.csv";
    RejectsWriter writer(path, false, {"name", "url"});
    ListRow row;
    row.raw = {std::string(1000, 'x'), "b"};
    for (row.line = 2; row.line < 302; ++row.line) {
        writer.add(row, {});
    }
    CHECK(writer.count() == 300);
    writer.commit();
    const auto list = read_list(read_file(path));
    CHECK(list.problems() == Strings{});
    REQUIRE(list.rows.size() == 300);
    CHECK(list.texts(299) == Strings{std::string(1000, 'x'), "b", "301", ""});
}
