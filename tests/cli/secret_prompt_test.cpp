#include "cli/secret_prompt.hpp"

#include "base/error.hpp"
#include "cli/interrupt.hpp"
#include "cli/terminal.hpp"
#include "tests/support.hpp"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <functional>
#include <sstream>

using namespace hnat;
using namespace hnat::cli;
using hnat::test::day;

namespace {

/// A command's context with what is typed, or what stands on standard input.
class Desk {
  public:
    explicit Desk(const std::string& input, bool terminal = true)
        : m_in(input),
          m_streams{m_in,     m_out,    m_err, terminal,
                    terminal, terminal, 80,    [this](bool on) { m_log += on ? "[echo on]" : "[echo off]"; }},
          m_context(m_streams, Settings::resolve({}, {}, std::nullopt, true, day("2026-10-05")), {},
                    Access::none) {}
    Context& context() { return m_context; }
    [[nodiscard]] std::string err() const { return m_err.str(); }
    [[nodiscard]] const std::string& echo() const { return m_log; }
    /// What is left on standard input.
    std::string rest() { return {std::istreambuf_iterator<char>(m_in), {}}; }

  private:
    std::istringstream m_in;
    std::ostringstream m_out, m_err;
    std::string m_log;
    Streams m_streams;
    Context m_context;
};

#if defined(__SANITIZE_ADDRESS__)
constexpr bool k_sanitized = true;
#elif defined(__has_feature)
constexpr bool k_sanitized = __has_feature(address_sanitizer);
#else
constexpr bool k_sanitized = false;
#endif

const SecretFile k_none{"--passphrase-file", std::nullopt};
const SecretFile k_stdin{"--passphrase-file", "-"};

std::string refusal(ErrorKind kind, const std::function<void()>& call) {
    try {
        call();
    } catch (const Error& error) {
        CHECK(static_cast<int>(error.kind()) == static_cast<int>(kind));
        return error.what();
    }
    FAIL("no error");
    return {};
}

} // namespace

TEST_CASE("a passphrase is asked for on stderr, with the terminal's echo off") {
    Desk desk("năm từ của văn phòng\nnext\n");
    CHECK(read_passphrase(desk.context(), "passphrase", k_none).text() == "năm từ của văn phòng");
    CHECK(desk.err() == "passphrase: ");
    CHECK(desk.echo() == "[echo off][echo on]");
    CHECK(desk.rest() == "next\n");
}

TEST_CASE("the echo comes back whatever happens") {
    Desk desk("");
    CHECK(refusal(ErrorKind::usage, [&] {
              static_cast<void>(read_passphrase(desk.context(), "passphrase", k_none));
          }) == "passphrase: nothing was given");
    CHECK(desk.echo() == "[echo off][echo on]");
    set_interrupted(true);
    Desk other("abc\n");
    CHECK(refusal(ErrorKind::interrupted, [&] {
              static_cast<void>(read_passphrase(other.context(), "passphrase", k_none));
          }) == "interrupted");
    set_interrupted(false);
    CHECK(other.echo() == "[echo off][echo on]");
}

TEST_CASE("a new passphrase is asked for twice, and a short one only once") {
    Desk good("năm từ của văn phòng\nnăm từ của văn phòng\n");
    CHECK(read_new_passphrase(good.context(), "passphrase", k_none).text() == "năm từ của văn phòng");
    CHECK(good.err() == "passphrase: the same again: ");
    Desk differs("năm từ của văn phòng\nnăm từ của văn phong\n");
    CHECK(refusal(ErrorKind::usage, [&] {
              static_cast<void>(read_new_passphrase(differs.context(), "passphrase", k_none));
          }) == "passphrase: the two are not the same; run the command again");
    Desk weak("mật khẩu\nmật khẩu\n");
    CHECK(refusal(ErrorKind::usage, [&] {
              static_cast<void>(read_new_passphrase(weak.context(), "passphrase", k_none));
          }).starts_with("the passphrase is too short"));
    CHECK(weak.rest() == "mật khẩu\n");
}

TEST_CASE("without a terminal nothing is asked, and the flag is named") {
    Desk desk("năm từ của văn phòng\n", false);
    CHECK(refusal(ErrorKind::usage, [&] {
              static_cast<void>(read_passphrase(desk.context(), "passphrase", k_none));
          }) == "passphrase: there is no terminal to ask on: give --passphrase-file FILE");
    CHECK(desk.rest() == "năm từ của văn phòng\n");
}

TEST_CASE("- takes one line of standard input and leaves the rest to others") {
    Desk desk("năm từ của văn phòng\r\nnội dung\ntin báo\n", false);
    CHECK(read_passphrase(desk.context(), "passphrase", k_stdin).text() == "năm từ của văn phòng");
    CHECK(read_secret_text(desk.context(), "text", {"--body-file", "-"}, 100).text() == "nội dung\ntin báo");
    CHECK(desk.echo().empty());
    Desk longest(std::string(1024, 'x') + "\r\n", false);
    CHECK(read_passphrase(longest.context(), "passphrase", k_stdin).size() == 1024);
    Desk longer(std::string(1025, 'x') + "\n", false);
    CHECK(refusal(ErrorKind::usage, [&] {
              static_cast<void>(read_passphrase(longer.context(), "passphrase", k_stdin));
          }) == "passphrase: expected at most 1024 bytes");
}

TEST_CASE("a text is shown while it is typed, and nothing that is pasted ends it") {
    const SecretFile none{"--body-file", std::nullopt};
    Desk desk("dòng một\n.\n---\n\ndòng hai.\n");
    CHECK(read_secret_text(desk.context(), "what happened", none, 100).text() ==
          "dòng một\n.\n---\n\ndòng hai.");
    CHECK(desk.err() == "what happened (end with Ctrl-D on a line of its own):\n");
    CHECK(desk.echo().empty());
    Desk nothing("");
    CHECK(read_secret_text(nothing.context(), "source", none, 100).empty());
    Desk ended("một dòng");
    CHECK(read_secret_text(ended.context(), "source", none, 100).text() == "một dòng");
    Desk crlf("một\r\n");
    CHECK(read_secret_text(crlf.context(), "source", none, 100).text() == "một");
}

TEST_CASE("a text that is too long is read to its end and refused, never cut") {
    const SecretFile none{"--body-file", std::nullopt};
    for (const int size : {101, 102, 103, 5000}) {
        Desk typed(std::string(static_cast<std::size_t>(size), 'Z') + "\nrest\n");
        const auto message = refusal(ErrorKind::usage, [&] {
            static_cast<void>(read_secret_text(typed.context(), "text", none, 100));
        });
        CHECK(message == "text: longer than 100 bytes, which is the most that fits; make it shorter");
        CHECK(typed.rest().empty());
    }
    Desk fits(std::string(100, 'Z') + "\n");
    CHECK(read_secret_text(fits.context(), "text", none, 100).size() == 100);
}

TEST_CASE("a text of a file is taken with a warning when others may open it") {
    const test::TempDir folder;
    const std::string path = (folder.path() / "body.txt").string();
    std::ofstream(path) << "nội dung\n";
    REQUIRE(::chmod(path.c_str(), 0644) == 0);
    Desk desk("", false);
    CHECK(read_secret_text(desk.context(), "text", {"--body-file", path}, 100).text() == "nội dung");
    CHECK(desk.err().find("chmod 600 it") != std::string::npos);
    REQUIRE(::chmod(path.c_str(), 0600) == 0);
    Desk quiet("", false);
    CHECK(read_secret_text(quiet.context(), "text", {"--body-file", path}, 100).text() == "nội dung");
    CHECK(quiet.err().empty());
    CHECK(refusal(ErrorKind::usage, [&] {
              static_cast<void>(read_secret_text(quiet.context(), "text", {"--body-file", path}, 5));
          }).find("dung") == std::string::npos);
}

TEST_CASE("S6: standard input forgets what was taken from it") {
    class Peek : public FdInput {
      public:
        using FdInput::FdInput;
        [[nodiscard]] std::string buffer(std::size_t size) const { return {eback(), size}; }
    };
    std::array<int, 2> ends{};
    REQUIRE(::pipe(ends.data()) == 0);
    const std::string_view typed = "mat khau dai\nphan con lai";
    REQUIRE(::write(ends[1], typed.data(), typed.size()) == static_cast<ssize_t>(typed.size()));
    Peek input(ends[0], "test");
    std::istream in(&input);
    std::string line;
    std::getline(in, line);
    CHECK(input.buffer(12) == "mat khau dai");
    in.sync();
    CHECK(input.buffer(13) == std::string(13, '\0'));
    CHECK(input.buffer(25).substr(13) == "phan con lai");
    ::close(ends[1]);
    std::getline(in, line);
    CHECK(line == "phan con lai");
    CHECK(input.buffer(25) == std::string(25, '\0'));
    ::close(ends[0]);
}

TEST_CASE("S6: the process can't be dumped or looked into") {
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        const Terminal terminal;
        rlimit core{};
        ::getrlimit(RLIMIT_CORE, &core);
        const bool no_core = core.rlim_cur == 0 && core.rlim_max == 0;
        ::_exit((no_core ? 0 : 1) + ::prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) * 2);
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(WIFEXITED(status));
    CHECK((WEXITSTATUS(status) & 1) == 0);
    if (k_sanitized) {
        MESSAGE("skipped: under the sanitizers a process must be able to look into itself");
    } else {
        CHECK(WEXITSTATUS(status) == 0);
    }
}
