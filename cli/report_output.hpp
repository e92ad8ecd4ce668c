/// Where a report goes, and in which of its formats.
#pragma once

#include "cli/context.hpp"
#include "cli/output/report_writers.hpp"
#include "render/document.hpp"
#include "report/report.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace hnat::cli {

/// A document from a template, or the figures as data.
using ReportFormat = std::variant<DocumentFormat, DataFormat>;

/// By its name; nullopt for what is none.
std::optional<ReportFormat> report_format_from(std::string_view name);

/// txt, md, html, docx, json, csv, xlsx.
std::vector<std::string_view> report_format_names();

/// -f, else the extension of -o, else `fallback`. Errors: usage.
ReportFormat chosen_report_format(const GlobalFlags& flags, ReportFormat fallback = DocumentFormat::txt);

/// Which template, and from where; nullopt: the one of the report's kind, and those in the program.
struct ReportTemplate {
    std::optional<std::filesystem::path> folder;
    std::string name;
};

/// To stdout or -o FILE.
void write_report(Context& context, const ReportFigures& figures, const ReportFormat& format,
                  const ReportTemplate& chosen);
void write_report(Context& context, const ReportData& data, DataFormat format);

} // namespace hnat::cli
