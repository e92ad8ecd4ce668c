#include "cli/run.hpp"
#include "tests/faults/scenario.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <sstream>

#include <unistd.h>

namespace hnat::faults {

namespace {

namespace fs = std::filesystem;

/// A working folder for as long as the object lives, so that commands name files as a user does.
class WorkingFolder {
  public:
    explicit WorkingFolder(const fs::path& folder) : m_before(fs::current_path()) {
        fs::current_path(folder);
    }
    ~WorkingFolder() {
        std::error_code ignored;
        fs::current_path(m_before, ignored);
    }
    WorkingFolder(const WorkingFolder&) = delete;
    WorkingFolder& operator=(const WorkingFolder&) = delete;

  private:
    fs::path m_before;
};

void expect_backup(const fs::path& backup, const State& of) {
    const std::string found = difference(state_of(backup).exact, of.exact);
    expect(found.empty(), "the backup is another state than the database: " + found);
    expect_sound(backup);
}

/// Files that a killed run may leave: what the next ones take away, or a person who looks.
bool may_be_left(const fs::path& file, const Verb& verb) {
    const std::string name = file.filename().string();
    return name == "hnat.db" || name == "second.csv" || name == verb.output || name.starts_with(".hnat-") ||
           name == "hnat.db-journal" || (verb.older_schema && name.starts_with("hnat.db.schema-"));
}

} // namespace

Outcome run_here(const fs::path& folder, const std::vector<std::string>& words, const std::string& today) {
    std::vector<const char*> argv{"hnat"};
    for (const auto& word : words) {
        argv.push_back(word.c_str());
    }
    const cli::Environment environment{{"HOME", folder.string()},
                                       {"HNAT_DB", (folder / "hnat.db").string()},
                                       {"HNAT_TODAY", today},
                                       {"HNAT_LANG", "en"}};
    std::istringstream in;
    std::ostringstream out;
    std::ostringstream err;
    cli::Streams streams{in, out, err};
    const WorkingFolder there(folder);
    const int code = cli::run(static_cast<int>(argv.size()), argv.data(), streams, environment,
                              std::chrono::sys_days(parse_day(today).value()));
    return {code, out.str(), err.str()};
}

bool expect_before_or_after(const fs::path& folder, const Verb& verb, const Ends& ends) {
    const State now = state_of(folder / "hnat.db");
    const std::string from_before = difference(now.exact, ends.before.exact);
    const std::string from_after = difference(now.likeness, ends.after.likeness);
    expect(from_before.empty() || from_after.empty(),
           fmt::format("the state is neither that of before ({}) nor that of after ({})", from_before,
                       from_after));
    for (const auto& entry : fs::directory_iterator(folder)) {
        expect(may_be_left(entry.path(), verb), "left behind: " + entry.path().filename().string());
    }
    if (!verb.output.empty()) {
        const std::string bytes = read_bytes(folder / verb.output);
        if (bytes == ends.output_before) {
            return false;
        }
        if (verb.name == "backup") {
            expect_backup(folder / verb.output, now);
        } else {
            expect(bytes == ends.output_after, verb.output + " is neither the old file nor the new one");
        }
        return true;
    }
    return from_after.empty();
}

void expect_gone(const fs::path& folder, const Verb& verb) {
    for (const std::string& text : verb.gone) {
        for (const auto& entry : fs::directory_iterator(folder)) {
            expect(read_bytes(entry.path()).find(text) == std::string::npos,
                   fmt::format("'{}' is still in {}", text, entry.path().filename().string()));
        }
    }
}

void expect_again(const fs::path& folder, const Verb& verb, const Ends& ends) {
    const bool done =
        verb.output.empty() && difference(state_of(folder / "hnat.db").likeness, ends.after.likeness).empty();
    const Outcome again = run_here(folder, verb.words, verb.today);
    const std::vector<int> codes = done ? verb.codes_again : std::vector<int>{0};
    expect(std::ranges::find(codes, again.code) != codes.end(),
           fmt::format("run again, it ended with {}: {}", again.code, again.err));
    const std::string found = difference(state_of(folder / "hnat.db").likeness, ends.after.likeness);
    expect(found.empty(), "run again, it led to another state: " + found);
    expect_sound(folder / "hnat.db");
    expect_gone(folder, verb);
}

} // namespace hnat::faults
