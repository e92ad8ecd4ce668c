/// hnat report rollup: reports of several offices, which came as JSON, added up. Opens no database.
#include "report/rollup.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "cli/command.hpp"
#include "cli/document_options.hpp"
#include "cli/options.hpp"
#include "cli/report_output.hpp"
#include "report/rollup_view.hpp"

#include <fmt/format.h>

#include <memory>

namespace hnat::cli {

namespace {

struct RollupOptions {
    std::vector<std::string> files;
    std::optional<std::string> templates;
};

int roll_up(Context& context, const RollupOptions& options) {
    const auto format = chosen_report_format(context.flags());
    std::vector<NamedReportData> reports;
    for (const auto& file : options.files) {
        reports.push_back({file, read_report_json(read_file(file), file)});
    }
    const auto total = add_up(std::move(reports), context.today());
    if (const auto* data = std::get_if<DataFormat>(&format)) {
        write_report(context, total, *data);
    } else {
        const auto document = std::get<DocumentFormat>(format);
        context.write_document(
            render_rollup(total, context.lang(), document, chosen_templates(context, options.templates)),
            is_binary(document));
    }
    return 0;
}

} // namespace

Action bind_report_rollup(Parser& parser) {
    auto options = std::make_shared<RollupOptions>();
    parser.add_option("FILE", options->files, "Reports of one period, each written with -f json")->required();
    add_templates_flag(parser, options->templates);
    return [options](Context& context) { return roll_up(context, *options); };
}

} // namespace hnat::cli
