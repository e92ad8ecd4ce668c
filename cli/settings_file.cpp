#include "cli/settings_file.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <sstream>

namespace hnat::cli {

namespace {

std::string position(const std::filesystem::path& path, const toml::source_region& region) {
    return fmt::format("{}:{}:{}", path.string(), region.begin.line, region.begin.column);
}

toml::table parse(const std::filesystem::path& path) {
    const std::string text = read_file(path);
    try {
        return toml::parse(std::string_view(text), std::string_view(path.native()));
    } catch (const toml::parse_error& error) {
        throw Error(ErrorKind::usage,
                    fmt::format("{}: {}", position(path, error.source()), error.description()));
    }
}

[[noreturn]] void refuse_key(const std::string& where, std::string_view key) {
    std::vector<std::string_view> known;
    for (const auto& spec : setting_specs()) {
        known.push_back(spec.key);
    }
    const auto near = nearest(key, known);
    throw Error(ErrorKind::usage, fmt::format("{}: no setting '{}'; {}", where, key,
                                              near ? fmt::format("did you mean '{}'?", *near)
                                                   : "'hnat config show' lists them"));
}

const char* expected_type(SettingKind kind) {
    switch (kind) {
    case SettingKind::flag:
        return "true or false";
    case SettingKind::seconds:
        return "a number";
    case SettingKind::day:
        return "a day such as \"2026-09-01\"";
    default:
        return "a text in quotes";
    }
}

std::string text_of(const SettingSpec& spec, const toml::node& node, const std::string& where) {
    if (spec.kind == SettingKind::flag && node.is_boolean()) {
        return node.as_boolean()->get() ? "true" : "false";
    }
    if (spec.kind == SettingKind::seconds && node.is_number()) {
        return fmt::format("{}", node.value<double>().value());
    }
    if (spec.kind == SettingKind::day && node.is_date()) {
        std::ostringstream text;
        text << node.as_date()->get();
        return text.str();
    }
    if (spec.kind != SettingKind::flag && spec.kind != SettingKind::seconds && node.is_string()) {
        return node.as_string()->get();
    }
    throw Error(ErrorKind::usage,
                fmt::format("{}: {}: expected {}", where, spec.key, expected_type(spec.kind)));
}

} // namespace

SettingsFile read_settings_file(const std::filesystem::path& path) {
    SettingsFile values;
    for (const auto& [key, node] : parse(path)) {
        const auto where = position(path, key.source());
        const auto& specs = setting_specs();
        const auto spec = std::ranges::find(specs, key.str(), &SettingSpec::key);
        if (spec == specs.end()) {
            refuse_key(where, key.str());
        }
        values[std::string(key.str())] = {text_of(*spec, node, where), where};
    }
    return values;
}

} // namespace hnat::cli
