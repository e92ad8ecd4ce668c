// survey import: a list into the register.
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/message.hpp"
#include "base/system_message.hpp"
#include "cli/arguments.hpp"
#include "cli/command.hpp"
#include "cli/interrupt.hpp"
#include "cli/list_flags.hpp"
#include "cli/options.hpp"
#include "cli/progress.hpp"
#include "list/rejects.hpp"
#include "survey/columns.hpp"
#include "survey/import.hpp"

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <memory>
#include <system_error>

namespace hnat::cli {

namespace {

constexpr std::int64_t k_most_rows = 1'000'000'000;

/// Problems that are shown without -v; the summary counts them all.
constexpr std::size_t k_most_problems = 200;

struct ImportFlags {
    std::string file;
    std::string mode = "update", duplicates = "last", rejects;
    ListFileFlags list;
    std::optional<std::int64_t> limit;
    bool dry_run = false, skip_bad = false, again = false;

    void declare(Parser& parser) {
        parser.add_option("FILE", file, "a CSV, .xlsx or .ods list; - reads standard input")->required();
        parser
            .add_option("--mode", mode,
                        "update (default), fill (only empty fields) or skip (only new groups)")
            ->type_name(placeholder_of<ImportMode>());
        parser.add_flag("--dry-run", dry_run, "say what would happen and write nothing");
        add_count(parser, "--limit", limit, "read only the first N rows; implies --dry-run", 1, k_most_rows);
        parser.add_flag("--skip-bad", skip_bad,
                        "write the good rows although there are bad ones; needs --rejects");
        parser.add_option("--rejects", rejects, "where the bad rows go, to be corrected and imported")
            ->type_name("FILE");
        list.declare(parser);
        parser
            .add_option("--duplicates", duplicates,
                        "which row wins when the file has a group twice: last (default), first, or reject")
            ->type_name(placeholder_of<DuplicateRule>());
        parser.add_flag("--again", again, "import the same bytes once more");
    }
};

ImportOptions import_options(const ImportFlags& flags, bool verbose) {
    if (flags.skip_bad != !flags.rejects.empty()) {
        throw Error(ErrorKind::usage,
                    say("--skip-bad and --rejects FILE go together: rows that are not written have to be "
                        "kept somewhere"));
    }
    if (flags.rejects == "-") {
        throw Error(ErrorKind::usage, say("--rejects: rows can't go to standard output; name a file"));
    }
    ImportOptions options;
    options.mode = enum_argument<ImportMode>("--mode", flags.mode);
    options.duplicates = enum_argument<DuplicateRule>("--duplicates", flags.duplicates);
    options.dry_run = flags.dry_run || flags.limit.has_value();
    if (flags.limit) {
        options.limit = static_cast<std::size_t>(*flags.limit);
    }
    options.skip_bad = flags.skip_bad;
    options.again = flags.again;
    if (verbose) {
        options.most_warnings = static_cast<std::size_t>(-1);
    }
    return options;
}

/// The bytes of a file are hashed before it is read as a list, so that the same file again costs nothing.
Digest digest_of_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        throw Error(ErrorKind::io, fmt::format("{}: {}", path, system_message(errno)));
    }
    Sha256 hash;
    std::string buffer(1 << 16, '\0');
    while (file.read(buffer.data(), static_cast<std::streamsize>(buffer.size())) || file.gcount() > 0) {
        hash.update(std::string_view(buffer.data(), static_cast<std::size_t>(file.gcount())));
    }
    return hash.finish();
}

void say_imported_before(Context& context, const std::string& file, std::int64_t batch) {
    context.note(say("{}: already imported as batch {}; --again imports it once more", file, batch));
}

/// The first `most` of a list of which `total` there are, and how many are not shown; the library keeps so
/// many that memory stays bounded.
std::size_t show_diagnostics(Context& context, const Diagnostics& list, std::size_t most, std::size_t total) {
    const std::size_t shown = std::min(most, list.size());
    for (std::size_t i = 0; i < shown; ++i) {
        context.streams().message(to_string(list[i]));
    }
    return total - std::min(total, shown);
}

void show_result(Context& context, const ImportFlags& flags, const ImportResult& result) {
    const std::size_t most = context.flags().verbose ? result.problems.size() : k_most_problems;
    const auto problems = show_diagnostics(context, result.problems, most, result.problems_total);
    if (problems > 0) {
        context.streams().message(result.problems.size() > most
                                      ? say("… and {} problems more (with -v)", problems)
                                      : say("… and {} problems more", problems));
    }
    if (!context.flags().quiet) {
        const auto duplicates =
            show_diagnostics(context, result.warnings, result.warnings.size(), result.warnings_total);
        if (duplicates > 0) {
            context.streams().message(say("… and {} duplicate rows (all with -v) more", duplicates));
        }
    }
    for (const FieldChange& change : result.changes) {
        context.note(say("{}:{}: group {} ({}): {}: '{}' becomes '{}'", flags.file, change.line, change.group,
                         change.group_name, change.field, change.before, change.after));
    }
    const ImportCounts& counts = result.counts;
    context.note(say("{}: {}: {} new, {} changed, {} unchanged, {} duplicate, {} rejected", flags.file,
                     count_of_rows(static_cast<std::size_t>(counts.rows)), counts.added, counts.changed,
                     counts.unchanged, counts.duplicate, counts.rejected));
}

void show_ending(Context& context, const ImportFlags& flags, const ImportOptions& options,
                 const ImportResult& result) {
    if (result.written) {
        context.note(
            say("written as batch {}; hnat survey revert {} takes it back", *result.batch, *result.batch));
        if (result.expired > 0) {
            context.note(say("{} had expired and left the register (P7)",
                             count_of_groups(static_cast<std::size_t>(result.expired))));
        }
        if (result.unresolved > 0) {
            context.note(
                say("{} links have to be opened by a person: hnat survey unresolved", result.unresolved));
        }
    } else if (result.counts.rows == 0 && !result.problems.empty()) {
        context.streams().message(tr("nothing was written; correct the header"));
    } else if (options.dry_run) {
        context.note(tr("dry run: nothing was written"));
    } else {
        context.streams().message(
            tr("nothing was written; correct the rows, or write the good ones with --skip-bad "
               "--rejects FILE"));
    }
    if (result.written && result.counts.rejected > 0) {
        context.note(say("the rejected rows are in {}", flags.rejects));
    }
}

} // namespace

Action bind_survey_import(Parser& parser) {
    auto flags = std::make_shared<ImportFlags>();
    flags->declare(parser);
    return [flags](Context& context) {
        const ImportOptions options = import_options(*flags, context.flags().verbose);
        const ListOptions list = flags->list.options();
        const bool from_stdin = flags->file == "-";
        Store& store = context.store();
        if (std::filesystem::is_regular_file(flags->file) && !options.again && has_batches(store)) {
            if (const auto batch = batch_of_digest(store, digest_of_file(flags->file))) {
                say_imported_before(context, flags->file, *batch);
                return 0;
            }
        }
        const auto reader = from_stdin ? open_list(context.streams().in, "-", list, looks_like_header)
                                       : open_list(flags->file, list, looks_like_header);
        std::optional<RejectsWriter> rejects;
        if (!flags->rejects.empty()) {
            context.require_other_file(flags->rejects);
            std::error_code ignored;
            if (std::filesystem::equivalent(flags->rejects, flags->file, ignored)) {
                throw Error(ErrorKind::usage,
                            say("--rejects: {} is the list itself; name another file", flags->rejects));
            }
            rejects.emplace(flags->rejects, context.flags().overwrite, reader->header());
        }
        Progress progress(context.streams(), context.flags().quiet);
        const ImportResult result = import_list(
            store, context.actor(), *reader, flags->file, options,
            rejects ? RejectSink([&](const ListRow& row, const Diagnostics& problems) {
                rejects->add(row, problems);
            })
                    : RejectSink(),
            [&](std::int64_t rows, std::optional<double> share) {
                stop_if_interrupted();
                progress.update(rows, share);
            },
            [&](const ImportCounts& counts) {
                if (counts.rejected > 0) {
                    rejects->commit();
                }
            });
        progress.finish();
        if (result.imported_before) {
            say_imported_before(context, flags->file, *result.imported_before);
            return 0;
        }
        show_result(context, *flags, result);
        show_ending(context, *flags, options, result);
        return result.problems.empty() ? 0 : 3;
    };
}

} // namespace hnat::cli
