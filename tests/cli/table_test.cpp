/// Meta tests over the command table: what is in it is described, has examples that parse, and is played
/// somewhere.
#include "base/message.hpp"
#include "cli/command_line.hpp"
#include "cli/help_text.hpp"
#include "tests/support.hpp"

#include <fstream>
#include <iterator>
#include <set>
#include <utility>

using namespace hnat;
using namespace hnat::cli;

namespace {

/// The words of an example; "quotes" hold one word together.
std::vector<std::string> shell_words(std::string_view line) {
    std::vector<std::string> words;
    std::string word;
    bool quoted = false;
    for (const char c : line) {
        if (c == '"') {
            quoted = !quoted;
        } else if (c == ' ' && !quoted) {
            words.push_back(std::exchange(word, {}));
        } else {
            word += c;
        }
    }
    words.push_back(word);
    return words;
}

std::string all_transcripts() {
    std::string text;
    for (const auto& entry : std::filesystem::directory_iterator(HNAT_SOURCE_DIR "/tests/cli/cases")) {
        std::ifstream file(entry.path());
        text.append(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    }
    return text;
}

} // namespace

TEST_CASE("every command has a summary, examples, and an area") {
    for (const auto& command : command_table()) {
        INFO(std::string(command.name));
        CHECK_FALSE(command.summary.empty());
        CHECK_FALSE(command.summary.ends_with('.'));
        CHECK_FALSE(command.examples.empty());
        const bool bound = command.bind != nullptr;
        CHECK(bound);
        const auto space = command.name.find(' ');
        if (space != std::string_view::npos) {
            CHECK(find_area(command.name.substr(0, space)) != nullptr);
        }
    }
}

TEST_CASE("every option of every command has a description") {
    for (const auto& command : command_table()) {
        Parser parser;
        GlobalOptions globals;
        add_global_options(parser, globals);
        const Action action = command.bind(parser);
        for (const auto* option : parser.options()) {
            INFO(std::string(command.name) << " " << option->name());
            CHECK_FALSE(option->description().empty());
            CHECK_FALSE(option->description().ends_with('.'));
        }
    }
}

TEST_CASE("every example parses as its own command") {
    for (const auto& command : command_table()) {
        for (const auto example : command.examples) {
            INFO(std::string(example));
            auto words = shell_words(example);
            REQUIRE(words.front() == "hnat");
            words.erase(words.begin());
            const Request request = find_request(words);
            REQUIRE(request.command != nullptr);
            CHECK(request.command->name == command.name);
            Parser parser;
            GlobalOptions globals;
            add_global_options(parser, globals);
            const Action action = command.bind(parser);
            CHECK_NOTHROW(parse_arguments(parser, command, request.arguments, globals));
        }
    }
}

TEST_CASE("every command is played by a transcript") {
    const std::string transcripts = all_transcripts();
    for (const auto& command : command_table()) {
        INFO(std::string(command.name));
        CHECK(transcripts.find("$ hnat " + std::string(command.name)) != std::string::npos);
    }
}

TEST_CASE("no command is listed twice") {
    std::set<std::string_view> names;
    for (const auto& command : command_table()) {
        CHECK(names.insert(command.name).second);
    }
}

TEST_CASE("help begins with examples and fits 110 columns") {
    for (const auto& command : command_table()) {
        const std::string help = help_of_command(command);
        INFO(help);
        CHECK(help.starts_with("Examples:\n  hnat " +
                               std::string(command.name.substr(0, command.name.find(' ')))));
        CHECK(help.find("\n\nUsage: hnat " + std::string(command.name)) != std::string::npos);
    }
}

namespace {

/// Chooses Vietnamese until the end of a test.
struct InVietnamese {
    InVietnamese() { choose_message_language("vi"); }
    ~InVietnamese() { choose_message_language("en"); }
    InVietnamese(const InVietnamese&) = delete;
    InVietnamese& operator=(const InVietnamese&) = delete;
};

bool translated(std::string_view text) {
    return tr(text) != text;
}

} // namespace

TEST_CASE("help has every command, flag, area and topic in Vietnamese") {
    for (const auto& command : command_table()) {
        INFO(std::string(command.name));
        GlobalOptions globals;
        Parser english;
        add_global_options(english, globals);
        command.bind(english);
        const InVietnamese language;
        Parser vietnamese;
        add_global_options(vietnamese, globals);
        command.bind(vietnamese);
        CHECK(translated(command.summary));
        const auto keys = english.options();
        const auto shown = vietnamese.options();
        REQUIRE(keys.size() == shown.size());
        for (std::size_t i = 0; i < keys.size(); ++i) {
            INFO(keys[i]->name());
            CHECK(tr(shown[i]->description()) != keys[i]->description());
        }
    }
    const InVietnamese language;
    for (const auto& area : area_table()) {
        INFO(std::string(area.name));
        CHECK(translated(area.summary));
    }
    for (const auto& topic : help_topics()) {
        INFO(std::string(topic.name));
        CHECK(translated(topic.summary));
        CHECK(translated(topic.text));
    }
}
