#include "base/error.hpp"
#include "cli/settings.hpp"
#include "tests/support.hpp"

#include <fstream>

using namespace hnat;
using namespace hnat::cli;
using hnat::test::day;

namespace {

using Flags = std::map<std::string, std::string, std::less<>>;

Settings resolve(const Flags& flags, const Environment& environment,
                 const std::optional<std::filesystem::path>& config = std::nullopt, bool no_config = false) {
    return Settings::resolve(flags, environment, config, no_config, day("2026-10-05"));
}

/// The message of the usage error that resolving ends in.
std::string refusal(const Flags& flags, const Environment& environment,
                    const std::optional<std::filesystem::path>& config = std::nullopt,
                    bool no_config = false) {
    try {
        (void)resolve(flags, environment, config, no_config);
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::usage);
        return error.what();
    }
    return "";
}

class ConfigFolder {
  public:
    std::filesystem::path write(const char* name, const char* text) const {
        const auto path = m_folder.path() / name;
        std::filesystem::create_directories(path.parent_path());
        std::ofstream(path) << text;
        return path;
    }
    [[nodiscard]] std::string path() const { return m_folder.path().string(); }

  private:
    test::TempDir m_folder;
};

} // namespace

TEST_CASE("keys lie beside the database by default, and elsewhere when that is said") {
    CHECK(resolve({}, {{"HOME", "/home/lan"}}).key_dir() == "/home/lan/.local/share/hnat/keys");
    CHECK(resolve({}, {{"HOME", "/home/lan"}, {"XDG_DATA_HOME", "/data"}}).key_dir() == "/data/hnat/keys");
    CHECK(resolve({}, {{"HNAT_KEY_DIR", "/a"}}).key_dir() == "/a");
    CHECK(resolve({{"key_dir", "/b"}}, {{"HNAT_KEY_DIR", "/a"}}).key_dir() == "/b");
    const ConfigFolder folder;
    const auto file = folder.write("hnat.toml", "key_dir = \"keys\"\n");
    CHECK(resolve({}, {}, file).key_dir() == folder.path() + "/keys");
    CHECK_THROWS_WITH_AS(
        static_cast<void>(resolve({}, {}).key_dir()),
        "where are the keys? Neither XDG_DATA_HOME nor HOME is set; give --key-dir FOLDER or "
        "HNAT_KEY_DIR",
        Error);
}

TEST_CASE("a flag beats a variable beats the file beats the default") {
    const ConfigFolder folder;
    const auto file = folder.write("hnat.toml", "lang = \"vi\"\nlock_timeout = 3\n");
    const Environment nothing;
    const Environment variable{{"HNAT_LANG", "en"}};

    CHECK(resolve({}, nothing).at("lang").origin == "default");
    CHECK(resolve({}, nothing, file).at("lang").value == "vi");
    CHECK(resolve({}, nothing, file).at("lang").origin == file.string() + ":1:1");
    CHECK(resolve({}, variable, file).at("lang").value == "en");
    CHECK(resolve({}, variable, file).at("lang").origin == "HNAT_LANG");
    CHECK(resolve({{"lang", "vi"}}, variable, file).at("lang").origin == "flag --lang");
    CHECK(resolve({}, nothing, file).lock_timeout() == std::chrono::seconds(3));
    CHECK(resolve({}, nothing).lock_timeout() == std::chrono::seconds(10));
    CHECK(resolve({{"lock_timeout", "0.5"}}, nothing).lock_timeout() == std::chrono::milliseconds(500));
}

TEST_CASE("an unknown key names file, line, column and the nearest key") {
    const ConfigFolder folder;
    const auto file = folder.write("office.toml", "# ours\n  langg = \"vi\"\n");
    CHECK(refusal({}, {}, file) == file.string() + ":2:3: no setting 'langg'; did you mean 'lang'?");
    const auto table = folder.write("table.toml", "[weather]\nsunny = \"yes\"\n");
    CHECK(refusal({}, {}, table) ==
          table.string() + ":1:2: no setting 'weather'; 'hnat config show' lists them");
}

TEST_CASE("a file that is not TOML, or holds a value of another type, is refused at its place") {
    const ConfigFolder folder;
    const auto broken = folder.write("broken.toml", "lang = \n");
    CHECK(refusal({}, {}, broken).starts_with(broken.string() + ":1:"));
    const auto number = folder.write("number.toml", "lang = 5\n");
    CHECK(refusal({}, {}, number) == number.string() + ":1:1: lang: expected a text in quotes");
    const auto choice = folder.write("choice.toml", "lang = \"fr\"\n");
    CHECK(refusal({}, {}, choice) == choice.string() + ":1:1: lang: 'fr' is not one of vi, en");
    const auto flag = folder.write("flag.toml", "allow_network_fs = \"yes\"\n");
    CHECK(refusal({}, {}, flag) == flag.string() + ":1:1: allow_network_fs: expected true or false");
}

TEST_CASE("a file that was named must exist, the usual one need not") {
    const ConfigFolder folder;
    const Environment home{{"HOME", folder.path()}};
    CHECK(resolve({}, home).file() == std::nullopt);
    CHECK(refusal({}, home, folder.path() + "/none.toml") ==
          folder.path() + "/none.toml: there is no such settings file; --no-config goes without one");
    CHECK(refusal({}, {{"HNAT_CONFIG", folder.path() + "/none.toml"}})
              .starts_with(folder.path() + "/none.toml"));
    CHECK(refusal({}, home, folder.path() + "/none.toml", true) ==
          "--config and --no-config exclude each other; give one of them");

    const auto usual = folder.write(".config/hnat/hnat.toml", "lang = \"vi\"\n");
    CHECK(resolve({}, home).lang() == "vi");
    CHECK(resolve({}, home).file() == usual);
    CHECK(resolve({}, home, std::nullopt, true).lang() == "en");
}

TEST_CASE("the database lies in the XDG data folder, else below HOME, else nowhere") {
    CHECK(resolve({}, {{"HOME", "/h"}, {"XDG_DATA_HOME", "/d"}}).db() == "/d/hnat/hnat.db");
    CHECK(resolve({}, {{"HOME", "/h"}}).db() == "/h/.local/share/hnat/hnat.db");
    // A relative XDG folder does not count (XDG Base Directory Specification).
    CHECK(resolve({}, {{"HOME", "/h"}, {"XDG_DATA_HOME", "d"}}).db() == "/h/.local/share/hnat/hnat.db");
    const auto homeless = resolve({}, {});
    CHECK_THROWS_WITH_AS(
        (void)homeless.db(),
        "where is the database? Neither XDG_DATA_HOME nor HOME is set; give --db FILE or HNAT_DB", Error);
}

TEST_CASE("a path in the file is relative to the file's folder, or to HOME with ~/") {
    const ConfigFolder folder;
    const auto file =
        folder.write("etc/hnat.toml", "db = \"../office.db\"\ntemplates_dir = \"~/templates\"\n");
    const auto settings = resolve({}, {{"HOME", "/h"}}, file);
    CHECK(settings.db() == folder.path() + "/etc/../office.db");
    CHECK(settings.templates_dir() == "/h/templates");
}

TEST_CASE("the language is that of the locale, as gettext finds it") {
    const auto language = [](const Environment& environment) { return resolve({}, environment).lang(); };
    CHECK(language({{"LANG", "vi_VN.UTF-8"}}) == "vi");
    CHECK(language({{"LANG", "fr_FR.UTF-8"}}) == "en");
    CHECK(language({{"LANG", "en_US.UTF-8"}, {"LANGUAGE", "fr:vi:en"}}) == "vi");
    CHECK(language({{"LANG", "vi_VN.UTF-8"}, {"LC_ALL", "C"}}) == "en");
    CHECK(language({{"LANG", "C.UTF-8"}, {"LANGUAGE", "vi"}}) == "en");
    CHECK(language({{"LANG", "en_US.UTF-8"}, {"LC_MESSAGES", "vi_VN"}}) == "vi");
    CHECK(language({{"LANG", "vi_VN"}, {"HNAT_LANG", "en"}}) == "en");
}

TEST_CASE("today is the clock's unless somebody says otherwise, and nonsense is refused") {
    CHECK(resolve({}, {}).today() == day("2026-10-05"));
    CHECK(resolve({}, {}).at("today").origin == "clock");
    CHECK(resolve({{"today", "1/9/2026"}}, {}).value("today") == "2026-09-01");
    CHECK(resolve({}, {{"HNAT_TODAY", "2026-02-28"}}).today() == day("2026-02-28"));
    CHECK(refusal({{"today", "30/2/2026"}}, {}) ==
          "--today: '30/2/2026' is not a day; write 2026-09-01, 1/9/2026, today or yesterday");
}

TEST_CASE("NO_COLOR and a dumb terminal switch colour off, --color beats them") {
    CHECK(resolve({}, {{"NO_COLOR", "1"}}).value("color") == "never");
    CHECK(resolve({}, {{"TERM", "dumb"}}).value("color") == "never");
    CHECK(resolve({}, {{"TERM", "xterm"}}).value("color") == "auto");
    CHECK(resolve({{"color", "always"}}, {{"NO_COLOR", "1"}}).value("color") == "always");
}

TEST_CASE("values that do not fit are refused with the flag or variable that gave them") {
    CHECK(refusal({{"lang", "v"}}, {}) == "--lang: 'v' is not one of vi, en");
    CHECK(refusal({}, {{"HNAT_LOCK_TIMEOUT", "soon"}}) ==
          "HNAT_LOCK_TIMEOUT: 'soon' is not a number of seconds from 0 to 86400");
    CHECK(refusal({{"lock_timeout", "-1"}}, {}) ==
          "--lock-timeout: '-1' is not a number of seconds from 0 to 86400");
    CHECK(refusal({{"db", ""}}, {}) == "--db: an empty value; leave it out instead");
    CHECK(refusal({}, {{"HNAT_ALLOW_NETWORK_FS", "on"}}) ==
          "HNAT_ALLOW_NETWORK_FS: 'on' is not one of true, false, 1, 0, yes, no");
    // An empty variable is one that is not set.
    CHECK(resolve({}, {{"HNAT_LANG", ""}}).lang() == "en");
}
