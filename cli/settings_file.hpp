/// hnat.toml: one flat table of the settings in settings.cpp.
#pragma once

#include "cli/settings.hpp"

#include <filesystem>
#include <functional>
#include <map>
#include <string>

namespace hnat::cli {

/// Key -> text of the value, and `file:line:column` as its origin.
using SettingsFile = std::map<std::string, SettingValue, std::less<>>;

/// Errors: usage with file:line:column (not TOML, an unknown key, a value of another type), io.
SettingsFile read_settings_file(const std::filesystem::path& path);

} // namespace hnat::cli
