/// Stream buffers over the process's file descriptors that do not swallow errors.
#pragma once

#include <array>
#include <streambuf>
#include <vector>

namespace hnat::cli {

/// Writes in blocks. A failed write throws out of the stream operation (give the stream exceptions(badbit)):
/// OutputClosed when the reader has gone, else Error{io} that names the stream.
class FdOutput : public std::streambuf {
  public:
    /// `name` for messages, e.g. "standard output". `quiet`: errors are dropped (stderr has nowhere to report
    /// them).
    FdOutput(int fd, const char* name, bool quiet);

  protected:
    int_type overflow(int_type character) override;
    std::streamsize xsputn(const char* text, std::streamsize size) override;
    int sync() override;

  private:
    void write_pending();
    void write_all(const char* text, std::size_t size);

    int m_fd;
    const char* m_name;
    bool m_quiet;
    std::vector<char> m_buffer;
};

/// Reads in blocks. Throws Error{interrupted} when a signal came while it waited, Error{io} when the read
/// failed. What was read and taken is zeroed by `sync` (of the stream), by the next block, and at the end:
/// it may have been a passphrase.
class FdInput : public std::streambuf {
  public:
    FdInput(int fd, const char* name);
    ~FdInput() override;
    FdInput(const FdInput&) = delete;
    FdInput& operator=(const FdInput&) = delete;

  protected:
    int_type underflow() override;
    int sync() override;

  private:
    int m_fd;
    const char* m_name;
    std::array<char, 65536> m_buffer{};
};

} // namespace hnat::cli
