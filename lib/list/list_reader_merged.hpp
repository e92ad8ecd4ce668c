/// Cells of a sheet that were merged downwards. Only the first of them has the value in the file, and all of
/// its rows show it: a list that is grouped by commune says the commune once.
#pragma once

#include "list/list_reader_sheet.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace hnat {

class MergedCells {
  public:
    /// The cells of `column` (0-based) from row `first` to row `last` (1-based, both inclusive) are one.
    /// Throws Error{rejected} for more of them than a list has use for.
    void add(std::size_t column, std::size_t first, std::size_t last);
    /// Gives a row the values that merged cells above it show in it. Rows come in rising order; one without
    /// a cell of its own is left alone, for a title or a signature below a list is merged as well.
    void fill(SheetRow& row);

  private:
    struct Run {
        std::size_t column = 0, first = 0, last = 0;
        std::optional<SheetCell> value;
    };
    void begin(const SheetRow& row);

    std::vector<Run> m_waiting; ///< that begin below the last row
    std::vector<Run> m_open;
    bool m_sorted = true; ///< the waiting ones by first row, the next one last
};

} // namespace hnat
