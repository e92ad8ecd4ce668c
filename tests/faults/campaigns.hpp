/// The campaigns of the fault tests, one for each row of the matrix. Each prints its seed before it begins
/// and its figures at the end, and throws Broken with all that is needed to see the case again.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace hnat::faults {

struct Options {
    std::filesystem::path hnat; ///< the program, for what needs processes of its own
    std::string verb;           ///< the only one to try; empty: all of the campaign
    std::int64_t count = 0;     ///< how many times, or every `count`th case; 0: what ctest runs
    std::uint64_t seed = 0;
};

/// R1: kills real processes at random times, `count` times for each verb.
void kill_processes(const Options& options);
/// R2: lets one call to the disk after the other fail, every `count`th one.
void fail_disk_calls(const Options& options);
/// R3: cuts the power at `count` places of what a command asks of the disk.
void cut_power(const Options& options);
/// R4: a small file system that fills up, and a limit on the size of files.
void fill_disk(const Options& options);
/// R5: eight writers and four readers, `count` operations each, one of the writers stopped for a while.
void contend(const Options& options);

} // namespace hnat::faults
