// The list of practices, and answers to it as they are typed or kept in a file.
#include "base/error.hpp"
#include "base/message.hpp"
#include "base/resource.hpp"
#include "base/text.hpp"
#include "enroll/practice.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>

namespace hnat {

namespace {

constexpr std::string_view k_file = "data/practices.toml";

std::vector<Practice> read_practices() {
    std::vector<Practice> all;
    const toml::table root = toml::parse(resource(k_file), k_file);
    const auto* const entries = root["practice"].as_array();
    for (std::size_t i = 0; entries != nullptr && i < entries->size(); ++i) {
        const auto entry = toml::node_view<const toml::node>(*entries->get(i));
        Practice practice{entry["code"].value_or(std::string()), entry["vi"].value_or(std::string()),
                          entry["en"].value_or(std::string())};
        const bool whole = !practice.code.empty() && !practice.name_vi.empty() && !practice.name_en.empty();
        if (!whole || std::ranges::find(all, practice.code, &Practice::code) != all.end()) {
            throw Error(ErrorKind::failed, say("{}:{}: a practice has a code of its own, vi and en", k_file,
                                               entries->get(i)->source().begin.line));
        }
        all.push_back(std::move(practice));
    }
    return all;
}

std::optional<PracticeAnswer> parse_answer(std::string_view text) {
    return text == "n-a" ? PracticeAnswer::not_applicable : enum_from<PracticeAnswer>(text);
}

void add(PracticeAnswers& answers, std::string_view where, std::string_view code,
         const std::optional<PracticeAnswer>& answer) {
    std::vector<std::string_view> codes;
    for (const Practice& practice : practices()) {
        codes.push_back(practice.code);
    }
    if (std::ranges::find(codes, code) == codes.end()) {
        const auto near = nearest(code, codes);
        throw Error(ErrorKind::usage,
                    near ? say("{}: there is no practice '{}'; did you mean '{}'?", where, code, *near)
                         : say("{}: there is no practice '{}'; `hnat enroll practices --codes` lists them",
                               where, code));
    }
    if (!answer) {
        throw Error(ErrorKind::usage, say("{}: {} is answered with yes, no or n-a", where, code));
    }
    if (!answers.emplace(code, *answer).second) {
        throw Error(ErrorKind::usage, say("{}: {} is answered twice; leave one out", where, code));
    }
}

} // namespace

const std::vector<Practice>& practices() {
    static const std::vector<Practice> all = read_practices();
    return all;
}

PracticeAnswers parse_answers(const std::vector<std::string>& pairs) {
    PracticeAnswers answers;
    for (const std::string& pair : pairs) {
        const auto equals = std::min(pair.find('='), pair.size());
        const std::string_view text(pair);
        add(answers, "--answers", text.substr(0, equals),
            equals == pair.size() ? std::nullopt : parse_answer(text.substr(equals + 1)));
    }
    return answers;
}

PracticeAnswers parse_answers_file(std::string_view text, std::string_view file) {
    toml::table root;
    try {
        root = toml::parse(text, file);
    } catch (const toml::parse_error& error) {
        throw Error(ErrorKind::usage,
                    fmt::format("{}:{}: {}", file, error.source().begin.line, error.description()));
    }
    PracticeAnswers answers;
    for (const auto& [key, node] : root) {
        std::optional<PracticeAnswer> answer;
        if (const auto* const flag = node.as_boolean()) {
            answer = flag->get() ? PracticeAnswer::yes : PracticeAnswer::no;
        } else if (const auto* const word = node.as_string()) {
            answer = parse_answer(word->get());
        }
        add(answers, fmt::format("{}:{}", file, key.source().begin.line), key.str(), answer);
    }
    return answers;
}

} // namespace hnat
