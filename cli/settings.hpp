/// Settings: flags > HNAT_* > file > default. Unknown keys in the file are errors with file:line:column.
#pragma once

#include "base/date.hpp"
#include "cli/named_report.hpp"

#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hnat::cli {

/// The environment, handed in by main: nothing else reads it.
using Environment = std::map<std::string, std::string, std::less<>>;

/// What a value must look like, and what becomes of it.
enum class SettingKind {
    text,
    path,    ///< in a file: relative to the file's folder, `~/` is the home folder
    day,     ///< becomes ISO
    seconds, ///< 0..86400, decimals allowed
    choice,  ///< one of `choices`
    flag,    ///< "true" or "false"; a file writes true, a variable 1, 0, true, false, yes or no
    count,   ///< a whole number from `least` to `most`
};

/// One setting of the table in setting_table.cpp: everything (flag, HNAT_ variable, file key, `config show`,
/// help) derives from it.
struct SettingSpec {
    std::string_view key;         ///< in hnat.toml, e.g. "lock_timeout"
    std::string_view flag;        ///< e.g. "--lock-timeout"; empty: no flag
    std::string_view variable;    ///< e.g. "HNAT_LOCK_TIMEOUT"
    std::string_view placeholder; ///< e.g. "S"; empty: a switch
    std::string_view help;
    SettingKind kind = SettingKind::text;
    std::vector<std::string_view> choices; ///< of SettingKind::choice
    std::string_view fallback;             ///< the default, where it is a constant
    int least = 0, most = 0;               ///< of SettingKind::count
};

/// All settings, in the order of `config show`.
const std::vector<SettingSpec>& setting_specs();

/// A value and where it comes from: "flag --db", "HNAT_DB", "/etc/hnat.toml:3:1", "default".
struct SettingValue {
    std::string value;
    std::string origin;
};

using SettingTables = std::map<std::string, SettingValue, std::less<>>;

/// The resolved settings.
class Settings {
  public:
    /// `flags`: key -> value of the flags that were given. Errors: usage (unknown key or a value that does
    /// not fit, a named file that does not exist), io (a file that cannot be read).
    static Settings resolve(const std::map<std::string, std::string, std::less<>>& flags,
                            const Environment& environment,
                            const std::optional<std::filesystem::path>& config, bool no_config,
                            Day clock_today);

    [[nodiscard]] const SettingValue& at(std::string_view key) const;
    [[nodiscard]] const std::string& value(std::string_view key) const { return at(key).value; }

    /// Errors: usage (no --db, and no folder to put the default into).
    [[nodiscard]] std::filesystem::path db() const;
    /// A setting of SettingKind::count.
    [[nodiscard]] int count(std::string_view key) const;
    /// What the file's tables say, as `routes.police.name`; they have no flag and no variable.
    [[nodiscard]] const SettingTables& tables() const { return m_tables; }
    /// Errors: usage (no --key-dir, and no folder to put the default into).
    [[nodiscard]] std::filesystem::path key_dir() const;
    /// templates_dir; nullopt: the templates in the binary.
    [[nodiscard]] std::optional<std::filesystem::path> templates_dir() const;
    /// The file that was read; nullopt: none.
    [[nodiscard]] const std::optional<std::filesystem::path>& file() const { return m_file; }
    /// In the order of the file's parser: by name.
    [[nodiscard]] const std::vector<NamedReport>& named_reports() const { return m_reports; }
    [[nodiscard]] Day today() const;
    [[nodiscard]] std::string lang() const; ///< "vi" or "en"
    [[nodiscard]] std::chrono::milliseconds lock_timeout() const;
    [[nodiscard]] std::optional<std::string> staff() const; ///< --as
    [[nodiscard]] bool allow_network_fs() const;

  private:
    std::map<std::string, SettingValue, std::less<>> m_values;
    SettingTables m_tables;
    std::vector<NamedReport> m_reports;
    std::optional<std::filesystem::path> m_file;
    Day m_today;
};

/// The setting `lang` where no flag gives it: HNAT_LANG, the settings file, the locale, else "en". A value
/// that does not fit, and a file that can't be read, are passed over: resolve() refuses them.
std::string likely_language(const Environment& environment,
                            const std::optional<std::filesystem::path>& config, bool no_config);

} // namespace hnat::cli
