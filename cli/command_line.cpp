#include "cli/command_line.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "cli/flag_word.hpp"
#include "cli/options.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <memory>
#include <utility>

namespace hnat::cli {

namespace {

/// A word of the line that may be part of the command's name.
struct Word {
    std::size_t position;
    bool maybe_value; ///< it follows a flag that only the command itself knows
};

std::vector<Word> name_words(const Parser& globals, const std::vector<std::string>& line) {
    std::vector<Word> words;
    bool after_unknown_flag = false;
    for (std::size_t i = 0; i < line.size() && line[i] != "--"; ++i) {
        if (!looks_like_flag(line[i])) {
            words.push_back({i, after_unknown_flag});
            after_unknown_flag = false;
            continue;
        }
        const FlagWord flag = read_flag(globals, line[i]);
        i += flag.value_follows ? 1 : 0;
        after_unknown_flag = flag.option == nullptr && line[i].find('=') == std::string::npos;
    }
    return words;
}

std::vector<std::string> without(const std::vector<std::string>& line,
                                 const std::vector<std::size_t>& positions) {
    std::vector<std::string> rest;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (std::ranges::find(positions, i) == positions.end()) {
            rest.push_back(line[i]);
        }
    }
    return rest;
}

/// What the words of a line spell: the longest name of a command, or else as much of one as there is.
struct Spelled {
    const Command* command = nullptr;
    std::string name;                   ///< "enroll charter"
    std::vector<std::size_t> positions; ///< of the words of `name`
    std::string odd_word;               ///< the word that ended it, when it can't be the value of a flag
};

bool begins_a_command(std::string_view words) {
    return std::ranges::any_of(command_table(), [words](const Command& command) {
        return command.name == words ||
               (command.name.size() > words.size() && command.name.starts_with(words) &&
                command.name[words.size()] == ' ');
    });
}

/// Spells on from `begun` with the words after `next`. A word that may be the value of a flag is tried and
/// left out.
Spelled spell(Spelled begun, const std::vector<std::string>& line, const std::vector<Word>& words,
              std::size_t next) {
    begun.command = find_command(begun.name);
    for (std::size_t i = next; i < words.size(); ++i) {
        const std::string& word = line[words[i].position];
        std::string name = fmt::format("{} {}", begun.name, word);
        if (begins_a_command(name)) {
            Spelled longer{nullptr, std::move(name), begun.positions, ""};
            longer.positions.push_back(words[i].position);
            longer = spell(std::move(longer), line, words, i + 1);
            if (longer.command != nullptr || begun.command == nullptr) {
                return longer;
            }
        }
        if (!words[i].maybe_value) {
            begun.odd_word = word;
            break;
        }
    }
    return begun;
}

/// The nearest command: of the whole name, or of the area when that is what was mistyped.
std::optional<std::string> nearest_command(std::string_view first, std::string_view second) {
    std::vector<std::string_view> names;
    for (const auto& command : command_table()) {
        names.push_back(command.name);
    }
    for (const auto& area : area_table()) {
        names.push_back(area.name);
    }
    if (!second.empty()) {
        if (auto near = nearest(fmt::format("{} {}", first, second), names)) {
            return near;
        }
    }
    auto near = nearest(first, names);
    return near && *near != first ? near : std::nullopt;
}

/// The commands that have this verb, each in quotes: "db backup" for backup.
std::vector<std::string> commands_of_verb(std::string_view verb) {
    std::vector<std::string> found;
    for (const auto& command : command_table()) {
        if (command.name.size() > verb.size() && command.name.ends_with(verb) &&
            command.name[command.name.size() - verb.size() - 1] == ' ') {
            found.push_back(fmt::format("\"{}\"", command.name));
        }
    }
    return found;
}

[[noreturn]] void refuse_command(std::string_view first, std::string_view second) {
    const std::string found = second.empty() ? std::string(first) : fmt::format("{} {}", first, second);
    std::string hint(tr("'hnat help' lists the commands"));
    constexpr std::size_t k_most_named = 3;
    if (const auto named = commands_of_verb(first); !named.empty() && find_area(first) == nullptr) {
        if (named.size() <= k_most_named) {
            hint = say("did you mean {}?", fmt::join(named, ", "));
        }
    } else if (const auto near = nearest_command(first, second)) {
        hint = say("did you mean \"{}\"?", *near);
    } else if (find_area(first) != nullptr) {
        hint = say("'hnat help {}' lists its commands", first);
    }
    throw Error(ErrorKind::usage, may_be_shown(found) ? say("no command \"{}\"; {}", found, hint)
                                                      : say("no command of that name; {}", hint));
}

[[noreturn]] void refuse_flag(const Parser& parser, std::string_view command, const std::string& flag) {
    std::vector<std::string> known;
    for (const auto* option : parser.options()) {
        for (const auto& name : option->long_names()) {
            known.push_back("--" + name);
        }
    }
    // The beginning of a flag is a better clue than its likeness: --al means --all and not --as.
    std::optional<std::string> near;
    for (const auto& name : known) {
        if (flag.size() > 2 && name.starts_with(flag) && (!near || name.size() < near->size())) {
            near = name;
        }
    }
    if (!near && flag.size() > 2) {
        near = nearest(flag, known);
    }
    const std::string hint = near ? say("did you mean {}?", *near)
                                  : say("'hnat {}{}-h' lists them", command, command.empty() ? "" : " ");
    throw Error(ErrorKind::usage, command.empty() ? say("hnat has no flag {}; {}", flag, hint)
                                                  : say("\"{}\" has no flag {}; {}", command, flag, hint));
}

/// Looks at every flag before CLI11 does, so that the messages are ours. True: help was asked for.
bool check_flags(const Parser& parser, std::string_view command, const std::vector<std::string>& arguments) {
    for (std::size_t i = 0; i < arguments.size() && arguments[i] != "--"; ++i) {
        if (!looks_like_flag(arguments[i])) {
            continue;
        }
        const FlagWord flag = read_flag(parser, arguments[i]);
        if (flag.option == nullptr) {
            refuse_flag(parser, command, flag.name);
        }
        if (is_help(*flag.option)) {
            return true;
        }
        if (flag.value_follows && ++i == arguments.size()) {
            throw Error(ErrorKind::usage, say("{} needs a value: {}", flag.name, flag.option->placeholder()));
        }
    }
    return false;
}

std::string usage_of(const Command& command) {
    return say("usage: hnat {}{}{}", command.name, command.arguments.empty() ? "" : " ", command.arguments);
}

} // namespace

void add_global_options(Parser& parser, GlobalOptions& globals) {
    for (const auto& spec : setting_specs()) {
        if (spec.flag.empty()) {
            continue;
        }
        const std::string key(spec.key);
        const std::string flag(spec.flag);
        if (spec.placeholder.empty()) {
            parser.add_flag_function(
                flag, [&globals, key] { globals.settings[key] = "true"; }, std::string(spec.help));
        } else {
            parser
                .add_option_function(
                    flag, [&globals, key](const std::string& value) { globals.settings[key] = value; },
                    std::string(spec.help))
                ->type_name(std::string(spec.placeholder))
                ->take_last();
        }
    }
    const auto text = [&parser](const char* names, std::optional<std::string>& target, const char* type,
                                std::string_view help) {
        parser
            .add_option_function(
                names, [&target](const std::string& value) { target = value; }, std::string(help))
            ->type_name(type)
            ->take_last();
    };
    parser
        .add_option_function(
            "--config", [&globals](const std::string& file) { globals.config = file; },
            std::string(mark_message("Settings file [$XDG_CONFIG_HOME/hnat/hnat.toml]")))
        ->type_name("FILE")
        ->take_last();
    parser.add_flag("--no-config", globals.no_config, "Read no settings file");
    text("-f,--format", globals.flags.format, "FORMAT",
         mark_message(
             "Of a list: table, csv, tsv, json, ndjson or xlsx; of a report: txt, md, html, docx, json, "
             "csv or xlsx"));
    text("-o,--output", globals.flags.output, "FILE",
         mark_message("Write to FILE, whole or not at all; its extension picks the format"));
    parser.add_flag("--overwrite", globals.flags.overwrite, "Replace FILE if it exists");
    text("--columns", globals.flags.columns, "LIST",
         mark_message("Columns of a list, such as name,url; ? names them"));
    parser.add_flag("-q,--quiet", globals.flags.quiet, "Say only what went wrong");
    parser.add_flag("-v,--verbose", globals.flags.verbose, "Say more");
    parser.add_flag("--yes", globals.flags.yes, "Agree to what would be asked");
    parser.add_flag("-h,--help", globals.help, "Examples and flags of the command");
    parser.add_flag("--version", globals.version, "The version of hnat");
}

const Parser& global_flag_parser() {
    static GlobalOptions ignored;
    static const auto shared = [] {
        auto parser = std::make_unique<Parser>(); // one can't be copied
        add_global_options(*parser, ignored);
        return parser;
    }();
    return *shared;
}

std::vector<std::string> plain_words(const std::vector<std::string>& line) {
    std::vector<std::string> words;
    for (const Word& word : name_words(global_flag_parser(), line)) {
        words.push_back(line[word.position]);
    }
    return words;
}

Request find_request(const std::vector<std::string>& words) {
    const auto names = name_words(global_flag_parser(), words);
    if (names.empty()) {
        return {nullptr, "", words};
    }
    const std::size_t first = names.front().position;
    const Spelled spelled = spell({nullptr, words[first], {first}, ""}, words, names, 1);
    if (spelled.command != nullptr) {
        return {spelled.command, "", without(words, spelled.positions)};
    }
    const Area* const area = find_area(spelled.name);
    if (area != nullptr && !spelled.odd_word.empty() && !area->other_verb.empty()) {
        const auto* command = find_command(fmt::format("{} {}", area->name, area->other_verb));
        return {command, "", without(words, spelled.positions)};
    }
    if (area == nullptr || !spelled.odd_word.empty()) {
        refuse_command(spelled.name, spelled.odd_word);
    }
    if (const auto* command = find_command(fmt::format("{} {}", area->name, area->default_verb))) {
        return {command, "", without(words, spelled.positions)};
    }
    return {nullptr, spelled.name, without(words, spelled.positions)};
}

void parse_arguments(Parser& parser, const Command& command, const std::vector<std::string>& arguments,
                     GlobalOptions& globals) {
    if (check_flags(parser, command.name, arguments)) {
        globals.help = true;
        return;
    }
    parser.parse(arguments, usage_of(command));
}

void parse_global_arguments(const std::vector<std::string>& arguments, GlobalOptions& globals) {
    Parser parser;
    add_global_options(parser, globals);
    if (check_flags(parser, "", arguments)) {
        globals.help = true;
        return;
    }
    parser.parse(arguments, std::string(tr("usage: hnat COMMAND")));
}

} // namespace hnat::cli
