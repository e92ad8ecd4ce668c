#include "base/file.hpp"

#include "base/error.hpp"
#include "tests/support.hpp"

#include <doctest.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

namespace hnat {

namespace {

namespace fs = std::filesystem;

void put(const fs::path& path, std::string_view text) {
    std::ofstream(path) << text;
}

std::size_t entries(const fs::path& folder) {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

unsigned mode_of(const fs::path& path) {
    struct stat info {};
    REQUIRE(::lstat(path.c_str(), &info) == 0);
    return info.st_mode & 07777U;
}

/// Runs the function and gives the error that it must throw.
template <typename Function>
Error error_of(Function function) {
    try {
        function();
    } catch (const Error& error) {
        return error;
    }
    FAIL("no error was thrown");
    return {ErrorKind::failed, ""};
}

/// Puts /dev/full behind the descriptor that has `path` open, as if the disk had filled up just now.
void fill_disk_behind(const fs::path& path) {
    const int full = ::open("/dev/full", O_WRONLY | O_CLOEXEC);
    REQUIRE(full >= 0);
    bool found = false;
    for (int fd = 3; fd < 256 && !found; ++fd) {
        std::error_code ignored;
        if (fs::read_symlink("/proc/self/fd/" + std::to_string(fd), ignored) == path) {
            REQUIRE(::dup2(full, fd) == fd);
            found = true;
        }
    }
    ::close(full);
    REQUIRE(found);
}

} // namespace

TEST_CASE("a file is read whole") {
    const test::TempDir folder;
    const fs::path path = folder.path() / "list.csv";
    const std::string text = std::string(200000, 'x') + std::string("\0end", 4);
    put(path, text);
    CHECK(read_file(path) == text);
    put(path, "");
    CHECK(read_file(path).empty());
    CHECK_FALSE(read_file("/proc/self/stat").empty()); // says size 0
}

TEST_CASE("a file that cannot be read is named with the reason") {
    const test::TempDir folder;
    const fs::path path = folder.path() / "none.csv";
    const Error missing = error_of([&] { read_file(path); });
    CHECK(missing.kind() == ErrorKind::io);
    CHECK(missing.what() ==
          "cannot read '" + path.string() + "': No such file or directory; check the name and the folder");
    const Error is_folder = error_of([&] { read_file(folder.path()); });
    CHECK(is_folder.kind() == ErrorKind::io);
    CHECK(is_folder.what() ==
          "cannot read '" + folder.path().string() + "': Is a directory; name a file, not a folder");
}

TEST_CASE("a committed file has all its bytes, mode 0600 under any umask, and leaves no other file") {
    const test::TempDir folder;
    const fs::path path = folder.path() / "báo cáo.txt";
    const auto old_mask = ::umask(0);
    {
        AtomicFile file(path, false);
        CHECK(mode_of(file.temporary()) == 0600);
        CHECK(file.temporary().parent_path() == folder.path());
        file.write("một ");
        file.write(std::string(300000, 'x'));
        CHECK_FALSE(fs::exists(path));
        file.commit();
    }
    ::umask(old_mask);
    CHECK(read_file(path) == "một " + std::string(300000, 'x'));
    CHECK(mode_of(path) == 0600);
    CHECK(entries(folder.path()) == 1);
}

TEST_CASE("a file with the longest possible name can be written") {
    const test::TempDir folder;
    const fs::path path = folder.path() / std::string(255, 'n');
    AtomicFile file(path, false);
    file.write("x");
    file.commit();
    CHECK(read_file(path) == "x");
}

TEST_CASE("a file name without a folder is written to the working folder") {
    const test::TempDir folder;
    const fs::path before = fs::current_path();
    fs::current_path(folder.path());
    {
        AtomicFile file("out.txt", false);
        file.write("x");
        file.commit();
    }
    fs::current_path(before);
    CHECK(read_file(folder.path() / "out.txt") == "x");
}

TEST_CASE("without commit nothing is left and the older file is untouched") {
    const test::TempDir folder;
    const fs::path path = folder.path() / "report.txt";
    put(path, "old");
    {
        AtomicFile file(path, true);
        file.write(std::string(300000, 'x'));
    }
    CHECK(read_file(path) == "old");
    CHECK(entries(folder.path()) == 1);
}

TEST_CASE("an existing file is replaced only when asked for") {
    const test::TempDir folder;
    const fs::path path = folder.path() / "report.txt";
    put(path, "old");
    const Error refused = error_of([&] { const AtomicFile file(path, false); });
    CHECK(refused.kind() == ErrorKind::usage);
    CHECK(refused.what() ==
          "'" + path.string() + "' exists already; choose another name, or add --overwrite to replace it");
    CHECK(read_file(path) == "old");
    AtomicFile file(path, true);
    file.write("new");
    file.commit();
    CHECK(read_file(path) == "new");
    CHECK(mode_of(path) == 0600);
    CHECK(entries(folder.path()) == 1);
}

TEST_CASE("a file that appears meanwhile is not replaced") {
    const test::TempDir folder;
    const fs::path path = folder.path() / "report.txt";
    {
        AtomicFile file(path, false);
        file.write("new");
        put(path, "theirs");
        CHECK(error_of([&] { file.commit(); }).kind() == ErrorKind::usage);
    }
    CHECK(read_file(path) == "theirs");
    CHECK(entries(folder.path()) == 1);
}

TEST_CASE("a symbolic link is replaced and its target left alone") {
    const test::TempDir folder;
    const fs::path target = folder.path() / "target";
    const fs::path link = folder.path() / "link";
    put(target, "old");
    fs::create_symlink(target, link);
    CHECK(error_of([&] { const AtomicFile file(link, false); }).kind() == ErrorKind::usage);
    AtomicFile file(link, true);
    file.write("new");
    file.commit();
    CHECK(read_file(target) == "old");
    CHECK(read_file(link) == "new");
    CHECK_FALSE(fs::is_symlink(link));
}

TEST_CASE("a dangling symbolic link counts as an existing file") {
    const test::TempDir folder;
    fs::create_symlink("nowhere", folder.path() / "link");
    CHECK(error_of([&] { const AtomicFile file(folder.path() / "link", false); }).kind() == ErrorKind::usage);
}

TEST_CASE("a library that puts a file of its own at the temporary name is followed") {
    const test::TempDir folder;
    const fs::path path = folder.path() / "report.docx";
    const fs::path other = folder.path() / "other";
    AtomicFile file(path, false);
    put(other, "packed");
    fs::rename(other, file.temporary());
    file.commit();
    CHECK(read_file(path) == "packed");
    CHECK(mode_of(path) == 0600);
}

TEST_CASE("P3: what a killed run left behind goes with the next output a day later, and nothing else does") {
    const test::TempDir folder;
    const auto make = [&](const char* name, int hours) {
        const auto path = folder.path() / name;
        std::ofstream(path) << "left";
        std::filesystem::last_write_time(path, std::filesystem::file_time_type::clock::now() -
                                                   std::chrono::hours(hours));
        return path;
    };
    const auto old = make(".hnat-a1B2c3", 25);
    const auto journal = make(".hnat-a1B2c3-journal", 25);
    const std::vector<std::filesystem::path> kept{make(".hnat-a1B2c4", 23), make(".hnat-longer-name", 99),
                                                  make(".hnat-a1B2c", 99), make("x.hnat-a1B2c3", 99),
                                                  make(".hnat-a1B2c3~", 99)};
    std::filesystem::create_directory(folder.path() / ".hnat-folder");
    {
        hnat::AtomicFile file(folder.path() / "out", false);
        file.commit();
    }
    CHECK(!std::filesystem::exists(old));
    CHECK(!std::filesystem::exists(journal));
    for (const auto& path : kept) {
        CAPTURE(path.string());
        CHECK(std::filesystem::exists(path));
    }
    CHECK(std::filesystem::exists(folder.path() / ".hnat-folder"));
}

TEST_CASE("a device or a folder is never replaced") {
    const test::TempDir folder;
    for (const bool overwrite : {false, true}) {
        const Error device = error_of([&] { const AtomicFile file("/dev/full", overwrite); });
        CHECK(device.kind() == ErrorKind::usage);
        CHECK(std::string(device.what()) == "'/dev/full' is not a regular file; name a file to write to");
        const Error directory = error_of([&] { const AtomicFile file(folder.path(), overwrite); });
        CHECK(directory.kind() == ErrorKind::usage);
        CHECK(directory.what() == "'" + folder.path().string() + "' is a folder; name a file to write to");
    }
}

TEST_CASE("a missing folder is named with the reason") {
    const test::TempDir folder;
    const fs::path path = folder.path() / "none" / "report.txt";
    const Error error = error_of([&] { const AtomicFile file(path, false); });
    CHECK(error.kind() == ErrorKind::io);
    CHECK(error.what() ==
          "cannot write '" + path.string() + "': No such file or directory; check the name and the folder");
}

TEST_CASE("a folder without permission is named with the reason") {
    if (::geteuid() == 0) {
        MESSAGE("skipped: root may write everywhere");
        return;
    }
    const test::TempDir folder;
    fs::permissions(folder.path(), fs::perms::owner_read | fs::perms::owner_exec);
    const Error error = error_of([&] { const AtomicFile file(folder.path() / "x", false); });
    fs::permissions(folder.path(), fs::perms::owner_all);
    CHECK(error.kind() == ErrorKind::io);
    CHECK(std::string(error.what()).ends_with("Permission denied; check who may read and write there"));
}

TEST_CASE("a full disk leaves the older file and says so") {
    const test::TempDir folder;
    const fs::path path = folder.path() / "report.txt";
    put(path, "old");
    {
        AtomicFile file(path, true);
        fill_disk_behind(file.temporary());
        file.write("small, so it is still in the buffer");
        const Error error = error_of([&] { file.commit(); });
        CHECK(error.kind() == ErrorKind::io);
        CHECK(error.what() == "cannot write '" + path.string() +
                                  "': No space left on device; free some space and run it again");
    }
    CHECK(read_file(path) == "old");
    CHECK(entries(folder.path()) == 1);
}

TEST_CASE("the limit on file sizes is an error, not a signal's death") {
    const test::TempDir folder;
    const fs::path path = folder.path() / "report.txt";
    rlimit old_limit{};
    REQUIRE(::getrlimit(RLIMIT_FSIZE, &old_limit) == 0);
    const auto old_handler = std::signal(SIGXFSZ, SIG_IGN); // as the program does at its start
    {
        AtomicFile file(path, false);
        rlimit limit = old_limit;
        limit.rlim_cur = 100000;
        REQUIRE(::setrlimit(RLIMIT_FSIZE, &limit) == 0);
        const Error error = error_of([&] { file.write(std::string(300000, 'x')); });
        ::setrlimit(RLIMIT_FSIZE, &old_limit);
        CHECK(error.kind() == ErrorKind::io);
        CHECK(std::string(error.what()).find("File too large; raise the limit") != std::string::npos);
    }
    std::signal(SIGXFSZ, old_handler);
    CHECK(entries(folder.path()) == 0);
}

TEST_CASE("what can't be read ahead is let be: nothing there, a folder, a FIFO that nobody writes to") {
    const test::TempDir folder;
    read_ahead(folder.path() / "missing", 4096);
    read_ahead(folder.path(), 4096);
    const fs::path fifo = folder.path() / "fifo";
    REQUIRE(::mkfifo(fifo.c_str(), S_IRUSR | S_IWUSR) == 0);
    read_ahead(fifo, 4096);
    const fs::path file = folder.path() / "file";
    put(file, "text");
    read_ahead(file, 1'000'000);
    CHECK(read_file(file) == "text");
}

} // namespace hnat
