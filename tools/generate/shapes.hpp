/// Files that lists arrive as: the same rows in other delimiters, encodings and programs.
#pragma once

#include "base/enum_names.hpp"
#include "tools/generate/row.hpp"

#include <array>
#include <filesystem>
#include <memory>

namespace hnat::generate {

enum class Shape { csv, semicolon, tab, utf16, cp1258, tcvn3, viscii, vni, xlsx };

} // namespace hnat::generate

template <>
inline constexpr std::array hnat::k_enum_names<hnat::generate::Shape>{
    hnat::EnumName{hnat::generate::Shape::csv, "csv"},
    hnat::EnumName{hnat::generate::Shape::semicolon, "semicolon"},
    hnat::EnumName{hnat::generate::Shape::tab, "tab"},
    hnat::EnumName{hnat::generate::Shape::utf16, "utf16"},
    hnat::EnumName{hnat::generate::Shape::cp1258, "cp1258"},
    hnat::EnumName{hnat::generate::Shape::tcvn3, "tcvn3"},
    hnat::EnumName{hnat::generate::Shape::viscii, "viscii"},
    hnat::EnumName{hnat::generate::Shape::vni, "vni"},
    hnat::EnumName{hnat::generate::Shape::xlsx, "xlsx"}};

namespace hnat::generate {

/// Takes rows one at a time.
class RowSink {
  public:
    virtual ~RowSink() = default;
    virtual void row(const Row& row) = 0;
    /// Closes the file. Throws Error{io} when something could not be written.
    virtual void finish() = 0;
};

/// File name of a shape: groups.csv, groups-cp1258.csv, groups.xlsx …
std::string file_name(Shape shape);

/// A text shape starts with the header in line 1. A spreadsheet has a title block: its header is row 4. A
/// legacy shape leaves out what its encoding does not have, and puts "no name" where the main list has a
/// garbled one.
std::unique_ptr<RowSink> open_shape(Shape shape, const std::filesystem::path& folder);

/// truth.csv: line of the row in groups.csv, its group's number, kind and reason.
std::unique_ptr<RowSink> open_truth(const std::filesystem::path& folder);

/// Line of row `index` in groups.csv and the other text shapes.
inline std::uint64_t line_of(std::uint64_t index) {
    return index + 2;
}

} // namespace hnat::generate
