/// Plays a transcript against the real program: transcript [--accept] PATH-OF-HNAT FILE.test...
///
/// A transcript is one scenario. Its commands run one after another in one scratch folder, each by bash, and
/// what each prints is compared as a whole, stdout and stderr apart, with its exit code:
///
///     # A second init refuses, and names the file.          a comment, or a blank line
///
///     $ hnat init --code VPCT                               a command
///     ! Made $DIR/hnat.db ...                               a line of stderr
///
///     $ cat > groups.csv <<'END'                            a command of several lines
///     + name,url
///     + END
///
///     $ hnat staff list                                     a line of stdout
///     | Code\tName
///     = 4                                                   the exit code, when it is not 0
///
/// What is not said must not come: no `!` line means an empty stderr. Tabs, CR and escapes are written \t,
/// \r, \x1b. The scratch folder reads $DIR. A part in double braces is a regular expression:
/// {{[0-9a-f]{64}}}. A last line without its newline ends in `\ (no newline at the end)`.
///
/// The environment is the same everywhere: HOME and HNAT_DB in the scratch folder, HNAT_TODAY=2026-10-05,
/// LC_ALL=C.UTF-8, TERM=dumb, a PATH that begins with the folder of hnat, and nothing else.
///
/// --accept writes what came into the file, and keeps every expected line that still matches, with its
/// braces.
#include "scenario.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <stdexcept>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

using namespace transcript;
namespace fs = std::filesystem;

std::string read(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        throw std::runtime_error(fmt::format("{}: cannot be read", path.string()));
    }
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

class Scratch {
  public:
    Scratch() {
        std::string name = (fs::temp_directory_path() / "hnat-transcript-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) {
            throw std::runtime_error("no scratch folder");
        }
        m_path = name;
        fs::create_directory(work());
    }
    ~Scratch() {
        std::error_code ignored;
        fs::remove_all(m_path, ignored);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    /// Where the commands run; the captured output lies beside it.
    [[nodiscard]] fs::path work() const { return m_path / "work"; }
    [[nodiscard]] fs::path out() const { return m_path / "out"; }
    [[nodiscard]] fs::path err() const { return m_path / "err"; }

  private:
    fs::path m_path;
};

void redirect(const char* path, int flags, int fd) {
    const int opened = ::open(path, flags, 0600);
    if (opened < 0 || ::dup2(opened, fd) < 0) {
        ::_exit(126);
    }
    ::close(opened);
}

/// Runs a command of a scenario; returns its exit code, 128 + n when signal n ended it.
int play(const std::string& command, const Scratch& scratch, const fs::path& program) {
    const std::string work = scratch.work().string();
    const std::array<std::string, 6> variables{
        fmt::format("PATH={}:/usr/local/bin:/usr/bin:/bin", program.parent_path().string()),
        "HOME=" + work,
        "HNAT_DB=" + work + "/hnat.db",
        "HNAT_TODAY=2026-10-05",
        "LC_ALL=C.UTF-8",
        "TERM=dumb",
    };
    std::array<const char*, variables.size() + 1> environment{};
    std::ranges::transform(variables, environment.begin(), &std::string::c_str);
    const std::string out = scratch.out().string();
    const std::string err = scratch.err().string();
    const pid_t child = ::fork();
    if (child < 0) {
        throw std::runtime_error("fork failed");
    }
    if (child == 0) {
        redirect("/dev/null", O_RDONLY, STDIN_FILENO);
        redirect(out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, STDOUT_FILENO);
        redirect(err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, STDERR_FILENO);
        if (::chdir(work.c_str()) != 0) {
            ::_exit(126);
        }
        std::array<const char*, 6> arguments{"bash", "--noprofile", "--norc", "-c", command.c_str(), nullptr};
        ::execve("/bin/bash", const_cast<char* const*>(arguments.data()),
                 const_cast<char* const*>(environment.data()));
        ::_exit(127);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

bool same(const Lines& expected, const Lines& actual) {
    return std::equal(expected.begin(), expected.end(), actual.begin(), actual.end(), matches);
}

void show(const char* stream, const Lines& expected, const Lines& actual) {
    if (same(expected, actual)) {
        return;
    }
    std::cout << "  " << stream << ": - expected, + came\n";
    const std::size_t most = std::max(expected.size(), actual.size());
    for (std::size_t i = 0; i < most; ++i) {
        const bool both = i < expected.size() && i < actual.size() && matches(expected[i], actual[i]);
        if (both) {
            std::cout << "      " << actual[i] << '\n';
            continue;
        }
        if (i < expected.size()) {
            std::cout << "    - " << expected[i] << '\n';
        }
        if (i < actual.size()) {
            std::cout << "    + " << actual[i] << '\n';
        }
    }
}

/// Keeps the expected lines that matched, braces and all.
Lines accept(const Lines& expected, Lines actual) {
    for (std::size_t i = 0; i < std::min(expected.size(), actual.size()); ++i) {
        if (matches(expected[i], actual[i])) {
            actual[i] = expected[i];
        }
    }
    return actual;
}

/// Plays one file; true when everything came as expected.
bool play_file(const fs::path& file, const fs::path& program, bool accepting) {
    const std::string text = read(file);
    Scenario scenario = parse(text, file.string());
    const Scratch scratch;
    bool good = true;
    for (auto& step : scenario.steps) {
        const int code = play(step.command, scratch, program);
        Lines out = to_lines(read(scratch.out()), scratch.work().string());
        Lines err = to_lines(read(scratch.err()), scratch.work().string());
        if (accepting) {
            step.out = accept(step.out, std::move(out));
            step.err = accept(step.err, std::move(err));
            step.exit_code = code;
        } else if (code != step.exit_code || !same(step.out, out) || !same(step.err, err)) {
            good = false;
            std::cout << file.string() << ':' << step.line << ": $ " << step.command << '\n';
            if (code != step.exit_code) {
                std::cout << fmt::format("  exit code {}, expected {}\n", code, step.exit_code);
            }
            show("stdout", step.out, out);
            show("stderr", step.err, err);
        }
    }
    if (const std::string now = print(scenario); accepting && now != text) {
        std::ofstream(file, std::ios::binary) << now;
        std::cout << file.string() << ": accepted\n";
    }
    return good;
}

} // namespace

int main(int argc, char** argv) {
    std::vector<std::string> words(argv + 1, argv + argc);
    const bool accepting = !words.empty() && words.front() == "--accept";
    words.erase(words.begin(), words.begin() + (accepting ? 1 : 0));
    if (words.size() < 2) {
        std::cerr << "usage: transcript [--accept] PATH-OF-HNAT FILE.test...\n";
        return 2;
    }
    try {
        const fs::path program = fs::absolute(words.front());
        bool good = true;
        for (std::size_t i = 1; i < words.size(); ++i) {
            good = play_file(words[i], program, accepting) && good;
        }
        return good ? 0 : 1;
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 2;
    }
}
