/// A whole report in the formats of programs and spreadsheets, beside RowWriter for lists.
#pragma once

#include "base/enum_names.hpp"
#include "report/data.hpp"

#include <array>
#include <ostream>
#include <string_view>

namespace hnat::cli {

enum class DataFormat { json, csv, xlsx };

/// json: docs/schemas/hnat.report.json describes it; csv: a line for each number (section, figure, key,
/// period, value, shown); xlsx: a sheet for each table, headings in the language. A hidden number is null,
/// empty or
/// `*`, and marked as hidden (P8). The same report gives the same bytes.
void write_report_data(DataFormat format, const ReportData& data, std::string_view language,
                       std::ostream& out);

/// The writers behind it, one file each.
void write_report_json(const ReportData& data, std::ostream& out);
void write_report_csv(const ReportData& data, std::ostream& out);
void write_report_xlsx(const ReportData& data, std::string_view language, std::ostream& out);

} // namespace hnat::cli

template <>
inline constexpr std::array hnat::k_enum_names<hnat::cli::DataFormat>{
    hnat::EnumName{hnat::cli::DataFormat::json, "json"}, hnat::EnumName{hnat::cli::DataFormat::csv, "csv"},
    hnat::EnumName{hnat::cli::DataFormat::xlsx, "xlsx"}};
