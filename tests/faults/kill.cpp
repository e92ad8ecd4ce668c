/// R1: kill -9 at random times.
#include "tests/faults/campaigns.hpp"
#include "tests/faults/process.hpp"
#include "tests/faults/scenario.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <random>
#include <thread>

namespace hnat::faults {

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::microseconds;

/// How long the command takes when nobody disturbs it: the longest of three runs.
microseconds usual_time(const Options& options, const Records& records, const Verb& verb) {
    microseconds longest{0};
    for (int i = 0; i < 3; ++i) {
        const Folder folder;
        records.copy_to(folder.path(), verb);
        const auto begin = Clock::now();
        Process process(options.hnat, folder.path(), verb.words, verb.today);
        const int code = process.wait();
        expect(code == 0,
               fmt::format("undisturbed, {} ended with {}: {}", verb.name, code, process.errors()));
        longest = std::max(longest, std::chrono::duration_cast<microseconds>(Clock::now() - begin));
    }
    return longest;
}

/// What a kill found.
struct Figures {
    int before = 0, after = 0;
    int too_late = 0; ///< the process had ended by itself
    int journals = 0; ///< a journal was left: the kill hit a write
};

void kill_once(const Options& options, const Records& records, const Verb& verb, const Ends& ends,
               microseconds delay, Figures& figures) {
    const Folder folder;
    records.copy_to(folder.path(), verb);
    Process process(options.hnat, folder.path(), verb.words, verb.today);
    std::this_thread::sleep_for(delay);
    process.signal(SIGKILL);
    const int code = process.wait();
    expect(code == 0 || code == 128 + SIGKILL, fmt::format("it ended with {}: {}", code, process.errors()));
    figures.too_late += code == 0 ? 1 : 0;
    figures.journals += std::filesystem::exists(folder / "hnat.db-journal") ? 1 : 0;
    const bool after = expect_before_or_after(folder.path(), verb, ends);
    expect(after || code != 0, "it said that all went well, and the state is that of before");
    if (after || !verb.older_schema) {
        expect_sound(folder / "hnat.db", Health::wipe_may_be_due);
    }
    expect_again(folder.path(), verb, ends);
    ++(after ? figures.after : figures.before);
}

void try_verb(const Options& options, const Records& records, const Verb& verb, std::int64_t count,
              std::mt19937_64& random) {
    const Ends ends = ends_of(records, verb);
    const microseconds usual = usual_time(options, records, verb);
    std::uniform_int_distribution<std::int64_t> delays(0, usual.count() * 11 / 10);
    Figures figures;
    for (std::int64_t i = 0; i < count; ++i) {
        const microseconds delay(delays(random));
        try {
            kill_once(options, records, verb, ends, delay, figures);
        } catch (const std::exception& error) {
            throw Broken(fmt::format("{}, kill {} after {} of {} us: {}", verb.name, i, delay.count(),
                                     usual.count(), error.what()));
        }
    }
    fmt::print(
        "R1 {:8} {:5} kills within {} ms: {} left the state of before, {} that of after; {} hit a write, {} "
        "came too late\n",
        verb.name, count, usual.count() / 1000, figures.before, figures.after, figures.journals,
        figures.too_late);
}

} // namespace

void kill_processes(const Options& options) {
    constexpr int k_groups = 250;
    constexpr std::int64_t k_kills = 25;
    std::mt19937_64 random(options.seed);
    const Records records(k_groups);
    for (const Verb& verb : verbs()) {
        if (options.verb.empty() || options.verb == verb.name) {
            try_verb(options, records, verb, options.count > 0 ? options.count : k_kills, random);
        }
    }
}

} // namespace hnat::faults
