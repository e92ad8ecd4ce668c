#include "cli/terminal.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "cli/interrupt.hpp"

#include <cerrno>
#include <csignal>
#include <string_view>

#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <termios.h>
#include <unistd.h>

namespace hnat::cli {

namespace {

/// A closed descriptor would be taken by the next file that is opened, and a message would end up in the
/// database.
void open_if_closed(int fd, int mode) {
    if (::fcntl(fd, F_GETFD) == -1 && errno == EBADF) {
        // The lowest free number is taken: 0, 1, 2 are looked at in this order.
        [[maybe_unused]] const int opened = ::open("/dev/null", mode);
    }
}

int terminal_width() {
    winsize size{};
    const bool known = ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
    return known ? size.ws_col : 80;
}

#if defined(__SANITIZE_ADDRESS__)
constexpr bool k_sanitized = true;
#elif defined(__has_feature)
constexpr bool k_sanitized = __has_feature(address_sanitizer);
#else
constexpr bool k_sanitized = false;
#endif

/// No core, and no ptrace or /proc/PID/mem for other processes of the user. Both only ever take something
/// away, so they do not fail.
void keep_secrets() {
    const rlimit nothing{0, 0};
    ::setrlimit(RLIMIT_CORE, &nothing);
    if constexpr (!k_sanitized) { // the leak checker traces the process that it is in
        ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    }
}

/// Off for as long as a passphrase is typed; the end of its line is shown all the same.
void set_echo(bool on) {
    static termios before{};
    if (on) {
        ::tcsetattr(STDIN_FILENO, TCSADRAIN, &before);
        return;
    }
    termios silent{};
    if (::tcgetattr(STDIN_FILENO, &silent) == 0) {
        before = silent;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO | ECHOE | ECHOK);
        silent.c_lflag |= static_cast<tcflag_t>(ECHONL);
        if (::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent) == 0) {
            return;
        }
    }
    throw Error(ErrorKind::io,
                say("the terminal can't be kept from showing what is typed; give the passphrase in "
                    "a file"));
}

/// Runs before the first member of Terminal is made.
int prepare_process() {
    keep_secrets();
    open_if_closed(STDIN_FILENO, O_RDONLY);
    // For reading only: a document for a closed stdout must not seem to have been written.
    open_if_closed(STDOUT_FILENO, O_RDONLY);
    open_if_closed(STDERR_FILENO, O_WRONLY);
    static_cast<void>(std::signal(SIGPIPE, SIG_IGN)); // fails for unknown signals only
    static_cast<void>(std::signal(SIGXFSZ, SIG_IGN));
    catch_interrupts();
    return STDIN_FILENO;
}

} // namespace

Terminal::Terminal()
    : m_in_buffer(prepare_process(), "standard input"),
      m_out_buffer(STDOUT_FILENO, "standard output", false),
      m_err_buffer(STDERR_FILENO, "standard error", true),
      m_in(&m_in_buffer),
      m_out(&m_out_buffer),
      m_err(&m_err_buffer),
      m_streams{m_in,
                m_out,
                m_err,
                ::isatty(STDIN_FILENO) == 1,
                ::isatty(STDOUT_FILENO) == 1,
                ::isatty(STDERR_FILENO) == 1,
                terminal_width(),
                set_echo} {
    m_in.exceptions(std::ios::badbit);
    m_out.exceptions(std::ios::badbit);
}

Environment process_environment() {
    Environment environment;
    for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
        const std::string_view text(*entry);
        const auto equals = text.find('=');
        if (equals != std::string_view::npos) {
            environment.emplace(text.substr(0, equals), text.substr(equals + 1));
        }
    }
    return environment;
}

} // namespace hnat::cli
