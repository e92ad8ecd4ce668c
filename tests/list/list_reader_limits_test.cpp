// Files that are small and would grow large in memory.
#include "list/list_reader_source.hpp"
#include "tests/list/sheet_builder.hpp"
#include "tests/list/zip_builder.hpp"

#include <array>
#include <cstring>
#include <istream>
#include <streambuf>

using namespace hnat;
using namespace hnat::test;

namespace {

constexpr std::size_t k_mib = std::size_t{1} << 20;

/// An archive of these parts and one that is large when it is unpacked.
std::string archive_of(const Parts& parts, const ZipPart& large) {
    std::vector<ZipPart> all;
    for (const auto& [name, text] : parts) {
        if (name != large.name) {
            all.push_back(stored(name, text));
        }
    }
    all.push_back(large);
    return zip_of(all);
}

/// A stream of `count` MiB that begins like a ZIP and takes no memory.
class LongZip final : public std::streambuf {
  public:
    explicit LongZip(std::size_t count) : m_left(count) { std::memcpy(m_bytes.data(), "PK\x03\x04", 4); }

  protected:
    int_type underflow() override {
        if (m_left == 0) {
            return traits_type::eof();
        }
        --m_left;
        setg(m_bytes.data(), m_bytes.data(), m_bytes.data() + m_bytes.size());
        return traits_type::to_int_type(m_bytes.front());
    }

  private:
    std::array<char, k_mib> m_bytes{};
    std::size_t m_left;
};

} // namespace

TEST_CASE("a spreadsheet of more than 256 MiB is refused before it is unpacked") {
    LongZip bytes(257);
    std::istream stream(&bytes);
    CHECK_THROWS_WITH(
        open_list(stream, "list.csv", {}, looks_like_header),
        "list.csv: a spreadsheet of more than 256 MiB; save the list as CSV, which has no limit");
}

TEST_CASE("shared strings of more than 256 MiB are refused") {
    auto parts = workbook_parts(k_raw_header);
    parts[2].second.insert(parts[2].second.find("</Relationships>"),
                           R"(<Relationship Id="s" Type="/sharedStrings" Target="strings.xml"/>)");
    const auto strings = [](std::size_t count) {
        return deflated_run("xl/strings.xml", "<sst><si><t>", 'x', count, "</t></si></sst>");
    };
    CHECK(error_of(archive_of(parts, strings(256 * k_mib))) ==
          "list.csv: the workbook holds more than 256 MiB of text; save the list as CSV, which has no limit");
}

TEST_CASE("one long shared string in many cells of an .xlsx is refused") {
    std::string cells;
    for (int count = 0; count < 257; ++count) {
        cells += R"(<x:c t="s"><x:v>0</x:v></x:c>)";
    }
    auto parts = workbook_parts(k_raw_header + "<x:row>" + cells + "</x:row>");
    parts[2].second.insert(parts[2].second.find("</Relationships>"),
                           R"(<Relationship Id="s" Type="/sharedStrings" Target="strings.xml"/>)");
    auto large = deflated_run("xl/strings.xml", "<sst><si><t>", 'x', k_mib, "</t></si></sst>");
    large.crc = checksum("<sst><si><t>" + std::string(k_mib, 'x') + "</t></si></sst>");
    CHECK(error_of(archive_of(parts, large)) ==
          damaged("row 2 of the sheet and those before it hold more than 256 MiB of text"));
}

TEST_CASE("one long cell of an .ods that is repeated is refused") {
    const auto content = [](const std::string& repeats) {
        const auto whole =
            ods_content(table("A", k_ods_header + row("<table:table-cell table:number-columns-repeated=\"" +
                                                      repeats + "\"><text:p>#</text:p></table:table-cell>")));
        const auto at = whole.find('#');
        return archive_of(
            {{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}},
            deflated_run("content.xml", whole.substr(0, at), 'x', k_mib + 1, whole.substr(at + 1)));
    };
    CHECK(error_of(content("256")) == damaged("content.xml: a row holds more than 256 MiB of text"));
}

TEST_CASE("a row of a CSV that goes on over lines is read as far as 16 MiB") {
    const std::string cell(k_mib - 1, 'x');
    std::string row;
    for (int count = 0; count < 15; ++count) {
        row += cell + ",";
    }
    ListOptions options;
    options.delimiter = ','; // with another one it is a cell of 15 MiB, for which a sanitizer takes long
    const auto list = read_list("name,url\n" + row + "\"\n" + cell + cell + "\"\na,b\n", options);
    REQUIRE(list.rows.size() == 3);
    CHECK(
        list.problems().at(0) ==
        "list.csv:2: the row is longer than 16777216 bytes (16 MiB); shorten it, or close the quote that was "
        "left open");
    CHECK(list.rows[1].line == 3);
    CHECK(list.texts(2) == Strings{"a", "b"});
}
