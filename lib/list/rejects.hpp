/// The file of rejected rows: a CSV that a person corrects and imports as it is.
#pragma once

#include "base/diagnostic.hpp"
#include "base/file.hpp"
#include "list/list_reader.hpp"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace hnat {

/// True for a cell that a spreadsheet would run as a formula: it begins with = + - @ TAB or CR, or the
/// full-width form of a sign.
bool begins_formula(std::string_view cell);

/// Such a cell gets a ' in front; any other comes back as it is.
std::string with_formula_guard(std::string_view cell);

/// Takes the ' of with_formula_guard off again; any other cell comes back as it is.
std::string_view without_formula_guard(std::string_view cell);

/// One cell as RFC 4180 writes it: in quotes when it holds a comma, a quote, CR, LF, or white space at an
/// end.
std::string csv_cell(std::string_view cell);

/// Writes the original columns and two more, `line` and `error`, which an import ignores. UTF-8 with a byte
/// order mark, so that Excel doesn't take it for a legacy encoding; CRLF (RFC 4180).
class RejectsWriter {
  public:
    /// Throws Error{usage} when the file exists and `overwrite` is false, Error{io}. Columns of `header` that
    /// are called `line` or `error` (the list was a rejects file itself) are left out.
    RejectsWriter(const std::filesystem::path& path, bool overwrite, const std::vector<std::string>& header);

    /// Fits RejectSink. Cells beyond the header go behind `error`, so that nothing is lost.
    void add(const ListRow& row, const Diagnostics& problems);
    [[nodiscard]] std::size_t count() const { return m_count; }
    /// Without it no file is left. Throws Error{io}.
    void commit();

  private:
    void write(const std::vector<std::string>& cells);

    AtomicFile m_file;
    std::vector<bool> m_kept; ///< for each header cell: not `line` or `error`
    std::string m_buffer;
    std::size_t m_count = 0;
};

} // namespace hnat
