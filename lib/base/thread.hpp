/// Threads of our own.
#pragma once

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/system_message.hpp"

#include <system_error>
#include <thread>
#include <utility>

namespace hnat {

/// From now on the calling thread gets its share of the processors, but does not push another thread aside
/// when it is woken up: a main thread lost up to 4 % of its time to those that help it. (sched(7),
/// SCHED_BATCH)
void give_way_when_woken();

/// Does `work` in a thread of its own, which helps the main thread. Errors: failed (the system starts no
/// more).
template <typename Work>
std::thread start_thread(Work work) {
    try {
        return std::thread([work = std::move(work)]() mutable {
            give_way_when_woken();
            work();
        });
    } catch (const std::system_error& error) {
        throw Error(ErrorKind::failed,
                    say("no thread can be started: {}; end other programs, or raise the limits on memory and "
                        "processes (ulimit -a)",
                        system_message(error.code().value())));
    }
}

} // namespace hnat
