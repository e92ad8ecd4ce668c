#include "cli/report_unattended.hpp"

#include "base/error.hpp"
#include "base/message.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>

namespace hnat::cli {

namespace {

constexpr std::string_view k_period = "{period}";

std::string with_period(std::string path, const std::string& code) {
    for (auto at = path.find(k_period); at != std::string::npos; at = path.find(k_period, at + code.size())) {
        path.replace(at, k_period.size(), code);
    }
    return path;
}

/// A job would find that file the next time, and write nothing for ever.
void check_placeholders(const std::string& name) {
    for (auto at = name.find('{'); at != std::string::npos; at = name.find('{', at + 1)) {
        const auto end = name.find('}', at);
        if (end != std::string::npos && name.substr(at, end + 1 - at) != k_period) {
            throw Error(ErrorKind::usage, say("-o: {} stands for nothing; {} is the code of the period",
                                              name.substr(at, end + 1 - at), k_period));
        }
    }
}

void check(const GlobalFlags& flags) {
    if (!flags.output) {
        throw Error(ErrorKind::usage, say("--if-missing needs -o FILE: it looks whether that file is there"));
    }
    if (flags.overwrite) {
        throw Error(ErrorKind::usage,
                    say("--if-missing and --overwrite contradict each other; give one of them"));
    }
}

} // namespace

void add_unattended_flags(Parser& parser, UnattendedFlags& flags) {
    parser.add_flag("--if-missing", flags.if_missing, "Do nothing when the file of -o is there already");
    parser.add_flag("--when-due", flags.when_due,
                    "Do nothing before the day that the report is due (hnat report periods)");
}

WorkingDay report_due(const Regime& regime, const Period& period) {
    return add_working_days(period.days.end - std::chrono::days{1}, regime.deadline_working_days);
}

bool is_to_be_written(Context& context, const UnattendedFlags& flags, const Regime& regime,
                      const Period& period) {
    if (flags.if_missing) {
        check(context.flags());
    }
    if (const auto& output = context.flags().output) {
        check_placeholders(*output);
        context.name_output(with_period(*output, period.code()));
    }
    if (flags.when_due && context.today() < report_due(regime, period).day) {
        return false;
    }
    if (!flags.if_missing) {
        return true;
    }
    std::error_code ignored;
    const std::filesystem::path file = *context.flags().output;
    const bool there = std::filesystem::exists(std::filesystem::symlink_status(file, ignored));
    if (there && !std::filesystem::is_regular_file(file, ignored)) {
        throw Error(
            ErrorKind::io,
            say("{}: is there, but is no file that can be read; look at it, or name another", file.string()));
    }
    return !there;
}

} // namespace hnat::cli
