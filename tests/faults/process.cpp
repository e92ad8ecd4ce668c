#include "tests/faults/process.hpp"

#include "tests/faults/scenario.hpp"

#include <array>
#include <csignal>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace hnat::faults {

namespace {

/// In the child, after fork: only calls that are safe there.
[[noreturn]] void become(const char* program, const char* folder, const char* errors, char* const* argv,
                         char* const* environment) {
    const int nothing = ::open("/dev/null", O_RDWR | O_CLOEXEC);
    const int err = ::open(errors, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (::chdir(folder) == 0 && ::dup2(nothing, 0) == 0 && ::dup2(nothing, 1) == 1 && ::dup2(err, 2) == 2) {
        ::execve(program, argv, environment);
    }
    ::_exit(127);
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> all;
    for (std::string& text : texts) {
        all.push_back(text.data());
    }
    all.push_back(nullptr);
    return all;
}

} // namespace

Process::Process(const std::filesystem::path& hnat, const std::filesystem::path& folder,
                 const std::vector<std::string>& words, const std::string& today)
    : m_err(folder.string() + ".err") {
    std::vector<std::string> argv{"hnat"};
    argv.insert(argv.end(), words.begin(), words.end());
    std::vector<std::string> environment{"HOME=" + folder.string(),
                                         "HNAT_DB=" + (folder / "hnat.db").string(), "HNAT_TODAY=" + today,
                                         "HNAT_LANG=en", "LC_ALL=C.UTF-8"};
    const auto argv_pointers = pointers(argv);
    const auto environment_pointers = pointers(environment);
    m_child = ::fork();
    expect(m_child >= 0, "no process could be started");
    if (m_child == 0) {
        become(hnat.c_str(), folder.c_str(), m_err.c_str(), argv_pointers.data(),
               environment_pointers.data());
    }
}

Process::~Process() {
    if (m_child > 0) {
        ::kill(m_child, SIGKILL);
        wait();
    }
    std::error_code ignored;
    std::filesystem::remove(m_err, ignored);
}

void Process::signal(int number) const {
    ::kill(m_child, number);
}

int Process::wait() {
    int status = 0;
    while (::waitpid(m_child, &status, 0) < 0 && errno == EINTR) {
    }
    m_child = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

std::string Process::errors() const {
    return read_bytes(m_err);
}

} // namespace hnat::faults
