#include "cli/settings_file.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "cli/named_report_file.hpp"
#include "tip/route.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
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
    throw Error(ErrorKind::usage, say("{}: no setting '{}'; {}", where, key,
                                      near ? say("did you mean '{}'?", *near)
                                           : std::string(tr("'hnat config show' lists them"))));
}

/// What a file may hold there, as the end of a sentence.
std::string_view expected_type(SettingKind kind) {
    switch (kind) {
    case SettingKind::flag:
        return mark_message("expected true or false");
    case SettingKind::seconds:
    case SettingKind::count:
        return mark_message("expected a number");
    case SettingKind::day:
        return mark_message("expected a day such as \"2026-09-01\"");
    default:
        return mark_message("expected a text in quotes");
    }
}

std::string text_of(const SettingSpec& spec, const toml::node& node, const std::string& where) {
    if (spec.kind == SettingKind::flag && node.is_boolean()) {
        return node.as_boolean()->get() ? "true" : "false";
    }
    if (spec.kind == SettingKind::seconds && node.is_number()) {
        return fmt::format("{}", node.value<double>().value());
    }
    if (spec.kind == SettingKind::count && node.is_integer()) {
        return fmt::format("{}", node.as_integer()->get());
    }
    if (spec.kind == SettingKind::day && node.is_date()) {
        std::ostringstream text;
        text << node.as_date()->get();
        return text.str();
    }
    const bool is_text = spec.kind != SettingKind::flag && spec.kind != SettingKind::seconds &&
                         spec.kind != SettingKind::count;
    if (is_text && node.is_string()) {
        return node.as_string()->get();
    }
    throw Error(ErrorKind::usage, fmt::format("{}: {}: {}", where, spec.key, tr(expected_type(spec.kind))));
}

[[noreturn]] void refuse_word(const std::string& refusal, std::string_view word,
                              const std::vector<std::string_view>& known) {
    const auto near = nearest(word, known);
    throw Error(ErrorKind::usage, fmt::format("{}; {}", refusal,
                                              near ? say("did you mean '{}'?", *near)
                                                   : say("there are {}", fmt::join(known, ", "))));
}

/// `[routes.police]`: name and address. The list of routes is closed: a file says how one is reached, and
/// adds none.
void read_routes(const std::filesystem::path& path, const toml::key& key, const toml::node& node,
                 SettingTables& tables) {
    if (!node.is_table()) {
        throw Error(ErrorKind::usage,
                    say("{}: routes: expected tables such as [routes.police]", position(path, key.source())));
    }
    for (const auto& [code, entry] : *node.as_table()) {
        const auto where = position(path, code.source());
        if (!enum_from<Route>(code.str())) {
            refuse_word(say("{}: no route '{}'", where, code.str()), code.str(), names_of<Route>());
        }
        if (!entry.is_table()) {
            throw Error(ErrorKind::usage,
                        say("{0}: routes.{1}: expected a table [routes.{1}]", where, code.str()));
        }
        for (const auto& [field, value] : *entry.as_table()) {
            const auto place = position(path, field.source());
            const std::string name = fmt::format("routes.{}.{}", code.str(), field.str());
            if (field.str() != "name" && field.str() != "address") {
                refuse_word(say("{}: no setting of a route '{}'", place, field.str()), field.str(),
                            {"name", "address"});
            }
            if (!value.is_string() || squeeze(value.as_string()->get()).empty()) {
                throw Error(ErrorKind::usage, say("{}: {}: expected a text in quotes", place, name));
            }
            tables[name] = {squeeze(value.as_string()->get()), place};
        }
    }
}

} // namespace

std::optional<std::string> language_in_settings_file(const std::filesystem::path& path) {
    const std::string text = read_file(path);
    try {
        return toml::parse(std::string_view(text))["lang"].value<std::string>();
    } catch (const toml::parse_error&) {
        return std::nullopt;
    }
}

SettingsFile read_settings_file(const std::filesystem::path& path) {
    SettingsFile file;
    for (const auto& [key, node] : parse(path)) {
        const auto where = position(path, key.source());
        if (key.str() == "routes") {
            read_routes(path, key, node, file.tables);
            continue;
        }
        if (key.str() == "report") {
            file.reports = read_named_reports(node, path);
            continue;
        }
        const auto& specs = setting_specs();
        const auto spec = std::ranges::find(specs, key.str(), &SettingSpec::key);
        if (spec == specs.end()) {
            refuse_key(where, key.str());
        }
        file.values[std::string(key.str())] = {text_of(*spec, node, where), where};
    }
    return file;
}

} // namespace hnat::cli
