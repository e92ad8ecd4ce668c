#include "cli/completion.hpp"

#include "base/message.hpp"
#include "base/text.hpp"
#include "cli/command_line.hpp"
#include "cli/completion_values.hpp"
#include "cli/context.hpp"
#include "cli/flag_word.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <sstream>

namespace hnat::cli {

namespace {

constexpr std::size_t k_note_width = 60;

/// The flags and arguments of a command before the cursor.
struct Scanned {
    const Option* value_of = nullptr; ///< the flag whose value is at the cursor
    bool more_values = false;         ///< it has one already and takes another
    bool only_arguments = false;      ///< after `--`
    std::vector<std::string> arguments;
    std::vector<const Option*> given;
    std::vector<std::string> global_words; ///< the flags of every command, with their values
};

Scanned scan(const Parser& parser, const Parser& globals_parser, const std::vector<std::string>& words) {
    Scanned scanned;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (scanned.only_arguments || !looks_like_flag(words[i])) {
            scanned.arguments.push_back(words[i]);
            continue;
        }
        if (words[i] == "--") {
            scanned.only_arguments = true;
            continue;
        }
        const FlagWord flag = read_flag(parser, words[i]);
        const std::size_t first = i;
        if (flag.option != nullptr) {
            scanned.given.push_back(flag.option);
        }
        if (flag.value_follows) {
            const auto most = flag.option->most_words();
            std::size_t values = 0;
            while (values < most && i + 1 < words.size() && !looks_like_flag(words[i + 1])) {
                ++values;
                ++i;
            }
            if (values < most && i + 1 == words.size()) {
                scanned.value_of = flag.option;
                scanned.more_values = values > 0;
            }
        }
        if (i + 1 < words.size() || scanned.value_of == nullptr) {
            if (read_flag(globals_parser, words[first]).option != nullptr) {
                scanned.global_words.insert(scanned.global_words.end(),
                                            words.begin() + static_cast<std::ptrdiff_t>(first),
                                            words.begin() + static_cast<std::ptrdiff_t>(i) + 1);
            }
        }
    }
    return scanned;
}

/// The argument at the cursor: the last one of a command may take several words.
const Option* argument_at(const Parser& parser, std::size_t position) {
    const Option* last = nullptr;
    std::size_t at = 0;
    for (const auto* option : parser.options()) {
        if (!option->is_argument()) {
            continue;
        }
        last = option;
        if (at++ == position) {
            return option;
        }
    }
    return last != nullptr && last->takes_list() ? last : nullptr;
}

bool may_be_given(const Option& option, const std::vector<const Option*>& given) {
    return option.takes_list() || std::ranges::find(given, &option) == given.end();
}

/// The flags of the command first, then those of every command, for which one has to type a dash.
void offer_flags(Completion& completion, const Parser& parser, const Parser& globals_parser,
                 const std::vector<const Option*>& given, std::string_view typed) {
    for (const bool global : {false, true}) {
        if (global && typed.empty()) {
            break;
        }
        for (const auto* option : parser.options()) {
            if (option->long_names().empty() || !may_be_given(*option, given)) {
                continue;
            }
            std::string flag = "--" + option->long_names().front();
            if (flag.starts_with(typed) && global == (globals_parser.find(flag) != nullptr)) {
                completion.candidates.push_back({std::move(flag), std::string(tr(option->description()))});
            }
        }
    }
}

/// The next words of commands and areas that begin with the words of the line.
void offer_commands(Completion& completion, const std::vector<std::string>& words, std::string_view typed) {
    std::string begun;
    for (const auto& word : words) {
        begun += word + ' ';
    }
    const auto add = [&](std::string_view name, std::string_view summary) {
        if (!name.starts_with(begun)) {
            return;
        }
        const auto word = name.substr(begun.size());
        const bool known =
            std::ranges::find(completion.candidates, word, &Candidate::word) != completion.candidates.end();
        if (word.find(' ') == std::string_view::npos && word.starts_with(typed) && !known) {
            completion.candidates.push_back({std::string(word), std::string(tr(summary))});
        }
    };
    for (const Area& area : area_table()) {
        add(area.name, area.summary);
    }
    for (const Command& command : command_table()) {
        add(command.name, command.summary);
    }
}

/// A line that is being typed, once its command is known.
class CommandLine {
  public:
    CommandLine(const Command& command, std::vector<std::string> words, std::string typed,
                const Environment& environment, Day clock_today)
        : m_command(command),
          m_words(std::move(words)),
          m_typed(std::move(typed)),
          m_environment(environment),
          m_clock_today(clock_today) {
        add_global_options(m_globals_parser, m_globals);
        add_global_options(m_parser, m_unused);
        m_action = command.bind(m_parser);
        m_scanned = scan(m_parser, m_globals_parser, m_words);
    }

    /// Whether the word at the cursor is the first value of a flag.
    [[nodiscard]] bool at_value() const { return m_scanned.value_of != nullptr && !m_scanned.more_values; }

    Completion complete() {
        if (m_scanned.only_arguments || !m_typed.starts_with('-')) {
            return complete_word();
        }
        const auto equals = m_typed.find('=');
        if (!m_typed.starts_with("--") || equals == std::string::npos) {
            Completion completion;
            offer_flags(completion, m_parser, m_globals_parser, m_scanned.given, m_typed);
            return completion;
        }
        // --flag=value: the shell replaces the whole word.
        const auto* const option = m_parser.find(m_typed.substr(0, equals));
        if (option == nullptr) {
            return {};
        }
        Completion completion = values(*option, std::string_view(m_typed).substr(equals + 1));
        for (auto& candidate : completion.candidates) {
            candidate.word.insert(0, m_typed, 0, equals + 1);
        }
        return completion;
    }

  private:
    Completion complete_word() {
        if (m_scanned.value_of != nullptr) {
            return values(*m_scanned.value_of, m_typed);
        }
        if (const auto* const argument = argument_at(m_parser, m_scanned.arguments.size())) {
            return values(*argument, m_typed);
        }
        Completion completion;
        if (m_typed.empty() && !m_scanned.only_arguments) {
            offer_flags(completion, m_parser, m_globals_parser, m_scanned.given, m_typed);
        }
        return completion;
    }

    Completion values(const Option& option, std::string_view typed) {
        const ValueSource source = value_source(m_command, m_parser, option);
        return source == ValueSource::columns
                   ? columns(typed)
                   : offer_values(source, {m_command, option, typed, m_scanned.arguments}, settings());
    }

    Settings settings() {
        if (m_scanned.global_words.empty()) {
            return Settings::resolve({}, m_environment, {}, false, m_clock_today);
        }
        m_globals_parser.parse(m_scanned.global_words, "");
        return Settings::resolve(m_globals.settings, m_environment, m_globals.config, m_globals.no_config,
                                 m_clock_today);
    }

    /// `name,url,pl`: the command itself says which columns it has, as with `--columns ?`.
    Completion columns(std::string_view typed) {
        if (m_command.access != Access::read && m_command.access != Access::none) {
            return {};
        }
        std::vector<std::string> arguments = m_words;
        if (!arguments.empty() && m_scanned.value_of != nullptr && !m_scanned.more_values) {
            arguments.pop_back();
        }
        parse_arguments(m_parser, m_command, arguments, m_unused);
        std::istringstream in;
        std::ostringstream out;
        std::ostringstream err;
        Streams streams{in, out, err};
        GlobalFlags flags;
        flags.columns = "?";
        Context context(streams, settings(), flags, m_command.access);
        m_action(context);

        const auto comma = typed.rfind(',');
        const std::string chosen(typed.substr(0, comma == std::string_view::npos ? 0 : comma + 1));
        Completion completion;
        completion.glued = true;
        std::istringstream lines(out.str());
        for (std::string line; std::getline(lines, line);) {
            const auto tab = line.find('\t');
            std::string word = chosen + line.substr(0, tab);
            if (tab != std::string::npos && word.starts_with(typed)) {
                completion.candidates.push_back(
                    {std::move(word), line.substr(tab + 1, line.find('\t', tab + 1) - tab - 1)});
            }
        }
        return completion;
    }

    const Command& m_command;
    std::vector<std::string> m_words;
    std::string m_typed;
    const Environment& m_environment;
    Day m_clock_today;
    GlobalOptions m_globals, m_unused;
    Parser m_globals_parser, m_parser;
    Action m_action;
    Scanned m_scanned;
};

/// A line that has no command yet: only the flags of every command.
const Command k_no_command{"", "", "", {}, Access::none, [](Parser&) { return Action(); }};

Completion complete_line(const std::vector<std::string>& before, const std::string& typed,
                         const Environment& environment, Day clock_today) {
    const Request request = find_request(before);
    const Command& command = request.command != nullptr ? *request.command : k_no_command;
    CommandLine line(command, request.arguments, typed, environment, clock_today);
    Completion completion;
    if (line.at_value() || typed.starts_with('-')) {
        return line.complete();
    }
    offer_commands(completion, plain_words(before), typed);
    if (request.command != nullptr) {
        // `hnat plan`: verbs first, then what `plan show` takes.
        Completion rest = line.complete();
        rest.candidates.insert(rest.candidates.begin(), completion.candidates.begin(),
                               completion.candidates.end());
        return rest;
    }
    return completion;
}

} // namespace

Completion complete(const std::vector<std::string>& line, const Environment& environment, Day clock_today) {
    if (line.empty()) {
        return {};
    }
    try {
        return complete_line({line.begin(), line.end() - 1}, line.back(), environment, clock_today);
    } catch (const std::exception&) {
        return {}; // a line that will not do, a database that can't be opened: the shell has nothing to offer
    }
}

void write_completion(const Completion& completion, std::ostream& out) {
    out << (completion.files     ? ":files"
            : completion.folders ? ":folders"
            : completion.glued   ? ":glued"
                                 : ":")
        << '\n';
    for (const auto& [word, note] : completion.candidates) {
        out << escape_controls(word);
        if (!note.empty()) {
            out << '\t' << escape_controls(truncate_to_width(note, k_note_width));
        }
        out << '\n';
    }
}

} // namespace hnat::cli
