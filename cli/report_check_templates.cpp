/// hnat report check-templates: what is wrong with templates, before a report is due. Opens no database.
#include "base/error.hpp"
#include "base/message.hpp"
#include "report/template_check.hpp"

#include "cli/command.hpp"
#include "cli/document_options.hpp"
#include "cli/options.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <memory>
#include <span>

namespace hnat::cli {

namespace {

/// A folder need not have all, and who copied one and lost a file would find out on the day of the report.
void note_missing(Context& context, const std::vector<std::string>& missing) {
    constexpr std::size_t k_named = 6;
    if (missing.empty()) {
        return;
    }
    const auto named = std::span(missing).first(std::min(k_named, missing.size()));
    const auto more = missing.size() - named.size();
    context.note(more == 0 ? say("not in this folder, so these reports can't be made from it: {}",
                                 fmt::join(named, ", "))
                           : say("not in this folder, so these reports can't be made from it: {} and {} more",
                                 fmt::join(named, ", "), more));
}

int check(Context& context, const std::optional<std::string>& folder) {
    const auto result = check_report_templates(chosen_templates(context, folder));
    if (result.reports == 0 && result.problems.empty()) {
        throw Error(ErrorKind::usage,
                    say("{}: no template lies there; it has a folder for each language, en and vi, as "
                        "templates/ of hnat",
                        folder ? *folder : std::string("templates_dir")));
    }
    std::string text;
    for (const auto& problem : result.problems) {
        text += problem + '\n';
    }
    if (!text.empty()) {
        context.write_document(text);
    }
    note_missing(context, result.missing);
    const auto rendered = static_cast<std::int64_t>(result.reports);
    const auto problems = static_cast<std::int64_t>(result.problems.size());
    context.note(problems == 0 ? say_plural("{} template rendered, nothing is wrong",
                                            "{} templates rendered, nothing is wrong", rendered, rendered)
                               : fmt::format("{}, {}",
                                             say_plural("{} template rendered", "{} templates rendered",
                                                        rendered, rendered),
                                             say_plural("{} problem", "{} problems", problems, problems)));
    return result.problems.empty() ? 0 : 1;
}

} // namespace

Action bind_report_check_templates(Parser& parser) {
    auto folder = std::make_shared<std::optional<std::string>>();
    parser.add_option("FOLDER", *folder, "Templates [the setting templates_dir, else those in the program]");
    return [folder](Context& context) { return check(context, *folder); };
}

} // namespace hnat::cli
