// enroll import: a consent list.
#include "base/error.hpp"
#include "base/message.hpp"
#include "cli/arguments.hpp"
#include "cli/command.hpp"
#include "cli/list_flags.hpp"
#include "enroll/consent_columns.hpp"
#include "enroll/consent_list.hpp"
#include "list/rejects.hpp"
#include "survey/register.hpp"

#include <filesystem>
#include <memory>

namespace hnat::cli {

namespace {

/// Problems that are shown without -v; the summary counts them all.
constexpr std::size_t k_most_problems = 200;

struct ImportFlags {
    std::string file, rejects;
    ListFileFlags list;
    bool dry_run = false, skip_bad = false;

    void declare(Parser& parser) {
        parser.add_option("FILE", file, "a CSV, .xlsx or .ods list; - reads standard input")->required();
        parser.add_flag("--dry-run", dry_run, "say what would happen and write nothing");
        parser.add_flag("--skip-bad", skip_bad, "write the good rows although there are bad ones");
        parser
            .add_option(
                "--rejects", rejects,
                "where the bad rows go, to be corrected and imported; without it they are nowhere (P2)")
            ->type_name("FILE");
        list.declare(parser);
    }
};

/// A cell's group, without a message that could repeat what was typed.
std::optional<std::int64_t> group_of_cell(const Store& store, std::string_view cell, Day today) {
    try {
        return find_group(store, cell, today).id;
    } catch (const Error& error) {
        if (error.kind() != ErrorKind::not_found && error.kind() != ErrorKind::usage) {
            throw;
        }
        return std::nullopt;
    }
}

std::optional<RejectsWriter> open_rejects(Context& context, const ImportFlags& flags,
                                          const std::vector<std::string>& header) {
    if (flags.rejects.empty()) {
        return std::nullopt;
    }
    if (!flags.skip_bad) {
        throw Error(ErrorKind::usage,
                    say("--rejects takes the rows that are not written; it needs --skip-bad"));
    }
    context.require_other_file(flags.rejects);
    std::error_code ignored;
    if (std::filesystem::equivalent(flags.rejects, flags.file, ignored)) {
        throw Error(ErrorKind::usage,
                    say("--rejects: {} is the list itself; name another file", flags.rejects));
    }
    return std::optional<RejectsWriter>(std::in_place, flags.rejects, context.flags().overwrite, header);
}

void show_problems(Context& context, const Diagnostics& problems) {
    const std::size_t shown =
        context.flags().verbose ? problems.size() : std::min(k_most_problems, problems.size());
    for (std::size_t i = 0; i < shown; ++i) {
        context.streams().message(to_string(problems[i]));
    }
    if (shown < problems.size()) {
        context.streams().message(say("… and {} problems more (with -v)", problems.size() - shown));
    }
}

void show_result(Context& context, const ImportFlags& flags, const ConsentListResult& result) {
    show_problems(context, result.problems);
    const ConsentListCounts& counts = result.counts;
    context.note(say("{}: {}: {} recorded, {} unchanged, {} rejected; {}, {} joined", flags.file,
                     say_plural("{} row", "{} rows", counts.rows, counts.rows), counts.recorded,
                     counts.unchanged, counts.rejected,
                     say_plural("{} new member", "{} new members", counts.members, counts.members),
                     say_plural("{} group", "{} groups", counts.groups, counts.groups)));
    if (flags.dry_run) {
        context.note(say("dry run: nothing was written"));
    } else if (counts.rows == 0 && !result.problems.empty()) {
        context.streams().message(say("nothing was written; correct the header"));
    } else if (!result.written && !result.problems.empty()) {
        context.streams().message(
            say("nothing was written; correct the rows, or write the good ones with --skip-bad"));
    } else if (!result.written) {
        context.note(say("nothing new: nothing was written"));
    }
    if (!flags.dry_run && counts.rejected > 0 && flags.skip_bad) {
        context.note(flags.rejects.empty()
                         ? say("the rejected rows are not kept; --rejects FILE would have kept them")
                         : say("the rejected rows are in {}: names and contacts of people "
                               "who are no members; delete it after use",
                               flags.rejects));
    }
}

} // namespace

Action bind_enroll_import(Parser& parser) {
    auto flags = std::make_shared<ImportFlags>();
    flags->declare(parser);
    return [flags](Context& context) {
        ListOptions list = flags->list.options();
        list.expected = tr("\"group\" (Hội nhóm), \"name\" (Họ tên) and \"purpose\" (Mục đích)");
        Store& store = context.store();
        const auto reader = flags->file == "-"
                                ? open_list(context.streams().in, "-", list, looks_like_consent_header)
                                : open_list(flags->file, list, looks_like_consent_header);
        auto rejects = open_rejects(context, *flags, reader->header());
        ConsentListOptions options;
        options.dry_run = flags->dry_run;
        options.skip_bad = flags->skip_bad;
        std::size_t rejected = 0;
        const ConsentListResult result = import_consents(
            store, context.actor(), *reader, flags->file,
            [&](std::string_view cell) { return group_of_cell(store, cell, context.today()); }, options,
            [&](const ListRow& row, const Diagnostics& problems) {
                ++rejected;
                if (rejects) {
                    rejects->add(row, problems);
                }
            },
            [&] {
                if (rejects && rejected > 0) {
                    rejects->commit();
                }
            });
        show_result(context, *flags, result);
        return result.problems.empty() ? 0 : 3;
    };
}

} // namespace hnat::cli
