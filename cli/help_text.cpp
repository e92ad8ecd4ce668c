#include "cli/help_text.hpp"

#include "base/message.hpp"
#include "base/text.hpp"
#include "cli/command_line.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hnat::cli {

namespace {

constexpr std::size_t k_most_indent = 34;
constexpr std::size_t k_width = 110;

/// Two columns; the right one is folded at spaces, and begins on a line of its own beside a very long left
/// one.
struct Definition {
    std::string term, text;
};

std::string fold(const std::string& text, std::size_t indent) {
    std::string out;
    std::size_t column = indent;
    for (std::size_t at = 0; at < text.size();) {
        const auto space = std::min(text.find(' ', at), text.size());
        const std::string word = text.substr(at, space - at);
        const std::size_t width = display_width(word);
        if (column > indent && column + 1 + width > k_width) {
            out += '\n' + std::string(indent, ' ');
            column = indent;
        } else if (column > indent) {
            out += ' ';
            ++column;
        }
        out += word;
        column += width;
        at = space + 1;
    }
    return out;
}

std::string definition_list(const std::vector<Definition>& definitions) {
    std::size_t widest = 0;
    for (const auto& definition : definitions) {
        const std::size_t width = display_width(definition.term);
        widest = width + 4 <= k_most_indent ? std::max(widest, width) : widest;
    }
    std::string out;
    for (const auto& [term, text] : definitions) {
        const std::size_t width = display_width(term);
        out += "  " + term;
        out += width <= widest ? std::string(widest - width + 2, ' ') : '\n' + std::string(widest + 4, ' ');
        out += fold(text, widest + 4) + '\n';
    }
    return out;
}

std::string term_of(const Option& option) {
    std::string term;
    for (const auto& name : option.short_names()) {
        term += "-" + name + ", ";
    }
    for (const auto& name : option.long_names()) {
        term += "--" + name + ", ";
    }
    if (term.empty()) {
        return option.name();
    }
    term.erase(term.size() - 2);
    return option.takes_value() ? term + ' ' + option.placeholder() : term;
}

std::string section(std::string_view title, const std::vector<Definition>& definitions) {
    return definitions.empty() ? "" : fmt::format("\n{}:\n{}", tr(title), definition_list(definitions));
}

std::string synopsis(const Command& command) {
    return say("hnat {}{}{} [flags]", command.name, command.arguments.empty() ? "" : " ", command.arguments);
}

std::vector<Definition> commands_of(std::string_view area) {
    std::vector<Definition> commands;
    for (const auto& command : command_table()) {
        if (command.name.starts_with(area) && command.name.substr(area.size()).starts_with(' ')) {
            commands.push_back({std::string(command.name), std::string(tr(command.summary))});
        }
    }
    return commands;
}

} // namespace

std::string help_of_command(const Command& command) {
    Parser parser;
    GlobalOptions ignored;
    add_global_options(parser, ignored);
    command.bind(parser);

    std::vector<Definition> arguments;
    std::vector<Definition> own;
    std::vector<Definition> shared;
    for (const auto* option : parser.options()) {
        const Definition definition{term_of(*option), std::string(tr(option->description()))};
        if (option->is_argument()) {
            arguments.push_back(definition);
        } else if (global_flag_parser().find(option->name()) == nullptr) {
            own.push_back(definition);
        } else {
            shared.push_back(definition);
        }
    }
    std::string text = fmt::format("{}:\n", tr("Examples"));
    for (const auto example : command.examples) {
        text += fmt::format("  {}\n", example);
    }
    text += say("\nUsage: {}\n\n{}.\n", synopsis(command), tr(command.summary));
    return text + section(mark_message("Arguments"), arguments) + section(mark_message("Flags"), own) +
           section(mark_message("Flags of every command"), shared);
}

std::string help_of_area(const Area& area) {
    std::string text = fmt::format("{}.\n\n{}", tr(area.summary), definition_list(commands_of(area.name)));
    if (!area.default_verb.empty()) {
        text += say("\n'hnat {}' alone is 'hnat {} {}'.\n", area.name, area.name, area.default_verb);
    }
    return text + say("\n'hnat help {} VERB' or 'hnat {} VERB -h' shows examples and flags.\n", area.name,
                      area.name);
}

std::string help_overview() {
    std::string text(
        tr("hnat keeps the records of a voluntary partnership between a programme office and the people who\n"
           "moderate online community groups. One local file, no server, no network.\n\n"
           "Begin with:\n"
           "  hnat init --office \"Văn phòng Chương trình\" --code VPCT\n"
           "  hnat help promises\n\nCommands:\n"));
    std::vector<Definition> commands;
    for (const auto& command : command_table()) {
        commands.push_back({std::string(command.name), std::string(tr(command.summary))});
    }
    text += definition_list(commands);
    std::vector<Definition> topics;
    for (const auto& topic : help_topics()) {
        topics.push_back({std::string(topic.name), std::string(tr(topic.summary))});
    }
    text += section(mark_message("Topics (hnat help TOPIC)"), topics);
    text += tr("\n'hnat help COMMAND' or 'hnat COMMAND -h' shows examples and flags.\n");
    return text;
}

std::string help_short() {
    std::string areas;
    for (const auto& area : area_table()) {
        if (area.name.find(' ') == std::string_view::npos) {
            areas.append(areas.empty() ? "" : ", ").append(area.name);
        }
    }
    return say("usage: hnat COMMAND [flags]\n\n"
               "  hnat init            make the database\n"
               "  hnat survey import   take a list of groups into the register\n"
               "  hnat find WORDS      look something up\n"
               "  hnat help            every command and topic\n\n"
               "Areas: {}.\n",
               areas);
}

} // namespace hnat::cli
