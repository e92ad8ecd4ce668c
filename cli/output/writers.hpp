/// The writers behind make_row_writer, one file each.
#pragma once

#include "cli/output/row_writer.hpp"

namespace hnat::cli {

/// Aligned and cut to the width on a terminal, where rows are kept until finish(); else tab-separated, row by
/// row.
std::unique_ptr<RowWriter> make_table_writer(ListShape shape, Layout layout, std::ostream& out);
/// RFC 4180: CRLF, quotes where needed, a header of field names.
std::unique_ptr<RowWriter> make_csv_writer(const ListShape& shape, Layout layout, std::ostream& out);
/// Tab-separated; a tab, line end or backslash inside a cell is \t, \n, \r, \\ .
std::unique_ptr<RowWriter> make_tsv_writer(const ListShape& shape, Layout layout, std::ostream& out);
/// {"schema":…,"rows":[…]}, one row on each line.
std::unique_ptr<RowWriter> make_json_writer(const ListShape& shape, Layout layout, std::ostream& out);
/// One object on each line (ndjson.org), no envelope.
std::unique_ptr<RowWriter> make_ndjson_writer(const ListShape& shape, Layout layout, std::ostream& out);
/// One sheet; the file is put together and copied to `out` by finish().
std::unique_ptr<RowWriter> make_xlsx_writer(const ListShape& shape, Layout layout, std::ostream& out);

} // namespace hnat::cli
