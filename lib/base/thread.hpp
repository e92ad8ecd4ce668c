/// Threads of our own.
#pragma once

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/system_message.hpp"

#include <system_error>
#include <thread>
#include <utility>

namespace hnat {

/// Does `work` in a thread of its own. Errors: failed (the system starts no more).
template <typename Work>
std::thread start_thread(Work work) {
    try {
        return std::thread(std::move(work));
    } catch (const std::system_error& error) {
        throw Error(ErrorKind::failed,
                    say("no thread can be started: {}; end other programs, or raise the limits on memory and "
                        "processes (ulimit -a)",
                        system_message(error.code().value())));
    }
}

} // namespace hnat
