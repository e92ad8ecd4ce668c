/// hnat.toml: the settings of settings.cpp as one flat table, `[routes.ROUTE]` with how the office reaches a
/// route of tips, and `[report.NAME]` for each named report.
#pragma once

#include "cli/settings.hpp"

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>

namespace hnat::cli {

struct SettingsFile {
    /// Key -> text of the value, and `file:line:column` as its origin.
    std::map<std::string, SettingValue, std::less<>> values;
    SettingTables tables; ///< `routes.police.name`
    std::vector<NamedReport> reports;
};

/// Errors: usage with file:line:column (not TOML, an unknown key or route, a value of another type), io.
SettingsFile read_settings_file(const std::filesystem::path& path);

/// `lang` in a file of which nothing else need be right; nullopt: not there, not a text, not TOML. Errors:
/// io.
std::optional<std::string> language_in_settings_file(const std::filesystem::path& path);

} // namespace hnat::cli
