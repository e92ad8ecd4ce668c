/// What all lists have in common: finding the header, and checking a row against it.
#pragma once

#include "list/list_reader.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hnat {

inline constexpr std::size_t k_header_rows = 50; ///< how far down a header is looked for

/// A header's cells for people and for HeaderTest: NFC, squeezed, empty ones at the end dropped.
std::vector<std::string> header_cells(const std::vector<std::string>& raw);

/// A cell's text from what the file has: the `'` in front of a formula sign taken off, NFC, squeezed.
std::string cell_text(std::string_view raw);
/// Into memory that is there; `surely_nfc` spares the look.
void cell_text(std::string_view raw, bool surely_nfc, std::string& text);

/// True when no cell has text.
bool is_blank(const ListRow& row);

/// Makes rows out of cells: names the file, the line and the column in every problem.
class RowChecker {
  public:
    RowChecker(std::string file, std::vector<std::string> header);

    /// `row.line`, `row.cells` and `row.raw` are set. Adds problems, and gives the row as many cells as the
    /// header has. `ragged_is_bad`: a row with fewer cells than the header is a problem (CSV; a sheet has no
    /// such thing). `sound`: surely no cell holds NUL or U+FFFD.
    void check(ListRow& row, bool ragged_is_bad, bool sound = false) const;
    /// A problem of the cell at `position`, or of the whole row.
    void add_problem(ListRow& row, std::optional<std::size_t> position, std::string message) const;
    [[nodiscard]] const std::vector<std::string>& header() const { return m_header; }

  private:
    void check_cell(ListRow& row, std::size_t position, bool sound) const;
    void check_characters(ListRow& row, std::size_t position) const;
    [[nodiscard]] std::string column_name(std::size_t position) const;

    std::string m_file;
    std::vector<std::string> m_header;
};

/// The message of the error when no row passed HeaderTest; `expected` names columns (ListOptions).
std::string no_header_message(std::string_view file, std::string_view expected, std::string_view hint);

} // namespace hnat
