/// The parts of an .xlsx around its sheets (ECMA-376 part 1, 12.3 and 18): which there are, shared strings,
/// date styles.
#pragma once

#include "list/list_reader_archive.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hnat {

struct WorkbookSheet {
    std::string name; ///< NFC
    std::string part; ///< name in the ZIP
    bool hidden = false;
};

struct Workbook {
    std::vector<WorkbookSheet> sheets; ///< worksheets in the order of their tabs; charts are left out
    bool from_1904 = false;            ///< dates count from 1904 (ECMA-376 part 1, 18.17.4.1)
    std::vector<std::string> strings;
    std::vector<bool> date_styles; ///< by cell format: shown as a date
};

/// Throws Error{rejected} when a part is missing or damaged.
Workbook read_workbook(SheetArchive& archive);

/// True when a number format shows a date: it has y or d outside quotes, escapes and brackets.
bool is_date_format(std::string_view code);

} // namespace hnat
