#include "cli/settings.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "cli/options.hpp"
#include "cli/settings_file.hpp"
#include "tip/tip_terms.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace hnat::cli {

namespace {

const std::string* find_variable(const Environment& environment, std::string_view name) {
    const auto found = environment.find(name);
    // An empty variable counts as one that is not set (XDG Base Directory Specification).
    return found == environment.end() || found->second.empty() ? nullptr : &found->second;
}

/// A base folder of the XDG specification: the variable if it holds an absolute path, else a folder below
/// HOME.
std::optional<std::filesystem::path> xdg_folder(const Environment& environment, std::string_view variable,
                                                std::string_view below_home) {
    const auto* const folder = find_variable(environment, variable);
    if (folder != nullptr && folder->starts_with('/')) {
        return *folder;
    }
    if (const auto* const home = find_variable(environment, "HOME")) {
        return std::filesystem::path(*home) / below_home;
    }
    return std::nullopt;
}

std::string checked_seconds(std::string_view text, std::string_view origin) {
    double value = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value, std::chars_format::fixed);
    if (error != std::errc{} || stop != end || !(value >= 0 && value <= 86'400)) {
        throw Error(ErrorKind::usage,
                    say("{}: '{}' is not a number of seconds from 0 to 86400", origin, text));
    }
    return std::string(text);
}

std::string checked_count(const SettingSpec& spec, std::string_view text, std::string_view origin) {
    int value = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc{} || stop != end || value < spec.least || value > spec.most) {
        throw Error(ErrorKind::usage,
                    say("{}: '{}' is not a whole number from {} to {}", origin, text, spec.least, spec.most));
    }
    return std::to_string(value);
}

std::string checked_flag(std::string_view text, std::string_view origin) {
    for (const std::string_view yes : {"true", "1", "yes"}) {
        if (text == yes) {
            return "true";
        }
    }
    for (const std::string_view no : {"false", "0", "no"}) {
        if (text == no) {
            return "false";
        }
    }
    throw Error(ErrorKind::usage, say("{}: '{}' is not one of true, false, 1, 0, yes, no", origin, text));
}

constexpr int k_first_year_too_far = 2150;

/// The value in its canonical form. `origin` names the place for the message.
std::string checked(const SettingSpec& spec, const std::string& text, std::string_view origin,
                    Day clock_today) {
    switch (spec.kind) {
    case SettingKind::text:
    case SettingKind::path:
        if (text.empty()) {
            throw Error(ErrorKind::usage, say("{}: an empty value; leave it out instead", origin));
        }
        return text;
    case SettingKind::day: {
        // Days that are kept lie up to some years ahead, and hnat knows no day after 2199.
        const Day day = day_of_flag(origin, text, clock_today);
        if (day >= make_day(k_first_year_too_far, 1, 1)) {
            throw Error(ErrorKind::usage, say("{}: '{}' is too far ahead; expected a day before {}", origin,
                                              text, k_first_year_too_far));
        }
        return to_iso(day);
    }
    case SettingKind::seconds:
        return checked_seconds(text, origin);
    case SettingKind::choice:
        if (std::ranges::find(spec.choices, text) == spec.choices.end()) {
            refuse_choice(origin, text, spec.choices);
        }
        return text;
    case SettingKind::flag:
        return checked_flag(text, origin);
    case SettingKind::count:
        return checked_count(spec, text, origin);
    }
    return text;
}

std::optional<SettingValue> language_of(std::string_view name, const std::string& text) {
    const std::string_view language = std::string_view(text).substr(0, text.find_first_of("_.@"));
    if (language == "vi" || language == "en") {
        return SettingValue{std::string(language), std::string(name)};
    }
    return std::nullopt;
}

/// The language of the locale, as gettext finds it: LC_ALL, LC_MESSAGES, LANG name the locale; unless that is
/// C, LANGUAGE is a list of preferences before it.
std::optional<SettingValue> locale_language(const Environment& environment) {
    for (const std::string_view variable : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const auto* const locale = find_variable(environment, variable);
        if (locale == nullptr) {
            continue;
        }
        if (*locale == "C" || locale->starts_with("C.") || *locale == "POSIX") {
            return std::nullopt;
        }
        if (const auto* const list = find_variable(environment, "LANGUAGE")) {
            for (std::size_t at = 0; at < list->size();) {
                const auto colon = std::min(list->find(':', at), list->size());
                if (auto value = language_of("LANGUAGE", list->substr(at, colon - at))) {
                    return value;
                }
                at = colon + 1;
            }
        }
        return language_of(variable, *locale);
    }
    return std::nullopt;
}

/// What a setting is when nobody gave it.
SettingValue default_of(const SettingSpec& spec, const Environment& environment, Day clock_today) {
    if (spec.key == "db" || spec.key == "key_dir") {
        const auto folder = xdg_folder(environment, "XDG_DATA_HOME", ".local/share");
        return {folder ? (*folder / "hnat" / (spec.key == "db" ? "hnat.db" : "keys")).string() : "",
                "default"};
    }
    if (spec.key == "today") {
        return {to_iso(clock_today), "clock"};
    }
    if (spec.key == "lang") {
        if (auto value = locale_language(environment)) {
            return *value;
        }
    }
    // https://no-color.org and terminals that know no escapes.
    if (spec.key == "color") {
        const auto* const terminal = find_variable(environment, "TERM");
        if (find_variable(environment, "NO_COLOR") != nullptr) {
            return {"never", "NO_COLOR"};
        }
        if (terminal != nullptr && *terminal == "dumb") {
            return {"never", "TERM"};
        }
    }
    return {std::string(spec.fallback), "default"};
}

struct ConfigFile {
    std::filesystem::path path;
    bool named = false; ///< by the user: it must exist
};

std::optional<ConfigFile> choose_file(const Environment& environment,
                                      const std::optional<std::filesystem::path>& config, bool no_config) {
    if (no_config && config) {
        throw Error(ErrorKind::usage, say("--config and --no-config exclude each other; give one of them"));
    }
    if (no_config) {
        return std::nullopt;
    }
    if (config) {
        return ConfigFile{*config, true};
    }
    if (const auto* const named = find_variable(environment, "HNAT_CONFIG")) {
        return ConfigFile{*named, true};
    }
    if (const auto folder = xdg_folder(environment, "XDG_CONFIG_HOME", ".config")) {
        return ConfigFile{*folder / "hnat" / "hnat.toml", false};
    }
    return std::nullopt;
}

/// A path of a settings file means the same from wherever hnat is called.
std::string resolve_path(const std::string& text, const std::filesystem::path& file,
                         const Environment& environment) {
    if (text.starts_with("~/")) {
        if (const auto* const home = find_variable(environment, "HOME")) {
            return (std::filesystem::path(*home) / text.substr(2)).string();
        }
    }
    return (file.parent_path() / text).string();
}

/// `lang` of the settings file; nullopt: there is none, or none that can be used.
std::optional<std::string> language_of_file(const Environment& environment,
                                            const std::optional<std::filesystem::path>& config,
                                            bool no_config) {
    try {
        const auto file = choose_file(environment, config, no_config);
        std::error_code ignored;
        if (!file || !std::filesystem::exists(file->path, ignored)) {
            return std::nullopt;
        }
        return language_in_settings_file(file->path);
    } catch (const Error&) {
        return std::nullopt; // resolve() says what is wrong
    }
}

} // namespace

std::string likely_language(const Environment& environment,
                            const std::optional<std::filesystem::path>& config, bool no_config) {
    const auto fits = [](std::string_view lang) { return lang == "vi" || lang == "en"; };
    const auto* const variable = find_variable(environment, "HNAT_LANG");
    if (variable != nullptr && fits(*variable)) {
        return *variable;
    }
    if (const auto lang = language_of_file(environment, config, no_config); lang && fits(*lang)) {
        return *lang;
    }
    const auto locale = locale_language(environment);
    return locale ? locale->value : "en";
}

Settings Settings::resolve(const std::map<std::string, std::string, std::less<>>& flags,
                           const Environment& environment, const std::optional<std::filesystem::path>& config,
                           bool no_config, Day clock_today) {
    Settings settings;
    SettingsFile from_file;
    if (const auto file = choose_file(environment, config, no_config)) {
        std::error_code error;
        if (std::filesystem::exists(file->path, error)) {
            from_file = read_settings_file(file->path);
            settings.m_tables = from_file.tables;
            settings.m_file = file->path;
            settings.m_reports = from_file.reports;
        } else if (file->named) {
            throw Error(
                ErrorKind::usage,
                say("{}: there is no such settings file; --no-config goes without one", file->path.string()));
        }
    }
    for (const auto& spec : setting_specs()) {
        SettingValue& value = settings.m_values[std::string(spec.key)];
        if (const auto flag = flags.find(spec.key); flag != flags.end()) {
            value = {checked(spec, flag->second, spec.flag, clock_today), fmt::format("flag {}", spec.flag)};
        } else if (const auto* const variable = find_variable(environment, spec.variable)) {
            value = {checked(spec, *variable, spec.variable, clock_today), std::string(spec.variable)};
        } else if (const auto entry = from_file.values.find(spec.key); entry != from_file.values.end()) {
            const auto where = fmt::format("{}: {}", entry->second.origin, spec.key);
            value = {checked(spec, entry->second.value, where, clock_today), entry->second.origin};
            if (spec.kind == SettingKind::path) {
                value.value = resolve_path(value.value, *settings.m_file, environment);
            }
        } else {
            value = default_of(spec, environment, clock_today);
        }
    }
    settings.m_today = parse_day(settings.value("today")).value();
    return settings;
}

const SettingValue& Settings::at(std::string_view key) const {
    const auto found = m_values.find(key);
    if (found == m_values.end()) {
        throw Error(ErrorKind::failed, fmt::format("no setting '{}' in the table: a bug", key));
    }
    return found->second;
}

std::filesystem::path Settings::db() const {
    if (value("db").empty()) {
        throw Error(
            ErrorKind::usage,
            say("where is the database? Neither XDG_DATA_HOME nor HOME is set; give --db FILE or HNAT_DB"));
    }
    return value("db");
}

int Settings::count(std::string_view key) const {
    const std::string& text = value(key);
    int number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

std::filesystem::path Settings::key_dir() const {
    if (value("key_dir").empty()) {
        throw Error(ErrorKind::usage, say("where are the keys? Neither XDG_DATA_HOME nor HOME is set; give "
                                          "--key-dir FOLDER or HNAT_KEY_DIR"));
    }
    return value("key_dir");
}

std::optional<std::filesystem::path> Settings::templates_dir() const {
    return value("templates_dir").empty() ? std::nullopt
                                          : std::optional<std::filesystem::path>(value("templates_dir"));
}

Day Settings::today() const {
    return m_today;
}

std::string Settings::lang() const {
    return value("lang");
}

std::chrono::milliseconds Settings::lock_timeout() const {
    const std::string& text = value("lock_timeout");
    double seconds = 0;
    std::from_chars(text.data(), text.data() + text.size(), seconds);
    return std::chrono::milliseconds(std::llround(seconds * 1000));
}

std::optional<std::string> Settings::staff() const {
    return value("as").empty() ? std::nullopt : std::optional<std::string>(value("as"));
}

bool Settings::allow_network_fs() const {
    return value("allow_network_fs") == "true";
}

} // namespace hnat::cli
