/// One interface for all formats of a list. No command writes JSON or CSV by hand.
#pragma once

#include "base/date.hpp"
#include "base/enum_names.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <ostream>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace hnat::cli {

enum class Format { table, csv, tsv, json, ndjson, xlsx };

using Value = std::variant<std::monostate, std::string, std::int64_t, double, bool, Day>;
using Row = std::vector<Value>;

/// What the values of a column are, in JSON; any of them may be missing (null).
enum class FieldType {
    by_name, ///< a count when it is right-aligned, a day when its name ends as a day's (…_on, due), else text
    text,
    count,
    real,
    yes_no,
    day,
    any,   ///< a card's values
    label, ///< the names of a card's values: text, in the language of the reader in tables
};

/// A column of a list.
struct Field {
    std::string_view name;    ///< stable: JSON key, CSV header, --columns
    std::string_view heading; ///< on a terminal
    bool right = false;       ///< numbers
    bool by_default = true;   ///< shown in tables without --columns; JSON and CSV always have all fields
    FieldType type = FieldType::by_name;
};

/// What stands above the column in a table, in the language of messages. The same English word may be two
/// words elsewhere, so the column is the context (msgctxt) of the entry; scripts/messages takes both from
/// docs/schemas.
std::string heading_of(const Field& field);

/// What a list is: its schema id ("hnat.survey.list/1") and its columns.
struct ListShape {
    std::string_view schema;
    std::vector<Field> fields;
};

/// How it is laid out.
struct Layout {
    bool terminal = false; ///< aligned, coloured, cut to width; else tab-separated, ISO dates, nothing cut
    bool color = false;
    int width = 80;
    std::string lang = "en";
    std::vector<std::size_t> columns; ///< positions chosen with --columns; empty: the default ones
};

class RowWriter {
  public:
    virtual ~RowWriter() = default;
    /// As many values as the shape has fields.
    virtual void row(const Row& values) = 0;
    /// Ends the document. An empty list is a valid empty document.
    virtual void finish() = 0;
};

/// Writes to `out`; xlsx is written when finish() is called.
std::unique_ptr<RowWriter> make_row_writer(Format format, ListShape shape, Layout layout, std::ostream& out);

} // namespace hnat::cli

template <>
inline constexpr std::array hnat::k_enum_names<hnat::cli::Format>{
    hnat::EnumName{hnat::cli::Format::table, "table"},   hnat::EnumName{hnat::cli::Format::csv, "csv"},
    hnat::EnumName{hnat::cli::Format::tsv, "tsv"},       hnat::EnumName{hnat::cli::Format::json, "json"},
    hnat::EnumName{hnat::cli::Format::ndjson, "ndjson"}, hnat::EnumName{hnat::cli::Format::xlsx, "xlsx"}};
