/// The program as a process of its own.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <sys/types.h>

namespace hnat::faults {

/// Starts `hnat` in a folder, on its hnat.db, with its output in the files `stdout` and `stderr` beside the
/// folder.
class Process {
  public:
    Process(const std::filesystem::path& hnat, const std::filesystem::path& folder,
            const std::vector<std::string>& words, const std::string& today);
    ~Process();
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    void signal(int number) const;
    /// The exit code; 128 and the signal's number when a signal ended it.
    int wait();
    [[nodiscard]] std::string errors() const;

  private:
    std::filesystem::path m_err;
    pid_t m_child = -1;
};

} // namespace hnat::faults
