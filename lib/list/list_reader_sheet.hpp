/// Rows of one sheet, whatever the format of the file, and the reader on top of them.
#pragma once

#include "list/list_reader.hpp"
#include "list/list_reader_archive.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hnat {

// Limits of Excel and LibreOffice; a file that says more is damaged or hostile.
inline constexpr std::size_t k_most_sheet_rows = 1'048'576;
inline constexpr std::size_t k_most_sheet_columns = 16'384;
inline constexpr std::size_t k_most_sheet_text = std::size_t{256} << 20; ///< bytes of all shared strings

/// A cell that is not empty.
struct SheetCell {
    std::size_t column = 0; ///< 0-based
    std::string text;
    std::optional<double> number; ///< dates as serial numbers of the 1900 system
    bool error = false;           ///< #N/A and its like: `text` is the error
    bool merged = false;          ///< the value stands in a row above, in a cell that spans this one
};

struct SheetRow {
    std::size_t number = 0;       ///< 1-based, as the sheet shows it
    std::vector<SheetCell> cells; ///< by column, rising
};

/// The rows of the sheet that was asked for. All throw Error{rejected} for a damaged file.
class SheetRows {
  public:
    SheetRows() = default;
    SheetRows(const SheetRows&) = delete;
    SheetRows& operator=(const SheetRows&) = delete;
    virtual ~SheetRows() = default;
    /// The next row that has a cell; false behind the last.
    virtual bool next(SheetRow& row) = 0;
    [[nodiscard]] virtual double progress() const = 0;
    /// Names of all sheets, for a message: no rows come after it.
    virtual std::vector<std::string> sheet_names() = 0;
    /// The sheet that is read; empty when there is none of the name that was asked for, or, when none was,
    /// none that is shown.
    [[nodiscard]] virtual std::optional<std::string> sheet_name() const = 0;
};

std::unique_ptr<SheetRows> open_xlsx(SheetArchive& archive, const std::optional<std::string>& sheet);
std::unique_ptr<SheetRows> open_ods(SheetArchive& archive, const std::optional<std::string>& sheet);

/// A number as a person would write it: 12500, not 12500.000000.
std::string number_text(double number);
/// A serial number of the 1900 system as YYYY-MM-DD, with HH:MM when there is a time; the number when it is
/// no date.
std::string date_text(double serial);
/// The number that the text is as a whole (`12500`, `1.5E3`); nullopt for anything else.
std::optional<double> parse_number(std::string_view text);
/// The serial number (days from 30 December 1899) of an ISO date or date with time.
/// `text` is xsd:date or xsd:dateTime; nullopt for anything else.
std::optional<double> serial_of_iso(std::string_view text);

/// True for the first bytes of a ZIP.
bool looks_like_zip(std::string_view start);

/// `bytes` is the whole file, `digest` its hash.
std::unique_ptr<ListReader> open_sheet(std::string bytes, const Digest& digest, std::string name,
                                       const ListOptions& options, const HeaderTest& is_header);

} // namespace hnat
