/// The real streams and the real environment: the only place that touches them.
#pragma once

#include "cli/fd_stream.hpp"
#include "cli/settings.hpp"
#include "cli/streams.hpp"

namespace hnat::cli {

/// stdin, stdout and stderr of the process. Opens /dev/null for any of the three that was closed, so that no
/// other file gets its number; a document written to a closed stdout is still an error. Ignores SIGPIPE and
/// SIGXFSZ (a write then fails with an error that can be reported), catches interrupts, leaves no core behind
/// and lets no other process of the user look into this one (it holds passphrases and what tips say), and
/// asks the terminal for its width. One per process.
class Terminal {
  public:
    Terminal();
    [[nodiscard]] Streams& streams() { return m_streams; }

  private:
    FdInput m_in_buffer;
    FdOutput m_out_buffer;
    FdOutput m_err_buffer;
    std::istream m_in;
    std::ostream m_out;
    std::ostream m_err;
    Streams m_streams;
};

/// The process's environment as a map.
Environment process_environment();

} // namespace hnat::cli
