#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/help_text.hpp"
#include "cli/options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace hnat::cli {

namespace {

std::string help_on(const std::string& topic) {
    if (topic.empty()) {
        return help_overview();
    }
    const auto& topics = help_topics();
    if (const auto found = std::ranges::find(topics, topic, &HelpTopic::name); found != topics.end()) {
        return std::string(tr(found->text));
    }
    if (const auto* command = find_command(topic)) {
        return help_of_command(*command);
    }
    if (const auto* area = find_area(topic)) {
        return help_of_area(*area);
    }
    std::vector<std::string_view> names;
    names.reserve(topics.size() + command_table().size() + area_table().size());
    for (const auto& known : topics) {
        names.push_back(known.name);
    }
    for (const auto& command : command_table()) {
        names.push_back(command.name);
    }
    for (const auto& area : area_table()) {
        names.push_back(area.name);
    }
    const auto near = nearest(topic, names);
    const std::string hint =
        near ? say("did you mean \"{}\"?", *near) : std::string(tr("'hnat help' lists commands and topics"));
    throw Error(ErrorKind::usage, may_be_shown(topic) ? say("no help on \"{}\"; {}", topic, hint)
                                                      : say("no help on that; {}", hint));
}

} // namespace

Action bind_help(Parser& parser) {
    auto words = std::make_shared<std::vector<std::string>>();
    parser.add_option("TOPIC", *words, "A command, an area or a topic; nothing lists them");
    return [words](Context& context) {
        context.require_no_format("help");
        context.write_document(help_on(join_words(*words)));
        return 0;
    };
}

} // namespace hnat::cli
