/// S1: no bytes make the reader of spreadsheets crash or hang. The first byte says what the rest is: a whole
/// file, or one XML part inside a sound ZIP, so that the fuzzer need not guess checksums.
#include "base/error.hpp"
#include "list/list_reader.hpp"

#include <zip.h>

#include <cstdint>
#include <cstdlib>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace {

using Parts = std::vector<std::pair<std::string, std::string>>;

constexpr const char* k_package =
    R"(<R><Relationship Id="a" Type="/officeDocument" Target="xl/workbook.xml"/></R>)";
constexpr const char* k_relations = R"(<R><Relationship Id="s" Type="/worksheet" Target="s.xml"/>)"
                                    R"(<Relationship Id="t" Type="/sharedStrings" Target="t.xml"/>)"
                                    R"(<Relationship Id="u" Type="/styles" Target="u.xml"/></R>)";
constexpr const char* k_workbook =
    R"(<w xmlns:r="/relationships"><sheets><sheet name="One" r:id="s"/></sheets></w>)";
constexpr const char* k_strings = "<sst><si><t>name</t></si><si><t>url</t></si></sst>";
constexpr const char* k_styles = R"(<s><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></s>)";
constexpr const char* k_sheet =
    R"(<w><sheetData><row><c t="s"><v>0</v></c><c s="1"><v>46204</v></c></row><row><c><v>1</v></c></row></sheetData></w>)";

/// Stored, not packed: the fuzzer's time goes into the parser.
std::string zip_of(const Parts& parts) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* const memory = zip_source_buffer_create(nullptr, 0, 0, &error);
    zip_source_keep(memory);
    zip_t* const archive = zip_open_from_source(memory, ZIP_TRUNCATE, &error);
    for (const auto& [name, text] : parts) {
        const auto index = zip_file_add(
            archive, name.c_str(), zip_source_buffer(archive, text.data(), text.size(), 0), ZIP_FL_ENC_UTF_8);
        zip_set_file_compression(archive, static_cast<zip_uint64_t>(index), ZIP_CM_STORE, 0);
    }
    if (zip_close(archive) != 0) {
        std::abort();
    }
    zip_source_open(memory);
    zip_source_seek(memory, 0, SEEK_END);
    std::string bytes(static_cast<std::size_t>(zip_source_tell(memory)), '\0');
    zip_source_seek(memory, 0, SEEK_SET);
    zip_source_read(memory, bytes.data(), bytes.size());
    zip_source_close(memory);
    zip_source_free(memory);
    zip_error_fini(&error);
    return bytes;
}

std::string file_of(std::uint8_t kind, const std::string& text) {
    Parts parts{{"_rels/.rels", k_package},      {"xl/_rels/workbook.xml.rels", k_relations},
                {"xl/workbook.xml", k_workbook}, {"xl/t.xml", k_strings},
                {"xl/u.xml", k_styles},          {"xl/s.xml", k_sheet}};
    switch (kind % 8) {
    case 0:
        return text;
    case 1:
        return zip_of(
            {{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, {"content.xml", text}});
    default:
        parts[kind % 8 - 2].second = text;
        return zip_of(parts);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) {
        return 0;
    }
    std::istringstream stream(file_of(data[0], std::string(data + 1, data + size)));
    try {
        const auto reader =
            hnat::open_list(stream, "fuzz", {}, [](const auto& cells) { return !cells.empty(); });
        // Rows that are stored once and repeated a million times are right, but no way to spend the fuzzer's
        // time.
        constexpr int k_most_rows = 2000;
        hnat::ListRow row;
        for (int count = 0; count < k_most_rows && reader->next(row); ++count) {
        }
    } catch (const hnat::Error&) {
        return 0; // a clear refusal is what bad bytes should get
    }
    return 0;
}
