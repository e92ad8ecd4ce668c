// Files of keys when the system refuses: what is told, and that nothing is taken for done that is not.
#include "seal/private_file.hpp"

#include "seal_support.hpp"
#include "tests/failing_call.hpp"

#include <sys/resource.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <thread>

#include <fcntl.h>
#include <pthread.h>
#include <unistd.h>

using namespace hnat;
using namespace hnat::test;

namespace {

namespace fs = std::filesystem;

constexpr std::string_view k_key = "a key that is to go";

/// The message of what failed; empty, with a word, where such a call can't be made to fail.
std::string message_of(const Failed& failed, ErrorKind kind) {
    if (!failed.tried) {
        MESSAGE("skipped: this kernel takes no filter, or these rights can't be given up");
        return {};
    }
    REQUIRE_MESSAGE(failed.error.has_value(), "no error");
    CHECK(static_cast<int>(failed.error->kind()) == static_cast<int>(kind));
    return failed.error->what();
}

void check_message(const Failed& failed, ErrorKind kind, const std::string& expected) {
    if (const auto message = message_of(failed, kind); failed.tried) {
        CHECK(message == expected);
    }
}

bool is_zero(const std::string& bytes) {
    return bytes.find_first_not_of('\0') == std::string::npos;
}

/// A limit on the size of every file that this process writes.
class SizeLimit {
  public:
    explicit SizeLimit(rlim_t bytes) {
        m_handler = std::signal(SIGXFSZ, SIG_IGN); // an error instead, as the program has it
        REQUIRE(::getrlimit(RLIMIT_FSIZE, &m_before) == 0);
        const rlimit limit{bytes, m_before.rlim_max};
        REQUIRE(::setrlimit(RLIMIT_FSIZE, &limit) == 0);
    }
    ~SizeLimit() {
        ::setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_handler);
    }
    SizeLimit(const SizeLimit&) = delete;
    SizeLimit& operator=(const SizeLimit&) = delete;

  private:
    rlimit m_before{};
    void (*m_handler)(int) = SIG_DFL;
};

} // namespace

TEST_CASE("S6: a key that is shredded is zeros wherever it still has a name, and has lost its own") {
    const TempDir folder;
    const auto path = folder.path() / "a.epoch";
    for (const std::size_t size : {0UL, 1UL, 4096UL, 10'000UL}) {
        write_private(path, std::string(size, 'x'));
        const auto link = folder.path() / ("link" + std::to_string(size));
        fs::create_hard_link(path, link);
        shred_file(path);
        CHECK(!fs::exists(path));
        CHECK(read_bytes(link) == std::string(size, '\0'));
    }
}

TEST_CASE("a key is shredded in the working folder, too") {
    const TempDir folder;
    const auto before = fs::current_path();
    fs::current_path(folder.path());
    write_private("a.epoch", k_key);
    const auto error = error_of([] { shred_file("a.epoch"); });
    fs::current_path(before);
    CHECK(!error);
    CHECK(fs::is_empty(folder.path()));
}

TEST_CASE("what is no file is never overwritten, and no pipe is waited for") {
    const TempDir folder;
    const auto target = folder.path() / "target";
    write_private(target, k_key);
    const auto link = folder.path() / "link";
    fs::create_symlink(target, link);
    const auto pipe = folder.path() / "pipe";
    REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
    for (const auto& path : {link, pipe, folder.path(), folder.path() / "none"}) {
        INFO(path.string());
        CHECK(message_of(ErrorKind::io, [&] {
                  shred_file(path);
              }).starts_with("cannot overwrite '" + path.string() + "': "));
        CHECK(message_of(ErrorKind::io, [&] {
                  replace_private_file(path, "new");
              }).starts_with("cannot replace '" + path.string() + "': "));
    }
    // A pipe with a reader, and a device, can be opened.
    const int reader = ::open(pipe.c_str(), O_RDONLY | O_NONBLOCK);
    REQUIRE(reader >= 0);
    CHECK(message_of(ErrorKind::io, [&] { shred_file(pipe); }) ==
          "'" + pipe.string() + "' is not a file; name a file");
    ::close(reader);
    CHECK(message_of(ErrorKind::io, [] { shred_file("/dev/full"); }) ==
          "'/dev/full' is not a file; name a file");
    CHECK(fs::exists("/dev/full"));
    CHECK(fs::exists(pipe));
    CHECK(read_bytes(target) == k_key);
}

TEST_CASE("S6: a key that can't be overwritten is told of and keeps its name, so that it is tried again") {
    const TempDir folder;
    const auto path = folder.path() / "a.epoch";
    const auto told = "cannot overwrite '" + path.string() + "': ";
    SUBCASE("because files may not be so long") {
        write_private(path, std::string(10'000, 'x'));
        const auto error = [&] {
            const SizeLimit limit(5'000);
            return error_of([&] { shred_file(path); });
        }();
        REQUIRE(error.has_value());
        CHECK(error->kind() == ErrorKind::io);
        CHECK(std::string(error->what()).starts_with(told));
        CHECK(read_bytes(path) == std::string(5'000, '\0') + std::string(5'000, 'x'));
    }
    SUBCASE("because the disk does not take it") {
        write_private(path, k_key);
        check_message(with_failing(SYS_fdatasync, EIO, [&] { shred_file(path); }), ErrorKind::io,
                      told + "Input/output error; check the name and who may read and write there");
    }
    SUBCASE("because the system does not say what it is") {
        write_private(path, k_key);
        check_message(with_failing(SYS_newfstatat, EIO, [&] { shred_file(path); }), ErrorKind::io,
                      "'" + path.string() + "' is not a file; name a file");
    }
    CHECK(fs::exists(path));
    shred_file(path);
    CHECK(!fs::exists(path));
}

TEST_CASE("S6: a key whose name can't be taken away is overwritten all the same, and told of") {
    const TempDir folder;
    const auto keys = folder.path() / "keys";
    fs::create_directory(keys);
    const auto path = keys / "a.epoch";
    write_private(path, k_key);
    REQUIRE(::chmod(path.c_str(), 0666) == 0);
    REQUIRE(::chmod(folder.path().c_str(), 0711) == 0);
    REQUIRE(::chmod(keys.c_str(), 0555) == 0);
    const auto failed = as_nobody([&] { shred_file(path); });
    check_message(failed, ErrorKind::io,
                  "cannot remove '" + path.string() +
                      "': Permission denied; check the name and who may read and write there");
    CHECK(fs::exists(path));
    CHECK(is_zero(read_bytes(path)) == failed.tried);
}

TEST_CASE("a shredded key is told of when its folder can't be synced") {
    const TempDir folder;
    const auto path = folder.path() / "a.epoch";
    SUBCASE("because the disk fails") {
        write_private(path, k_key);
        check_message(with_failing(SYS_fsync, EIO, [&] { shred_file(path); }), ErrorKind::io,
                      "cannot write to the folder of '" + path.string() +
                          "': Input/output error; see whether the disk is in order");
    }
    SUBCASE("because it may not be read") {
        const auto keys = folder.path() / "keys";
        fs::create_directory(keys);
        write_private(keys / "a.epoch", k_key);
        REQUIRE(::chmod((keys / "a.epoch").c_str(), 0666) == 0);
        REQUIRE(::chmod(folder.path().c_str(), 0711) == 0);
        REQUIRE(::chmod(keys.c_str(), 0733) == 0);
        const auto failed = as_nobody([&] { shred_file(keys / "a.epoch"); });
        check_message(failed, ErrorKind::io,
                      "cannot write to the folder of '" + (keys / "a.epoch").string() +
                          "': Permission denied; check who may read and write there");
        CHECK(fs::exists(keys / "a.epoch") != failed.tried);
    }
    SUBCASE("but not where folders can't be synced at all") {
        write_private(path, k_key);
        const auto failed = with_failing(SYS_fsync, EINVAL, [&] { shred_file(path); });
        CHECK(!failed.error.has_value());
        CHECK(fs::exists(path) != failed.tried);
    }
}

TEST_CASE("a key or passphrase that can't be read is told of, and what was read of it is not used") {
    const TempDir folder;
    const auto path = folder.path() / "office.key";
    write_private(path, k_key);
    check_message(with_failing(SYS_read, EIO, [&] { static_cast<void>(read_private_file(path, 100)); }),
                  ErrorKind::io,
                  "cannot read '" + path.string() +
                      "': Input/output error; check the name and who may read and write there");
    // Nobody knows whose file it is then.
    check_message(with_failing(SYS_newfstatat, EIO, [&] { static_cast<void>(read_private_file(path, 100)); }),
                  ErrorKind::io, "'" + path.string() + "' is not a file; name a file");
    CHECK(message_of(ErrorKind::io, [&] {
              static_cast<void>(read_secret_file(folder.path(), 100));
          }).starts_with("cannot read '" + folder.path().string() + "': "));
    CHECK(message_of(ErrorKind::io, [] { static_cast<void>(read_private_file("/dev/zero", 100)); }) ==
          "'/dev/zero' is not a file; name a file");
}

TEST_CASE("a signal while a passphrase comes through a pipe does not cut it") {
    const TempDir folder;
    const auto pipe = folder.path() / "pipe";
    REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
    struct sigaction notice {};
    notice.sa_handler = [](int) {};
    struct sigaction before {};
    REQUIRE(::sigaction(SIGUSR1, &notice, &before) == 0); // without SA_RESTART: read returns EINTR
    std::thread writer([&pipe, reader = ::pthread_self()] {
        const int fd = ::open(pipe.c_str(), O_WRONLY);
        for (const std::string_view part : {"năm từ ", "không liên quan"}) {
            std::this_thread::sleep_for(std::chrono::milliseconds(30)); // it is waiting by then
            ::pthread_kill(reader, SIGUSR1);
            std::this_thread::sleep_for(std::chrono::milliseconds(30));
            static_cast<void>(!::write(fd, part.data(), part.size()));
        }
        ::close(fd);
    });
    const auto read =
        error_of([&] { CHECK(read_private_file(pipe, 100).text() == "năm từ không liên quan"); });
    writer.join();
    ::sigaction(SIGUSR1, &before, nullptr);
    CHECK(!read);
}

TEST_CASE("S5: a text that others can open is known, and what is no file is not taken for one") {
    const TempDir folder;
    const auto path = folder.path() / "body.txt";
    CHECK(!others_may_open(path));
    write_private(path, "text");
    CHECK(!others_may_open(path));
    for (const mode_t mode : std::initializer_list<mode_t>{0640, 0604, 0620, 0602}) {
        REQUIRE(::chmod(path.c_str(), mode) == 0);
        CHECK(others_may_open(path));
    }
    CHECK(!others_may_open("/dev/null")); // a device has no text that stays
}
