#include "cli/document_options.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "cli/options.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace hnat::cli {

DocumentFormat chosen_document_format(const GlobalFlags& flags, std::string_view refusal) {
    if (flags.format) {
        const auto format = enum_from<DocumentFormat>(*flags.format);
        if (!format) {
            refuse_choice("-f", *flags.format, names_of<DocumentFormat>());
        }
        return *format;
    }
    if (!flags.output || *flags.output == "-") {
        return DocumentFormat::txt;
    }
    const auto extension = std::filesystem::path(*flags.output).extension().string();
    const auto format =
        enum_from<DocumentFormat>(std::string_view(extension).substr(extension.empty() ? 0 : 1));
    if (!format) {
        throw Error(ErrorKind::usage, say("{}: '{}' {}; write .txt, .md, .html or .docx, or give -f",
                                          *flags.output, extension, tr(refusal)));
    }
    return *format;
}

void add_templates_flag(Parser& parser, std::optional<std::string>& target) {
    parser
        .add_option("--templates", target,
                    "Templates to use instead of those in the program [the setting templates_dir]")
        ->type_name("FOLDER");
}

std::optional<std::filesystem::path> chosen_templates(const Context& context,
                                                      const std::optional<std::string>& flag) {
    return flag ? std::filesystem::path(*flag) : context.settings().templates_dir();
}

namespace {

std::vector<std::string> split_at_semicolons(std::string_view text) {
    std::vector<std::string> parts;
    for (std::size_t begin = 0; begin <= text.size();) {
        const auto end = std::min(text.find(';', begin), text.size());
        if (auto part = squeeze(text.substr(begin, end - begin)); !part.empty()) {
            parts.push_back(std::move(part));
        }
        begin = end + 1;
    }
    return parts;
}

} // namespace

DocumentForm chosen_form(const Context& context, const std::optional<std::string>& recipients) {
    const auto& settings = context.settings();
    return {split_at_semicolons(settings.value("signer_title")), squeeze(settings.value("signer_name")),
            split_at_semicolons(recipients ? *recipients : settings.value("recipients"))};
}

} // namespace hnat::cli
