#include "cli/enroll_person.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "cli/options.hpp"

#include <filesystem>

namespace hnat::cli {

namespace {

std::string read_text(Context& context, const std::string& file) {
    std::string text = read_input(file, context.streams().in);
    std::error_code ignored;
    constexpr auto k_others = std::filesystem::perms::group_all | std::filesystem::perms::others_all;
    const auto status = std::filesystem::status(file, ignored);
    if (file != "-" && status.type() == std::filesystem::file_type::regular &&
        (status.permissions() & k_others) != std::filesystem::perms::none) {
        context.report({{Severity::warning,
                         file,
                         0,
                         {},
                         say("other users of this computer can open this file: chmod 600 it, and delete it "
                             "after use")}});
    }
    return text;
}

[[noreturn]] void reject(Context& context, const Diagnostics& problems, const std::string& file) {
    context.report(problems);
    throw Error(ErrorKind::rejected, say("{}: nothing was written", file));
}

Person ask(Context& context) {
    const std::string_view otherwise =
        tr("give --person-file FILE, or --person-file - and standard input, with "
           "the lines name = \"…\" and contact = \"phone:+84…\"");
    auto name = parse_person_name(context.prompt(tr("name"), otherwise));
    if (const auto* wrong = std::get_if<std::string_view>(&name)) {
        throw Error(ErrorKind::usage, say("the name {}", *wrong));
    }
    auto contact = parse_contact(
        context.prompt(say("contact (phone:, email:, facebook:, zalo: or telegram:)"), otherwise));
    if (const auto* wrong = std::get_if<std::string>(&contact)) {
        throw Error(ErrorKind::usage, say("the contact {}", *wrong));
    }
    return {std::get<std::string>(std::move(name)), std::get<Contact>(std::move(contact))};
}

} // namespace

void add_person_file(Parser& parser, std::optional<std::string>& file) {
    parser
        .add_option("--person-file", file,
                    "TOML with name = \"…\" and contact = \"phone:+84…\"; - reads standard input")
        ->type_name("FILE");
}

Person read_person(Context& context, const std::optional<std::string>& file) {
    if (!file) {
        return ask(context);
    }
    auto person = parse_whole_person_file(read_text(context, *file), *file);
    if (const auto* problems = std::get_if<Diagnostics>(&person)) {
        reject(context, *problems, *file);
    }
    return std::get<Person>(std::move(person));
}

PersonFile read_corrections(Context& context, const std::string& file) {
    PersonFile parsed = parse_person_file(read_text(context, file), file);
    if (!parsed.problems.empty()) {
        reject(context, parsed.problems, file);
    }
    return parsed;
}

} // namespace hnat::cli
