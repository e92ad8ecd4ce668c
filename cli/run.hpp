/// The whole program, so that a test can drive it in-process.
#pragma once

#include "cli/settings.hpp"
#include "cli/streams.hpp"

#include <chrono>

namespace hnat::cli {

/// Parses, dispatches, maps errors to exit codes (8-cli: 0 1 2 3 4 5 10 11 12 13 130). `now` is only used for
/// the default of --today.
int run(int argc, const char* const* argv, Streams& streams, const Environment& environment,
        std::chrono::system_clock::time_point now);

} // namespace hnat::cli
