/// R4: a disk that fills up, and a limit on the size of files.
#include "tests/faults/campaigns.hpp"
#include "tests/faults/scenario.hpp"

#include <fmt/format.h>

#include <csignal>

#include <sys/mount.h>
#include <sys/resource.h>
#include <unistd.h>

namespace hnat::faults {

namespace {

namespace fs = std::filesystem;

/// A file system of its own in memory. Only for root.
class SmallDisk {
  public:
    SmallDisk(const fs::path& folder, std::uintmax_t bytes) : m_folder(folder) {
        m_mounted = ::mount("tmpfs", folder.c_str(), "tmpfs", 0,
                            fmt::format("size={},mode=0700", bytes).c_str()) == 0;
    }
    ~SmallDisk() {
        if (m_mounted) {
            ::umount2(m_folder.c_str(), MNT_DETACH);
        }
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;
    [[nodiscard]] bool is_there() const { return m_mounted; }

  private:
    fs::path m_folder;
    bool m_mounted = false;
};

/// A limit on the size of every file that this process writes.
class SizeLimit {
  public:
    explicit SizeLimit(std::uintmax_t bytes) {
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit{bytes, m_before.rlim_max};
        expect(::setrlimit(RLIMIT_FSIZE, &limit) == 0, "the limit on file sizes could not be set");
    }
    ~SizeLimit() { ::setrlimit(RLIMIT_FSIZE, &m_before); }
    SizeLimit(const SizeLimit&) = delete;
    SizeLimit& operator=(const SizeLimit&) = delete;

  private:
    rlimit m_before{};
};

void expect_health(const fs::path& folder, const Verb& verb, bool failed) {
    if (!verb.older_schema || !failed) {
        expect_sound(folder / "hnat.db", Health::wipe_may_be_due);
    }
}

/// It must fail with a message that names a file of the folder, or do its work.
bool judge(const fs::path& folder, const Verb& verb, const Ends& ends, const Outcome& outcome) {
    expect(outcome.code == 0 || outcome.code == 5,
           fmt::format("it ended with {}: {}", outcome.code, outcome.err));
    const std::string named = verb.output.empty() ? "hnat.db" : verb.output;
    expect(outcome.code == 0 || outcome.err.find(named) != std::string::npos ||
               outcome.err.find("hnat.db") != std::string::npos,
           "the message does not name the file: " + outcome.err);
    const bool after = expect_before_or_after(folder, verb, ends);
    expect(outcome.code != 0 || after, "it said that all went well, and the state is that of before");
    for (const auto& entry : fs::directory_iterator(folder)) {
        expect(!entry.path().filename().string().starts_with(".hnat-"), "half a file was left");
    }
    return outcome.code != 0;
}

/// Lets the verb run with more and more room until it has enough. Returns how often it had too little.
template <typename Attempt>
int with_more_and_more_room(std::uintmax_t first, std::uintmax_t step, const Attempt& attempt) {
    int failures = 0;
    for (std::uintmax_t room = first;; room += step) {
        if (!attempt(room)) {
            return failures;
        }
        ++failures;
    }
}

void limit_sizes(const Records& records, const Verb& verb, const Ends& ends, std::uintmax_t step) {
    const int failures = with_more_and_more_room(0, step, [&](std::uintmax_t room) {
        const Folder folder;
        records.copy_to(folder.path(), verb);
        Outcome outcome;
        {
            const SizeLimit limit(room);
            outcome = run_here(folder.path(), verb.words, verb.today);
        }
        const bool failed = judge(folder.path(), verb, ends, outcome);
        expect_health(folder.path(), verb, failed);
        expect_again(folder.path(), verb, ends);
        return failed;
    });
    fmt::print("R4 {:8} {} limits on file sizes in steps of {} KiB were too small\n", verb.name, failures,
               step / 1024);
}

void fill_up(const Records& records, const Verb& verb, const Ends& ends, std::uintmax_t step) {
    const Folder folder;
    std::uintmax_t begin = 0;
    {
        const Folder size;
        records.copy_to(size.path(), verb);
        for (const auto& entry : fs::directory_iterator(size.path())) {
            begin += (entry.file_size() + 4095) / 4096 * 4096;
        }
    }
    if (!SmallDisk(folder.path(), begin + step).is_there()) {
        fmt::print("R4 {:8} a file system of its own needs root: skipped\n", verb.name);
        return;
    }
    const int failures = with_more_and_more_room(begin + 4096, step, [&](std::uintmax_t room) {
        const SmallDisk disk(folder.path(), room);
        records.copy_to(folder.path(), verb);
        const bool failed = judge(folder.path(), verb, ends, run_here(folder.path(), verb.words, verb.today));
        expect_health(folder.path(), verb, failed);
        return failed;
    });
    fmt::print("R4 {:8} {} full disks in steps of {} KiB\n", verb.name, failures, step / 1024);
}

} // namespace

void fill_disk(const Options& options) {
    constexpr int k_groups = 40;
    constexpr std::uintmax_t k_step = 64UL * 1024;
    const std::uintmax_t step =
        options.count > 0 ? static_cast<std::uintmax_t>(options.count) * 1024 : k_step;
    static_cast<void>(std::signal(SIGXFSZ, SIG_IGN)); // as the program itself does
    const Records records(k_groups);
    for (const Verb& verb : verbs()) {
        if (!options.verb.empty() && options.verb != verb.name) {
            continue;
        }
        const Ends ends = ends_of(records, verb);
        try {
            limit_sizes(records, verb, ends, step);
            fill_up(records, verb, ends, step);
        } catch (const std::exception& error) {
            throw Broken(fmt::format("{}: {}", verb.name, error.what()));
        }
    }
}

} // namespace hnat::faults
