#include "cli/progress.hpp"
#include "base/message.hpp"

#include <fmt/format.h>

namespace hnat::cli {

Progress::Progress(Streams& streams, bool quiet)
    : m_streams(streams),
      m_active(streams.err_is_tty && !quiet) {}

Progress::~Progress() {
    finish();
}

void Progress::update(std::int64_t rows, std::optional<double> share) {
    if (!m_active) {
        return;
    }
    const auto now = Clock::now();
    if (now - m_start < std::chrono::seconds(1) || now - m_last < std::chrono::milliseconds(100)) {
        return;
    }
    m_last = now;
    m_shown = true;
    const std::chrono::duration<double> elapsed = now - m_start;
    m_streams.err << "\r\x1b[K" << progress_text(rows, share, elapsed.count()) << std::flush;
}

void Progress::finish() {
    if (m_shown) {
        m_streams.err << "\r\x1b[K" << std::flush;
        m_shown = false;
    }
}

std::string progress_text(std::int64_t rows, std::optional<double> share, double seconds) {
    const double rate = seconds > 0 ? static_cast<double>(rows) / seconds : 0;
    std::string text = say("{} rows", rows);
    if (share) {
        text += fmt::format(", {:.0f} %", *share * 100);
    }
    text += say(", {:.0f} rows/s", rate);
    if (share && *share > 0) {
        text += say(", {:.0f} s left", seconds * (1 - *share) / *share);
    }
    return text;
}

} // namespace hnat::cli
