#include "tests/list/sheet_builder.hpp"

#include "base/error.hpp"

namespace hnat::test {

namespace {

constexpr const char* k_ods_type = "application/vnd.oasis.opendocument.spreadsheet";

} // namespace

const std::string k_types =
    R"(<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>)";
const std::string k_package =
    R"(<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)"
    R"(<Relationship Id="a" Type="http://x/officeDocument" Target="xl/workbook.xml"/></Relationships>)";
const std::string k_relations =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)"
    R"(<Relationship Id="r1" Type="http://x/worksheet" Target="worksheets/one.xml"/></Relationships>)";
const std::string k_raw_header =
    R"(<x:row r="1"><x:c t="inlineStr"><x:is><x:t>name</x:t></x:is></x:c>)"
    R"(<x:c t="inlineStr"><x:is><x:r><x:t>u</x:t></x:r><x:r><x:t>rl</x:t></x:r></x:is></x:c>)"
    R"(<x:c t="inlineStr"><x:is><x:t>members_on</x:t></x:is></x:c></x:row>)";

Parts workbook_parts(const std::string& rows, const std::string& properties, const std::string& behind) {
    return {{"[Content_Types].xml", k_types},
            {"_rels/.rels", k_package},
            {"xl/_rels/workbook.xml.rels", k_relations},
            {"xl/workbook.xml",
             R"(<x:workbook xmlns:x="http://m" xmlns:r="http://o/relationships">)" + properties +
                 R"(<x:sheets><x:sheet name="One" sheetId="1" r:id="r1"/></x:sheets></x:workbook>)"},
            {"xl/worksheets/one.xml", R"(<x:worksheet xmlns:x="http://m"><x:sheetData>)" + rows +
                                          "</x:sheetData>" + behind + "</x:worksheet>"}};
}

std::string raw_workbook(const std::string& rows, const std::string& properties, const std::string& behind) {
    return make_zip(workbook_parts(rows, properties, behind));
}

std::string xlsx_row(const Strings& texts) {
    std::string cells;
    for (const auto& text : texts) {
        cells += R"(<x:c t="str"><x:v>)" + text + "</x:v></x:c>";
    }
    return "<x:row>" + cells + "</x:row>";
}

std::string ods_content(const std::string& tables) {
    return R"(<?xml version="1.0" encoding="UTF-8"?><office:document-content)"
           R"( xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0")"
           R"( xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0")"
           R"( xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0")"
           R"( xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0")"
           R"( xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0")"
           R"( xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">)"
           R"(<office:body><office:spreadsheet>)" +
           tables + R"(</office:spreadsheet></office:body></office:document-content>)";
}

std::string spreadsheet(const std::string& tables) {
    return make_zip(
        {{"mimetype", k_ods_type},
         {"content.xml", ods_content(tables)},
         {"META-INF/manifest.xml",
          R"(<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>)"}});
}

std::string table(const std::string& name, const std::string& rows) {
    return "<table:table table:name=\"" + name + "\">" + rows + "</table:table>";
}

std::string row(const std::string& cells, const std::string& attributes) {
    return "<table:table-row" + attributes + ">" + cells + "</table:table-row>";
}

std::string text_cell(const std::string& inside) {
    return R"(<table:table-cell office:value-type="string"><text:p>)" + inside +
           "</text:p></table:table-cell>";
}

const std::string k_ods_header =
    row(text_cell("name") + text_cell("url") + text_cell("members") + text_cell("members_on"));

std::string damaged(const std::string& what) {
    return "list.csv: " + what +
           "; the file is damaged: save it again in a spreadsheet program, or get it anew";
}

std::string damaged_zip(const std::string& what) {
    return damaged("the ZIP inside: " + what);
}

std::string error_of(const std::string& bytes, const ListOptions& options) {
    try {
        (void)read_list(bytes, options);
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::rejected);
        return error.what();
    }
    return "no error";
}

} // namespace hnat::test
