#include "cli/message_language.hpp"

#include "cli/command_line.hpp"
#include "cli/flag_word.hpp"

namespace hnat::cli {

namespace {

/// What the line says before a command is found: each global flag takes its value with it, so that the value
/// of another flag is not taken for --lang.
GlobalOptions language_flags(const std::vector<std::string>& line) {
    GlobalOptions found;
    for (std::size_t i = 0; i < line.size() && line[i] != "--"; ++i) {
        if (!looks_like_flag(line[i])) {
            continue;
        }
        const FlagWord flag = read_flag(global_flag_parser(), line[i]);
        if (flag.value_follows && i + 1 == line.size()) {
            break;
        }
        const std::string value = flag.value_follows ? line[++i] : line[i].substr(line[i].find('=') + 1);
        if (flag.name == "--lang" && (value == "vi" || value == "en")) {
            found.settings["lang"] = value;
        } else if (flag.name == "--config") {
            found.config = value;
        } else if (flag.name == "--no-config") {
            found.no_config = true;
        }
    }
    return found;
}

} // namespace

std::string message_language(const std::vector<std::string>& line, const Environment& environment) {
    const GlobalOptions flags = language_flags(line);
    const auto given = flags.settings.find("lang");
    return given != flags.settings.end() ? given->second
                                         : likely_language(environment, flags.config, flags.no_config);
}

} // namespace hnat::cli
