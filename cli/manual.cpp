#include "cli/manual.hpp"

#include "cli/command_line.hpp"
#include "cli/help_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

namespace hnat::cli {

namespace {

/// mandoc's limit is 80 bytes, where a letter beyond ASCII counts as `\[uXXXX]`.
constexpr std::size_t k_line_width = 78;

std::size_t source_width(std::string_view text) {
    std::size_t width = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        width += byte < 0x80 ? 1 : byte >= 0xC0 ? 8 : 0;
    }
    return width;
}

bool ends_sentence(std::string_view word) {
    while (word.ends_with(')') || word.ends_with('"') || word.ends_with('\'')) {
        word.remove_suffix(1);
    }
    return word.ends_with('.') || word.ends_with('?') || word.ends_with('!');
}

/// Text of ours as text of mdoc: no escapes, no requests.
std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        out += c == '\\' ? std::string("\\e") : std::string(1, c);
    }
    return out;
}

/// A line that is shown as it is.
std::string literal_line(std::string_view line) {
    const bool request = line.starts_with('.') || line.starts_with('\'');
    return (request ? "\\&" : "") + escaped(line) + '\n';
}

/// Words in lines of the source, which the reader fills anew; each sentence begins a line.
std::string filled(std::string_view text) {
    std::string out;
    std::string line;
    const auto flush = [&] {
        out += line.empty() ? "" : literal_line(line);
        line.clear();
    };
    for (std::size_t at = 0; at < text.size();) {
        const auto space = std::min(text.find(' ', at), text.size());
        const auto word = text.substr(at, space - at);
        if (source_width(line) + 1 + source_width(word) > k_line_width) {
            flush();
        }
        if (!word.empty()) {
            line.append(line.empty() ? "" : " ").append(word);
        }
        if (ends_sentence(word)) {
            flush();
        }
        at = space + 1;
    }
    flush();
    return out;
}

/// Arguments of a macro: each word as a text, though it may be the name of another macro or a delimiter.
std::string macro_words(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const auto space = std::min(text.find(' ', at), text.size());
        out += out.empty() ? "\\&" : " \\&";
        for (const char c : escaped(text.substr(at, space - at))) {
            out += c == '"' ? std::string("\\(dq") : std::string(1, c);
        }
        at = space + 1;
    }
    return out;
}

std::string literal(const std::vector<std::string_view>& lines) {
    std::string out = ".Bd -literal -offset indent\n";
    for (const auto line : lines) {
        out += literal_line(line);
    }
    return out + ".Ed\n";
}

std::string item_of(const Option& option) {
    if (option.is_argument()) {
        return fmt::format(".It Ar {}\n", macro_words(option.name()));
    }
    std::string item = ".It";
    for (const auto& name : option.short_names()) {
        item += fmt::format(" Fl {}", name);
    }
    for (const auto& name : option.long_names()) {
        item += fmt::format("{} Fl -{}", item == ".It" ? "" : " ,", name);
    }
    return item + (option.takes_value() ? fmt::format(" Ar {}\n", macro_words(option.placeholder())) : "\n");
}

std::string sentence(std::string_view text) {
    std::string out(text);
    if (!out.empty()) {
        out.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(out.front())));
        out += out.ends_with('.') ? "" : ".";
    }
    return out;
}

std::string list_of(const std::vector<const Option*>& options) {
    if (options.empty()) {
        return "";
    }
    std::string out = ".Bl -tag -width Ds\n";
    for (const auto* option : options) {
        out += item_of(*option) + filled(sentence(option->description()));
    }
    return out + ".El\n";
}

std::string command_section(const Command& command) {
    Parser parser;
    GlobalOptions ignored;
    add_global_options(parser, ignored);
    command.bind(parser);
    std::vector<const Option*> own;
    for (const auto* option : parser.options()) {
        if (option->is_argument() || global_flag_parser().find(option->name()) == nullptr) {
            own.push_back(option);
        }
    }
    std::string out = fmt::format(".Ss hnat {}\n", command.name);
    if (!command.arguments.empty()) {
        out += fmt::format(".D1 hnat {} {}\n", command.name, macro_words(command.arguments));
    }
    out += (command.arguments.empty() ? "" : ".Pp\n") + filled(sentence(command.summary)) + list_of(own);
    return out + ".Pp\nFor example:\n" + literal({command.examples.begin(), command.examples.end()});
}

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        lines.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}

/// A block of a topic: lines without an empty one between.
using Block = std::vector<std::string_view>;

std::vector<Block> blocks_of(const std::vector<std::string_view>& lines) {
    std::vector<Block> blocks(1);
    for (const auto line : lines) {
        if (!line.empty()) {
            blocks.back().push_back(line);
        } else if (!blocks.back().empty()) {
            blocks.emplace_back();
        }
    }
    std::erase_if(blocks, &Block::empty);
    return blocks;
}

/// `  term  text`: where the text begins; npos when the line is no such line.
std::size_t text_column(std::string_view line) {
    const auto term = line.find_first_not_of(' ');
    if (term == std::string_view::npos || term == 0) {
        return std::string_view::npos;
    }
    const auto gap = line.find("  ", term);
    return gap == std::string_view::npos ? gap : line.find_first_not_of(' ', gap);
}

std::string definitions(const Block& block, std::size_t column) {
    std::string out = ".Bl -tag -width Ds\n";
    std::string text;
    const auto flush = [&] {
        out += filled(text);
        text.clear();
    };
    for (const auto line : block) {
        const bool begins = line.find_first_not_of(' ') < column;
        if (begins) {
            flush();
            const auto term = line.substr(0, line.find("  ", line.find_first_not_of(' ')));
            out += fmt::format(".It {}\n", macro_words(term.substr(term.find_first_not_of(' '))));
        }
        text.append(text.empty() ? "" : " ").append(line.substr(std::min(column, line.size())));
    }
    flush();
    return out + ".El\n";
}

/// A topic of help, whose text is laid out for a terminal: paragraphs, lists of terms, and examples.
std::string topic_section(const HelpTopic& topic) {
    std::string title(topic.name);
    std::ranges::transform(title, title.begin(), [](unsigned char c) {
        return static_cast<char>(c == '-' ? ' ' : std::toupper(c));
    });
    auto lines = lines_of(topic.text);
    // "Formats of lists: …": the first line says what the title does not.
    const auto blocks = blocks_of({lines.begin() + 1, lines.end()});
    // "EXIT STATUS" is mdoc's own name; "DATES" alone it takes for a misspelt "NAME".
    std::string out = fmt::format(".Sh {}\n", title == "EXIT CODES" ? "EXIT STATUS"
                                              : title == "DATES"    ? "DATES AND PERIODS"
                                                                    : title);
    out += filled(sentence(lines.front()));
    for (const Block& block : blocks) {
        const auto column = text_column(block.front());
        if (!block.front().starts_with(' ')) {
            std::string paragraph;
            for (const auto line : block) {
                paragraph.append(paragraph.empty() ? "" : " ").append(line);
            }
            out += ".Pp\n" + filled(paragraph);
        } else if (column != std::string_view::npos) {
            out += definitions(block, column);
        } else {
            out += literal(block);
        }
    }
    return out;
}

std::string head(const std::string& name, std::string_view what, Day released) {
    static constexpr std::array k_months{"January",   "February", "March",    "April",
                                         "May",       "June",     "July",     "August",
                                         "September", "October",  "November", "December"};
    const std::chrono::year_month_day day{released};
    std::string title = name;
    std::ranges::transform(title, title.begin(),
                           [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    std::string description(what);
    return fmt::format(".\\\" Written by hnat_manual from the table of commands: do not edit.\n"
                       ".Dd {} {}, {}\n.Dt {} 1\n.Os\n.Sh NAME\n.Nm {}\n.Nd {}\n",
                       k_months[static_cast<unsigned>(day.month()) - 1], static_cast<unsigned>(day.day()),
                       static_cast<int>(day.year()), title, name, escaped(description));
}

bool in_area(const Command& command, std::string_view area) {
    return command.name.starts_with(area) && command.name.substr(area.size()).starts_with(' ');
}

bool is_top(const Area& area) {
    return area.name.find(' ') == std::string_view::npos;
}

std::string first_lower(std::string_view text) {
    std::string out(text);
    out.front() = static_cast<char>(std::tolower(static_cast<unsigned char>(out.front())));
    return out;
}

ManualPage page_of_area(const Area& area, Day released) {
    const std::string name = fmt::format("hnat-{}", area.name);
    std::string text = head(name, first_lower(area.summary), released);
    text +=
        fmt::format(".Sh SYNOPSIS\n.Nm hnat {}\n.Ar verb\n.Op Ar argument ...\n.Op Ar flag ...\n", area.name);
    text += ".Sh DESCRIPTION\n";
    if (!area.default_verb.empty()) {
        text +=
            fmt::format(".Ql hnat {}\nalone is\n.Ql hnat {} {} .\n", area.name, area.name, area.default_verb);
    }
    text += "Flags of every command, formats, dates, settings and exit codes are in\n.Xr hnat 1 .\n";
    for (const Command& command : command_table()) {
        if (in_area(command, area.name)) {
            text += command_section(command);
        }
    }
    return {name, text + ".Sh SEE ALSO\n.Xr hnat 1\n"};
}

ManualPage main_page(Day released) {
    std::string text =
        head("hnat", "records of a voluntary partnership with moderators of online groups", released);
    text += ".Sh SYNOPSIS\n.Nm\n.Ar command\n.Op Ar argument ...\n.Op Ar flag ...\n.Sh DESCRIPTION\n.Nm\n";
    text += filled("keeps the records of a voluntary partnership between a programme office and the people "
                   "who moderate online community groups. One local file, no server, no network.");
    text += ".Pp\nThe commands of each area have a page of their own:\n.Bl -tag -width Ds\n";
    for (const Area& area : area_table()) {
        if (is_top(area)) {
            text += fmt::format(".It Xr hnat-{} 1\n{}", area.name, filled(sentence(area.summary)));
        }
    }
    text += ".El\n.Sh COMMANDS\nThose without an area:\n";
    for (const Command& command : command_table()) {
        if (command.name.find(' ') == std::string_view::npos) {
            text += command_section(command);
        }
    }
    Parser parser;
    GlobalOptions globals;
    add_global_options(parser, globals);
    text += ".Sh FLAGS OF EVERY COMMAND\nThey may stand anywhere on the line.\n" + list_of(parser.options());
    for (const HelpTopic& topic : help_topics()) {
        text += topic_section(topic);
    }
    text += ".Sh SEE ALSO\n";
    std::vector<std::string> areas;
    for (const Area& area : area_table()) {
        if (is_top(area)) {
            areas.emplace_back(area.name);
        }
    }
    std::ranges::sort(areas);
    for (const auto& area : areas) {
        text += fmt::format(".Xr hnat-{} 1{}\n", area, area == areas.back() ? "" : " ,");
    }
    return {"hnat", std::move(text)};
}

} // namespace

std::vector<ManualPage> manual_pages(Day released) {
    std::vector<ManualPage> pages{main_page(released)};
    for (const Area& area : area_table()) {
        if (is_top(area)) {
            pages.push_back(page_of_area(area, released));
        }
    }
    return pages;
}

} // namespace hnat::cli
