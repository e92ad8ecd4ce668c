#include "cli/interrupt.hpp"

#include "base/error.hpp"

#include <sqlite3.h>

#include <atomic>
#include <csignal>

namespace hnat::cli {

namespace {

std::atomic<bool> g_interrupted{false};
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler stores it");

/// Opcodes of SQLite's virtual machine between two looks at the flag: a few microseconds.
constexpr int k_opcodes_between_polls = 4000;

} // namespace

void catch_interrupts() {
    struct sigaction action {};
    action.sa_handler = [](int) { set_interrupted(true); };
    // SA_RESETHAND: the second signal ends the process. No SA_RESTART: a read from the terminal returns at
    // once.
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    sigemptyset(&action.sa_mask);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        struct sigaction inherited {};
        // nohup and background jobs of a shell start us with the signal ignored: it stays so.
        if (sigaction(signal, nullptr, &inherited) == 0 && inherited.sa_handler != SIG_IGN) {
            sigaction(signal, &action, nullptr);
        }
    }
}

bool interrupted() noexcept {
    return g_interrupted.load(std::memory_order_relaxed);
}

void stop_if_interrupted() {
    if (interrupted()) {
        throw Error(ErrorKind::interrupted, "interrupted");
    }
}

void watch_interrupts(Store& store) {
    sqlite3_progress_handler(
        store.db().getHandle(), k_opcodes_between_polls, [](void*) { return interrupted() ? 1 : 0; },
        nullptr);
}

void set_interrupted(bool value) noexcept {
    g_interrupted.store(value, std::memory_order_relaxed);
}

} // namespace hnat::cli
