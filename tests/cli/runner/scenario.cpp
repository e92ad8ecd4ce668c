#include "scenario.hpp"

#include <fmt/format.h>

#include <charconv>
#include <regex>
#include <stdexcept>

namespace transcript {

namespace {

constexpr std::string_view k_no_newline = "\\ (no newline at the end)";

Lines split(std::string_view text) {
    Lines lines;
    while (!text.empty()) {
        const auto end = text.find('\n');
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return lines;
}

/// The text after a one-letter marker and its space.
std::string payload(const std::string& line) {
    return line.size() > 2 ? line.substr(2) : std::string();
}

void print_lines(std::string& text, char marker, const Lines& lines) {
    for (const auto& line : lines) {
        text += line.empty() ? fmt::format("{}\n", marker) : fmt::format("{} {}\n", marker, line);
    }
}

void replace_all(std::string& text, std::string_view what, std::string_view with) {
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
        text.replace(at, what.size(), with);
    }
}

} // namespace

Scenario parse(std::string_view text, std::string_view file) {
    Scenario scenario;
    Lines comments;
    std::size_t number = 0;
    for (const auto& line : split(text)) {
        ++number;
        const char marker = line.empty() ? '#' : line.front();
        const auto fail = [&](std::string_view why) {
            throw std::runtime_error(fmt::format("{}:{}: {}", file, number, why));
        };
        if (marker == '#') {
            comments.push_back(line);
            continue;
        }
        if (marker == '$') {
            scenario.steps.push_back({std::move(comments), number, payload(line), {}, {}, 0});
            comments.clear();
            continue;
        }
        if (scenario.steps.empty()) {
            fail("expected a comment (#) or a command ($)");
        }
        Step& step = scenario.steps.back();
        if (marker == '+') {
            step.command += '\n' + payload(line);
        } else if (marker == '|') {
            step.out.push_back(payload(line));
        } else if (marker == '!') {
            step.err.push_back(payload(line));
        } else if (marker == '=') {
            const std::string code = payload(line);
            if (std::from_chars(code.data(), code.data() + code.size(), step.exit_code).ec != std::errc{}) {
                fail("expected an exit code after '='");
            }
        } else {
            fail("expected one of # $ + | ! =");
        }
    }
    scenario.after = std::move(comments);
    return scenario;
}

std::string print(const Scenario& scenario) {
    std::string text;
    for (const auto& step : scenario.steps) {
        for (const auto& comment : step.before) {
            text += comment + '\n';
        }
        const Lines command = split(step.command);
        print_lines(text, '$', {command.front()});
        print_lines(text, '+', Lines(command.begin() + 1, command.end()));
        print_lines(text, '|', step.out);
        print_lines(text, '!', step.err);
        if (step.exit_code != 0) {
            text += fmt::format("= {}\n", step.exit_code);
        }
    }
    for (const auto& comment : scenario.after) {
        text += comment + '\n';
    }
    return text;
}

Lines to_lines(std::string_view output, std::string_view folder) {
    Lines lines = split(output);
    if (!output.empty() && output.back() != '\n') {
        lines.back() += k_no_newline;
    }
    for (auto& line : lines) {
        std::string visible;
        for (const char c : line) {
            const auto byte = static_cast<unsigned char>(c);
            if (c == '\t') {
                visible += "\\t";
            } else if (c == '\r') {
                visible += "\\r";
            } else if (byte < 0x20 || byte == 0x7f) {
                visible += fmt::format("\\x{:02x}", byte);
            } else {
                visible += c;
            }
        }
        line = visible;
        replace_all(line, folder, "$DIR");
    }
    return lines;
}

bool matches(const std::string& expected, const std::string& actual) {
    if (expected.find("{{") == std::string::npos) {
        return expected == actual;
    }
    static const std::regex special(R"([.^$|()\[\]{}*+?\\])");
    std::string pattern;
    std::size_t at = 0;
    for (;;) {
        const auto open = expected.find("{{", at);
        auto close = open == std::string::npos ? open : expected.find("}}", open);
        while (close != std::string::npos && expected.substr(close + 1, 2) == "}}") {
            ++close; // {{[0-9a-f]{64}}}: the last two braces are ours
        }
        pattern += std::regex_replace(expected.substr(at, open - at), special, R"(\$&)");
        if (close == std::string::npos) {
            break;
        }
        pattern += "(?:" + expected.substr(open + 2, close - open - 2) + ")";
        at = close + 2;
    }
    return std::regex_match(actual, std::regex(pattern));
}

} // namespace transcript
