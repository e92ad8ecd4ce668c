/// SHA-256 beside other work.
#pragma once

#include "base/hash.hpp"

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

namespace hnat {

/// SHA-256 of data that arrives in small pieces. Of much data a thread of its own computes it, so that
/// whoever brings the pieces need not wait.
class HashThread {
  public:
    HashThread() = default;
    ~HashThread();
    HashThread(const HashThread&) = delete;
    HashThread& operator=(const HashThread&) = delete;

    void update(std::string_view bytes);
    /// The digest of everything so far. Call once.
    Digest finish();

  private:
    void run();
    void hand_over();
    void stop();

    static constexpr std::size_t k_batch = std::size_t{64} << 10; ///< bytes

    std::string m_filling; ///< of the caller

    std::mutex m_mutex; ///< of what follows
    std::condition_variable m_changed;
    std::string m_waiting; ///< empty: the thread has taken it
    bool m_stopped = false;

    Sha256 m_hash; ///< of the thread until it has stopped
    std::thread m_thread;
};

} // namespace hnat
