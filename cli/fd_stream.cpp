#include "cli/fd_stream.hpp"

#include "base/error.hpp"
#include "base/system_message.hpp"
#include "cli/interrupt.hpp"
#include "cli/streams.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <cerrno>
#include <cstring>

#include <unistd.h>

namespace hnat::cli {

namespace {

constexpr std::size_t k_block = 65536;

std::string reason(int error) {
    return system_message(error);
}

} // namespace

FdOutput::FdOutput(int fd, const char* name, bool quiet)
    : m_fd(fd),
      m_name(name),
      m_quiet(quiet),
      m_buffer(k_block) {
    setp(m_buffer.data(), m_buffer.data() + m_buffer.size());
}

FdOutput::int_type FdOutput::overflow(int_type character) {
    write_pending();
    if (!traits_type::eq_int_type(character, traits_type::eof())) {
        sputc(traits_type::to_char_type(character));
    }
    return traits_type::not_eof(character);
}

std::streamsize FdOutput::xsputn(const char* text, std::streamsize size) {
    if (size > epptr() - pptr()) {
        write_pending();
    }
    if (size > epptr() - pptr()) {
        write_all(text, static_cast<std::size_t>(size));
    } else {
        std::memcpy(pptr(), text, static_cast<std::size_t>(size));
        pbump(static_cast<int>(size));
    }
    return size;
}

int FdOutput::sync() {
    write_pending();
    return 0;
}

void FdOutput::write_pending() {
    const auto size = static_cast<std::size_t>(pptr() - pbase());
    // Emptied first: what could not be written once is not tried again when the stream is flushed at exit.
    setp(m_buffer.data(), m_buffer.data() + m_buffer.size());
    write_all(m_buffer.data(), size);
}

void FdOutput::write_all(const char* text, std::size_t size) {
    while (size > 0) {
        const ssize_t written = ::write(m_fd, text, size);
        if (written >= 0) {
            text += written;
            size -= static_cast<std::size_t>(written);
        } else if (errno == EINTR) {
            stop_if_interrupted();
        } else if (m_quiet) {
            return;
        } else if (errno == EPIPE) {
            throw OutputClosed();
        } else {
            throw Error(ErrorKind::io, fmt::format("{}: {}", m_name, reason(errno)));
        }
    }
}

FdInput::FdInput(int fd, const char* name) : m_fd(fd), m_name(name) {}

FdInput::~FdInput() {
    sodium_memzero(m_buffer.data(), m_buffer.size());
}

int FdInput::sync() {
    if (gptr() != eback()) {
        sodium_memzero(eback(), static_cast<std::size_t>(gptr() - eback()));
    }
    return 0;
}

FdInput::int_type FdInput::underflow() {
    sync();
    for (;;) {
        const ssize_t count = ::read(m_fd, m_buffer.data(), m_buffer.size());
        if (count > 0) {
            setg(m_buffer.data(), m_buffer.data(), m_buffer.data() + count);
            return traits_type::to_int_type(m_buffer.front());
        }
        if (count == 0) {
            return traits_type::eof();
        }
        if (errno != EINTR) {
            throw Error(ErrorKind::io, fmt::format("{}: {}", m_name, reason(errno)));
        }
        stop_if_interrupted();
    }
}

} // namespace hnat::cli
