#include "base/hash_thread.hpp"

#include "base/thread.hpp"

namespace hnat {

HashThread::~HashThread() {
    stop();
}

void HashThread::update(std::string_view bytes) {
    m_filling += bytes;
    if (m_filling.size() >= k_batch) {
        hand_over();
    }
}

void HashThread::hand_over() {
    if (!m_thread.joinable()) {
        m_thread = start_thread([this] { run(); });
    }
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_waiting.empty(); });
        m_waiting.swap(m_filling);
    }
    m_changed.notify_all(); // who is told while the lock is held wakes up only to wait for it
}

/// The thread.
void HashThread::run() {
    std::string bytes;
    for (;;) {
        {
            std::unique_lock lock(m_mutex);
            m_changed.wait(lock, [this] { return m_stopped || !m_waiting.empty(); });
            if (m_waiting.empty()) {
                return;
            }
            bytes.clear();
            bytes.swap(m_waiting);
        }
        m_changed.notify_all();
        m_hash.update(bytes);
    }
}

void HashThread::stop() {
    if (m_thread.joinable()) {
        {
            const std::lock_guard lock(m_mutex);
            m_stopped = true;
        }
        m_changed.notify_all();
        m_thread.join();
    }
}

Digest HashThread::finish() {
    stop();
    m_hash.update(m_filling);
    m_filling.clear();
    return m_hash.finish();
}

} // namespace hnat
