/// Spreadsheets for tests, written as XML, with what no library writes.
#pragma once

#include "list/list_reader.hpp"
#include "tests/list/list_builder.hpp"

#include <string>
#include <utility>
#include <vector>

namespace hnat::test {

using Parts = std::vector<std::pair<std::string, std::string>>;

/// The part [Content_Types].xml of an .xlsx.
extern const std::string k_types;
/// Relations of the package of an .xlsx: the workbook is xl/workbook.xml.
extern const std::string k_package;
/// Relations of the workbook: "r1" is the worksheet xl/worksheets/one.xml.
extern const std::string k_relations;
/// The first row of a worksheet: name, url, members_on.
extern const std::string k_raw_header;

/// The parts of an .xlsx with one sheet, "One". `rows` stands inside its sheetData, `behind` after it; its
/// elements' prefix is `x`. `properties` stands before the sheets in the workbook.
Parts workbook_parts(const std::string& rows, const std::string& properties = "",
                     const std::string& behind = "");
/// The archive of workbook_parts.
std::string raw_workbook(const std::string& rows, const std::string& properties = "",
                         const std::string& behind = "");
/// A row of a worksheet whose cells are these texts, in the columns from A on.
std::string xlsx_row(const Strings& texts);

/// The content.xml of an .ods with these tables.
std::string ods_content(const std::string& tables);
/// The archive around ods_content.
std::string spreadsheet(const std::string& tables);
std::string table(const std::string& name, const std::string& rows);
std::string row(const std::string& cells, const std::string& attributes = "");
std::string text_cell(const std::string& inside);
/// The first row of an .ods: name, url, members, members_on.
extern const std::string k_ods_header;

/// The error of a spreadsheet that is damaged: `what` is wrong.
std::string damaged(const std::string& what);
/// The same of its ZIP.
std::string damaged_zip(const std::string& what);
/// Reads a list that is refused, to its end; what the error says, or "no error".
std::string error_of(const std::string& bytes, const ListOptions& options = {});

} // namespace hnat::test
