#include "cli/report_output.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "cli/options.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <sstream>

namespace hnat::cli {

std::optional<ReportFormat> report_format_from(std::string_view name) {
    if (const auto document = enum_from<DocumentFormat>(name)) {
        return *document;
    }
    if (const auto data = enum_from<DataFormat>(name)) {
        return *data;
    }
    return std::nullopt;
}

std::vector<std::string_view> report_format_names() {
    auto names = names_of<DocumentFormat>();
    for (const auto name : names_of<DataFormat>()) {
        names.push_back(name);
    }
    return names;
}

ReportFormat chosen_report_format(const GlobalFlags& flags, ReportFormat fallback) {
    if (flags.format) {
        const auto format = report_format_from(*flags.format);
        if (!format) {
            refuse_choice("-f", *flags.format, report_format_names());
        }
        return *format;
    }
    if (!flags.output || *flags.output == "-") {
        return fallback;
    }
    const auto extension = std::filesystem::path(*flags.output).extension().string();
    const auto format = report_format_from(std::string_view(extension).substr(extension.empty() ? 0 : 1));
    if (!format) {
        throw Error(ErrorKind::usage, say("{}: '{}' names no format of reports; write .{}, or give -f",
                                          *flags.output, extension, fmt::join(report_format_names(), ", .")));
    }
    return *format;
}

void write_report(Context& context, const ReportFigures& figures, const ReportFormat& format,
                  const ReportTemplate& chosen) {
    if (const auto* data = std::get_if<DataFormat>(&format)) {
        return write_report(context, report_data(figures), *data);
    }
    const auto document = std::get<DocumentFormat>(format);
    context.write_document(render_report(figures, context.lang(), document, chosen.folder, chosen.name),
                           is_binary(document));
}

void write_report(Context& context, const ReportData& data, DataFormat format) {
    std::ostringstream out;
    write_report_data(format, data, context.lang(), out);
    context.write_document(out.str(), format == DataFormat::xlsx);
}

} // namespace hnat::cli
