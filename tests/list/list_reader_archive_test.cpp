#include "tests/list/sheet_builder.hpp"
#include "tests/list/zip_builder.hpp"

#include <algorithm>

using namespace hnat;
using namespace hnat::test;

namespace {

/// Parts that are as the directory says, with one of them changed by `change`.
template <typename Change>
std::string archive_with(const Parts& parts, const std::string& name, const Change& change) {
    std::vector<ZipPart> packed;
    for (const auto& [part, text] : parts) {
        packed.push_back(stored(part, text));
    }
    const auto changed = std::ranges::find(packed, name, &ZipPart::name);
    REQUIRE(changed != packed.end());
    change(*changed);
    return zip_of(packed);
}

Parts ods_parts(const std::string& tables) {
    return {{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
            {"content.xml", ods_content(tables)}};
}

} // namespace

TEST_CASE(
    "a sign of a sheet that was damaged on its way is found by the checksum, although it is still XML") {
    const auto damage = [](ZipPart& part) {
        part.packed.replace(part.packed.find("t.me/abc"), 8, "t.me/abd");
    };
    CHECK(error_of(archive_with(workbook_parts(k_raw_header + xlsx_row({"Chợ", "t.me/abc"})),
                                "xl/worksheets/one.xml", damage)) ==
          damaged_zip("xl/worksheets/one.xml: CRC error"));
    CHECK(error_of(archive_with(
              ods_parts(table("Một", k_ods_header + row(text_cell("Chợ") + text_cell("t.me/abc")))),
              "content.xml", damage)) == damaged_zip("content.xml: CRC error"));
}

TEST_CASE("a part is unpacked no further than the ZIP's directory promises") {
    const auto rows = k_raw_header + xlsx_row({"a", "b"});
    const auto shorter = [](ZipPart& part) { part.size -= 10; };
    const auto parts = workbook_parts(rows);
    const auto size = std::to_string(parts.back().second.size() - 10);
    CHECK(
        error_of(archive_with(parts, "xl/worksheets/one.xml", shorter)) ==
        damaged_zip("xl/worksheets/one.xml: more than the " + size + " bytes that it has by the directory"));
    const auto longer = [](ZipPart& part) { part.size += 10; };
    CHECK(error_of(archive_with(parts, "xl/worksheets/one.xml", longer))
              .starts_with("list.csv: the ZIP inside: xl/worksheets/one.xml: "));
}

TEST_CASE("a ZIP whose directory promises too much is refused before anything is unpacked") {
    const std::uint64_t mib = std::uint64_t{1} << 20;
    const auto with = [](std::vector<ZipPart> more) {
        for (const auto& [name, text] : workbook_parts(k_raw_header + xlsx_row({"a", "b"}))) {
            more.push_back(stored(name, text));
        }
        return zip_of(more);
    };
    const auto promise = [](const std::string& name, std::size_t packed, std::uint64_t size) {
        return ZipPart{name, std::string(packed, '\0'), Packing::deflated, size, 0, false};
    };
    SUBCASE("more than 1 GiB in all") {
        std::vector<ZipPart> pictures;
        for (int count = 0; count < 17; ++count) {
            pictures.push_back(promise("media" + std::to_string(count), 10, 64 * mib));
        }
        CHECK(
            error_of(with(pictures)) ==
            "list.csv: the ZIP would unpack to more than 1 GiB; it is refused as a ZIP bomb: save the sheet "
            "alone into a new file, or as CSV");
        pictures.resize(15);
        CHECK(read_list(with(pictures)).texts(0)[0] == "a");
    }
    SUBCASE("a large part, packed more than 250 to 1") {
        const std::string refusal =
            "list.csv: the ZIP would unpack to more than 250 times its size; it is refused "
            "as a ZIP bomb: save the sheet alone into a new file, or as CSV";
        CHECK(error_of(with({promise("media", 1000, 65 * mib)})) == refusal);
        CHECK(error_of(with({promise("media", 0, 65 * mib)})) == refusal);
        CHECK(read_list(with({promise("media", 65 * mib / 250, 65 * mib)})).texts(0)[0] == "a");
    }
    SUBCASE("a part of the workbook of more than 16 MiB") {
        auto parts = workbook_parts(k_raw_header);
        CHECK(error_of(with({promise("xl/styles.xml", 10, 16 * mib)})) == "no error"); // nothing asks for it
        parts[2].second.insert(parts[2].second.find("</Relationships>"),
                               R"(<Relationship Id="s" Type="/styles" Target="styles.xml"/>)");
        parts.emplace_back("xl/styles.xml", "");
        const auto large = [&](ZipPart& part) { part = promise("xl/styles.xml", 10, 16 * mib + 1); };
        CHECK(error_of(archive_with(parts, "xl/styles.xml", large)) ==
              damaged_zip("xl/styles.xml: more than 16777216 bytes"));
    }
}

TEST_CASE("a ZIP of more files than a spreadsheet has is refused") {
    std::vector<ZipPart> parts;
    parts.reserve(100'001);
    for (int count = 0; count < 100'001; ++count) {
        parts.push_back({.name = std::to_string(count)});
    }
    CHECK(error_of(zip_of(parts)) == "list.csv: the ZIP holds 100001 files, which no spreadsheet does: save "
                                     "the sheet alone into a new file, or as CSV");
}

TEST_CASE("a part that is missing or packed in a way of its own is named") {
    const auto parts = workbook_parts(k_raw_header + xlsx_row({"a", "b"}));
    const auto sheet = std::string("xl/worksheets/one.xml");
    CHECK(error_of(archive_with(parts, sheet, [](ZipPart& part) { part.name = "xl/worksheets/two.xml"; })) ==
          damaged_zip("xl/worksheets/one.xml: No such file"));
    CHECK(error_of(archive_with(parts, sheet, [](ZipPart& part) { part.packing = Packing::imploded; })) ==
          damaged_zip("xl/worksheets/one.xml: Compression method not supported"));
}

TEST_CASE("a spreadsheet with a password is told from one that is damaged") {
    const std::string locked =
        "list.csv: the file is protected with a password; save it again without one, or as CSV";
    CHECK(error_of(archive_with(workbook_parts(k_raw_header + xlsx_row({"a", "b"})), "xl/worksheets/one.xml",
                                [](ZipPart& part) { part.encrypted = true; })) == locked);
    // As LibreOffice writes them: the parts are no XML, since version 24.8 they lie in one.
    Parts parts = ods_parts(table("Một", k_ods_header + row(text_cell("Chợ") + text_cell("t.me/abc"))));
    parts.emplace_back("META-INF/manifest.xml", "<m:manifest><m:encryption-data/></m:manifest>");
    CHECK(error_of(make_zip(parts)) == locked);
    CHECK(error_of(make_zip({parts.front(), {"encrypted-package", "\x01\x02"}, parts.back()})) == locked);
    parts.back().second = "<m:manifest/>";
    CHECK(read_list(make_zip(parts)).texts(0)[0] == "Chợ");
}

TEST_CASE("a ZIP that is no spreadsheet is told from one by what is in it") {
    const std::string refusal =
        "list.csv: a ZIP without a spreadsheet inside; expected .xlsx, .ods or CSV (unpack "
        "it first if the list lies in it)";
    const auto content = ods_content(table("Một", k_ods_header));
    CHECK(error_of(std::string("PK\x05\x06") + std::string(18, '\0')) == refusal); // an empty one
    CHECK(error_of(make_zip({{"mimetype", "application/vnd.oasis.opendocument.text"},
                             {"content.xml", content}})) == refusal);
    CHECK(error_of(make_zip({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}})) == refusal);
    CHECK(read_list(make_zip(ods_parts(table("Một", k_ods_header)))).header.size() == 4);
}
