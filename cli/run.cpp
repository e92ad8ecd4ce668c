#include "cli/run.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/system_message.hpp"
#include "cli/command_line.hpp"
#include "cli/completion.hpp"
#include "cli/context.hpp"
#include "cli/help_text.hpp"
#include "cli/interrupt.hpp"
#include "cli/message_language.hpp"

#include <SQLiteCpp/Exception.h>
#include <fmt/format.h>

#include <filesystem>

#include <new>
#include <string>
#include <utility>

namespace hnat::cli {

namespace {

/// The one place where errors become exit codes (hnat help exit-codes).
int exit_code(ErrorKind kind) {
    switch (kind) {
    case ErrorKind::failed:
        return 1;
    case ErrorKind::usage:
        return 2;
    case ErrorKind::rejected:
        return 3;
    case ErrorKind::not_found:
        return 4;
    case ErrorKind::io:
        return 5;
    case ErrorKind::no_database:
        return 10;
    case ErrorKind::locked:
        return 11;
    case ErrorKind::not_ours:
        return 12;
    case ErrorKind::key:
        return 13;
    case ErrorKind::interrupted:
        return 130;
    }
    return 1;
}

/// A line without a command: the version, help, or a reminder.
int answer_without_command(const Request& request, Streams& streams) {
    GlobalOptions globals;
    parse_global_arguments(request.arguments, globals);
    if (globals.version) {
        streams.out << "hnat " HNAT_VERSION "\n";
        return 0;
    }
    const Area* const area = find_area(request.area);
    if (globals.help) {
        streams.out << (area != nullptr ? help_of_area(*area) : help_overview());
        return 0;
    }
    streams.err << (area != nullptr ? help_of_area(*area) : help_short()) << std::flush;
    return 2;
}

int run_command(const Request& request, Streams& streams, const Environment& environment, Day clock_today) {
    const Command& command = *request.command;
    Parser parser;
    GlobalOptions globals;
    add_global_options(parser, globals);
    const Action action = command.bind(parser);
    parse_arguments(parser, command, request.arguments, globals);
    if (globals.help) {
        streams.out << help_of_command(command);
        return 0;
    }
    if (globals.version) {
        streams.out << "hnat " HNAT_VERSION "\n";
        return 0;
    }
    auto settings =
        Settings::resolve(globals.settings, environment, globals.config, globals.no_config, clock_today);
    const std::filesystem::path database = settings.value("db");
    Context context(streams, std::move(settings), globals.flags, command.access);
    try {
        return action(context);
    } catch (const SQLite::Exception& error) {
        rethrow_as_error(error, database);
    }
}

int answer(const std::vector<std::string>& words, Streams& streams, const Environment& environment,
           Day today) {
    const Request request = find_request(words);
    const int code = request.command == nullptr ? answer_without_command(request, streams)
                                                : run_command(request, streams, environment, today);
    streams.out.flush();
    return code;
}

} // namespace

int run(int argc, const char* const* argv, Streams& streams, const Environment& environment,
        std::chrono::system_clock::time_point now) {
    const std::vector<std::string> words(argv + (argc > 0 ? 1 : 0), argv + argc);
    try {
        choose_message_language(message_language(words, environment));
        if (!words.empty() && words.front() == k_complete_word) {
            write_completion(complete({words.begin() + 1, words.end()}, environment, day_at_utc7(now)),
                             streams.out);
            streams.out.flush();
            return 0;
        }
        return answer(words, streams, environment, day_at_utc7(now));
    } catch (const OutputClosed&) {
        return 0; // `hnat survey list | head`: the reader has what it wanted
    } catch (const Error& error) {
        // Whatever gave up after a signal came, the signal is why.
        const ErrorKind kind = interrupted() ? ErrorKind::interrupted : error.kind();
        streams.message(kind == ErrorKind::interrupted ? std::string(tr("hnat: interrupted"))
                                                       : fmt::format("hnat: {}", error.what()));
        return exit_code(kind);
    } catch (const std::filesystem::filesystem_error& error) {
        streams.message(
            fmt::format("hnat: {}: {}", error.path1().string(), system_message(error.code().value())));
        return exit_code(ErrorKind::io);
    } catch (const std::bad_alloc&) {
        streams.message(tr("hnat: out of memory"));
        return exit_code(ErrorKind::failed);
    } catch (const std::exception& error) {
        streams.message(say("hnat: internal error: {}", error.what()));
        return exit_code(ErrorKind::failed);
    }
}

} // namespace hnat::cli
