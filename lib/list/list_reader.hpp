/// Lists of groups as files: CSV (comma, semicolon, tab), .xlsx and .ods, in UTF-8, UTF-16 or a Vietnamese
/// legacy encoding. Rows come out one at a time; memory does not grow with a CSV file.
#pragma once

#include "base/diagnostic.hpp"
#include "base/enum_names.hpp"
#include "base/hash.hpp"
#include "base/message.hpp"

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <istream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hnat {

enum class ListEncoding { utf8, cp1258, tcvn3, viscii, vni };
template <>
inline constexpr std::array k_enum_names<ListEncoding>{
    EnumName{ListEncoding::utf8, "utf-8"}, EnumName{ListEncoding::cp1258, "cp1258"},
    EnumName{ListEncoding::tcvn3, "tcvn3"}, EnumName{ListEncoding::viscii, "viscii"},
    EnumName{ListEncoding::vni, "vni"}};

struct ListOptions {
    ListEncoding encoding =
        ListEncoding::utf8;           ///< UTF-16 is told from its byte order mark, whatever this says
    std::optional<char> delimiter;    ///< , ; or tab; empty: told from the header line
    std::optional<std::string> sheet; ///< name of a sheet; empty: the first that is not hidden
    /// Columns, for the message when there is no header; a key of the catalogue.
    std::string expected{mark_message(R"("name" (Tên nhóm) and "url" (Đường dẫn))")};
};

/// One cell. Spreadsheet numbers and dates keep their kind, so that nothing is guessed from text.
struct ListCell {
    std::string text; ///< UTF-8, NFC, squeezed at both ends; of a number: as a person would write it
    std::optional<double> number; ///< of a numeric spreadsheet cell (dates are serial numbers)
};

/// One row below the header.
struct ListRow {
    std::size_t line = 0;         ///< 1-based line of the file where the row begins, or row of the sheet
    std::vector<ListCell> cells;  ///< as many as the header has, when `problems` is empty
    std::vector<std::string> raw; ///< the original cells, for the rejects file; decoded, not normalised
    Diagnostics problems;         ///< ragged row, NUL byte, invalid UTF-8, a cell over 1 MiB, unclosed quote
};

class ListReader {
  public:
    virtual ~ListReader() = default;
    /// The header row's cells, original spelling, NFC. Found by the constructor.
    [[nodiscard]] virtual const std::vector<std::string>& header() const = 0;
    [[nodiscard]] virtual std::size_t header_line() const = 0;
    /// The next row; false at the end. Wholly blank rows are skipped and not counted.
    virtual bool next(ListRow& row) = 0;
    /// Share of the file that was read, 0..1; nullopt when its size is not known.
    [[nodiscard]] virtual std::optional<double> progress() const = 0;
    /// SHA-256 of the file's bytes; valid after next() has returned false.
    virtual Digest digest() = 0;
};

/// Says whether a row looks like the header; used to skip a title block above it.
using HeaderTest = std::function<bool(const std::vector<std::string>& cells)>;

/// Opens a file by its content (a ZIP with a spreadsheet inside, or text). Errors: io (cannot be read),
/// rejected (bytes that are no text in the encoding named, no header found in the first 50 rows, no such
/// sheet: the message lists the sheets), usage.
std::unique_ptr<ListReader> open_list(const std::filesystem::path& path, const ListOptions& options,
                                      const HeaderTest& is_header);
/// The same from a stream (standard input). A spreadsheet is read into memory.
std::unique_ptr<ListReader> open_list(std::istream& stream, std::string_view name, const ListOptions& options,
                                      const HeaderTest& is_header);

} // namespace hnat
