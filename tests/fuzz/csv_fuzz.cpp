/// S1: no bytes make the CSV reader crash, hang, or give a row that breaks its promises.
#include "base/error.hpp"
#include "base/text.hpp"
#include "list/list_reader.hpp"
#include "survey/columns.hpp"

#include <cstdint>
#include <cstdlib>
#include <sstream>
#include <string>

namespace {

/// The first byte picks the options, the rest is the file.
hnat::ListOptions options_of(std::uint8_t choice) {
    hnat::ListOptions options;
    options.encoding = hnat::k_enum_names<hnat::ListEncoding>[choice % 5].value;
    if ((choice & 0x40) != 0) {
        options.delimiter = ",;\t,"[choice % 4];
    }
    return options;
}

void require(bool promise) {
    if (!promise) {
        std::abort();
    }
}

void read_all(hnat::ListReader& reader) {
    std::size_t line = reader.header_line();
    for (hnat::ListRow row; reader.next(row);) {
        require(row.line > line);
        line = row.line;
        require(!row.problems.empty() || row.cells.size() == reader.header().size());
        for (const auto& cell : row.cells) {
            require(hnat::is_utf8(cell.text));
        }
        for (const auto& cell : row.raw) {
            require(hnat::is_utf8(cell));
        }
    }
    (void)reader.digest();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) {
        return 0;
    }
    const std::string bytes(data + 1, data + size);
    for (const bool any_header : {false, true}) {
        std::istringstream stream(bytes);
        try {
            const hnat::HeaderTest first_row = [](const auto& cells) { return !cells.empty(); };
            const auto reader =
                hnat::open_list(stream, "fuzz", options_of(data[0]),
                                any_header ? first_row : hnat::HeaderTest(hnat::looks_like_header));
            (void)hnat::map_columns(reader->header(), "fuzz", reader->header_line());
            read_all(*reader);
        } catch (const hnat::Error&) {
            continue; // a clear refusal is what bad bytes should get
        }
    }
    return 0;
}
