/// A line on stderr that says how far a long command has come; only on a terminal, only after a second.
#pragma once

#include "cli/streams.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace hnat::cli {

class Progress {
  public:
    Progress(Streams& streams, bool quiet);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    /// Rows so far and the share of the whole (0..1), if known: shown with rate and remaining time, ten times
    /// a second at most.
    void update(std::int64_t rows, std::optional<double> share);
    /// Wipes the line.
    void finish();

  private:
    using Clock = std::chrono::steady_clock;

    Streams& m_streams;
    bool m_active;
    bool m_shown = false;
    Clock::time_point m_start = Clock::now();
    Clock::time_point m_last = m_start;
};

/// `12400 rows, 41 %, 61000 rows/s, 3 s left`: the text of one update.
std::string progress_text(std::int64_t rows, std::optional<double> share, double seconds);

} // namespace hnat::cli
