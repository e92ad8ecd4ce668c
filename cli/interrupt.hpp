/// Ctrl-C leaves the state of before or of after: a signal only sets a flag, which the database polls while a
/// statement runs and commands poll between rows. The work then ends as Error{interrupted} and everything is
/// rolled back.
#pragma once

#include "store/store.hpp"

namespace hnat::cli {

/// Handles SIGINT, SIGTERM and SIGHUP from now on. The second signal ends the process at once; the database's
/// journal then brings the state of before back.
void catch_interrupts();

/// Whether a signal has come.
[[nodiscard]] bool interrupted() noexcept;

/// Throws Error{interrupted} when a signal has come. Call between rows and before a prompt.
void stop_if_interrupted();

/// Makes the connection's statements end with SQLITE_INTERRUPT once a signal has come.
void watch_interrupts(Store& store);

/// For tests: as if a signal had come, or none.
void set_interrupted(bool value) noexcept;

} // namespace hnat::cli
