#include "base/file.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/system_message.hpp"

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace hnat {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t k_buffer_size = 64UL * 1024;

std::string_view advice(int error) {
    switch (error) {
    case ENOENT:
    case ENOTDIR:
        return tr("check the name and the folder");
    case EACCES:
    case EPERM:
    case EROFS:
        return tr("check who may read and write there");
    case ENOSPC:
    case EDQUOT:
        return tr("free some space and run it again");
    case EFBIG:
        return tr("raise the limit on the size of files (ulimit -f), or write to another file system");
    case EISDIR:
        return tr("name a file, not a folder");
    default:
        return tr("see whether the disk is in order");
    }
}

enum class Action { read, write, write_folder };

std::string failure(Action action, const std::string& path, int error) {
    const std::string reason = system_message(error);
    switch (action) {
    case Action::read:
        return say("cannot read '{}': {}; {}", path, reason, advice(error));
    case Action::write:
        return say("cannot write '{}': {}; {}", path, reason, advice(error));
    case Action::write_folder:
        break;
    }
    return say("cannot write to the folder of '{}': {}; {}", path, reason, advice(error));
}

/// Reads errno.
[[noreturn]] void fail(Action action, const fs::path& path) {
    const int error = errno;
    throw Error(ErrorKind::io, failure(action, path.string(), error));
}

[[noreturn]] void refuse_to_replace(const fs::path& path) {
    throw Error(
        ErrorKind::usage,
        say("'{}' exists already; choose another name, or add --overwrite to replace it", path.string()));
}

/// An open file that is closed with the object.
class Descriptor {
  public:
    explicit Descriptor(int fd) : m_fd(fd) {}
    ~Descriptor() {
        if (m_fd >= 0) {
            ::close(m_fd);
        }
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int get() const { return m_fd; }
    [[nodiscard]] bool is_open() const { return m_fd >= 0; }

  private:
    int m_fd;
};

fs::path folder_of(const fs::path& path) {
    return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

void write_all(int fd, std::string_view bytes, const fs::path& path) {
    while (!bytes.empty()) {
        const auto written = ::write(fd, bytes.data(), bytes.size());
        if (written >= 0) {
            bytes.remove_prefix(static_cast<std::size_t>(written));
        } else if (errno != EINTR) {
            fail(Action::write, path);
        }
    }
}

/// Opened by name, because a library that wrote to the name may have put another file there (libzip does).
void sync_file(const fs::path& temporary, const fs::path& path) {
    const Descriptor file(::open(temporary.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    if (!file.is_open() || ::fchmod(file.get(), S_IRUSR | S_IWUSR) != 0 || ::fsync(file.get()) != 0) {
        fail(Action::write, path);
    }
}

/// Gives the file its name, unless something has that name. Where the file system has no RENAME_NOREPLACE
/// (NFS), a second link is as atomic.
void rename_without_replacing(const fs::path& from, const fs::path& to) {
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) {
        return;
    }
    if ((errno == EINVAL || errno == ENOSYS) && ::link(from.c_str(), to.c_str()) == 0) {
        ::unlink(from.c_str());
        return;
    }
    if (errno == EEXIST) {
        refuse_to_replace(to);
    }
    fail(Action::write, to);
}

constexpr std::string_view k_temporary = ".hnat-";

/// A name that AtomicFile gives: what mkostemp put in for XXXXXX, or SQLite's journal beside it.
bool is_temporary_name(std::string_view name) {
    constexpr std::size_t k_random = 6;
    if (!name.starts_with(k_temporary)) {
        return false;
    }
    name.remove_prefix(k_temporary.size());
    if (name.ends_with("-journal")) {
        name.remove_suffix(std::string_view("-journal").size());
    }
    return name.size() == k_random && name.find_first_of("-./") == std::string_view::npos;
}

/// Takes away this user's temporary files that are a day older than `present`, which was just made: nobody is
/// writing them any more, and they may hold what was erased since. Whatever stands in the way is left alone.
void remove_left_behind(const fs::path& folder, const fs::path& present) {
    constexpr std::time_t k_day = 24L * 60 * 60;
    struct stat now {};
    if (::stat(present.c_str(), &now) != 0) {
        return;
    }
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
        struct stat info {};
        const fs::path& path = entry->path();
        if (is_temporary_name(path.filename().string()) && ::lstat(path.c_str(), &info) == 0 &&
            S_ISREG(info.st_mode) && info.st_uid == now.st_uid && info.st_mtime + k_day < now.st_mtime) {
            ::unlink(path.c_str());
        }
    }
}

/// A device or a folder is never replaced, whatever the flags say: as root, `-o /dev/stdout` would remove the
/// device.
void check_target(const fs::path& path, bool overwrite) {
    std::error_code error;
    const auto itself = fs::symlink_status(path, error);
    if (!fs::exists(itself)) {
        return;
    }
    const auto behind_link = fs::status(path, error);
    if (fs::exists(behind_link) && !fs::is_regular_file(behind_link)) {
        throw Error(ErrorKind::usage,
                    fs::is_directory(behind_link)
                        ? say("'{}' is a folder; name a file to write to", path.string())
                        : say("'{}' is not a regular file; name a file to write to", path.string()));
    }
    if (!overwrite) {
        refuse_to_replace(path);
    }
}

} // namespace

std::string read_file(const fs::path& path) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file.is_open()) {
        fail(Action::read, path);
    }
    std::string content;
    if (struct stat info{}; ::fstat(file.get(), &info) == 0 && info.st_size > 0) {
        content.reserve(static_cast<std::size_t>(info.st_size));
    }
    std::array<char, k_buffer_size> buffer{};
    for (;;) {
        const auto count = ::read(file.get(), buffer.data(), buffer.size());
        if (count > 0) {
            content.append(buffer.data(), static_cast<std::size_t>(count));
        } else if (count == 0) {
            return content;
        } else if (errno != EINTR) {
            fail(Action::read, path);
        }
    }
}

void read_ahead(const fs::path& path, std::size_t bytes) noexcept {
    std::error_code error;
    if (!fs::is_regular_file(path, error)) { // opening a FIFO would wait for ever, and a device may act
        return;
    }
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    if (file.is_open()) {
        ::posix_fadvise(file.get(), 0, static_cast<off_t>(bytes), POSIX_FADV_WILLNEED);
    }
}

void sync_folder(const fs::path& path) {
    const Descriptor folder(::open(folder_of(path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder.is_open() || (::fsync(folder.get()) != 0 && errno != EINVAL)) {
        fail(Action::write_folder, path);
    }
}

AtomicFile::AtomicFile(fs::path path, bool overwrite) : m_path(std::move(path)), m_overwrite(overwrite) {
    check_target(m_path, overwrite);
    // Not derived from the target's name, which may be as long as a name can be.
    std::string name = (folder_of(m_path) / fmt::format("{}XXXXXX", k_temporary)).string();
    m_fd = ::mkostemp(name.data(), O_CLOEXEC); // O_EXCL, mode 0600
    if (m_fd < 0) {
        fail(Action::write, m_path);
    }
    m_temporary = std::move(name);
    remove_left_behind(folder_of(m_path), m_temporary);
}

AtomicFile::~AtomicFile() {
    if (m_fd >= 0) {
        ::close(m_fd);
    }
    if (!m_temporary.empty()) {
        ::unlink(m_temporary.c_str());
    }
}

void AtomicFile::write(std::string_view bytes) {
    m_buffer += bytes;
    if (m_buffer.size() >= k_buffer_size) {
        flush();
    }
}

void AtomicFile::flush() {
    write_all(m_fd, m_buffer, m_path);
    m_buffer.clear();
}

void AtomicFile::commit() {
    flush();
    sync_file(m_temporary, m_path);
    if (::close(std::exchange(m_fd, -1)) != 0) {
        fail(Action::write, m_path);
    }
    if (!m_overwrite) {
        rename_without_replacing(m_temporary, m_path);
    } else if (::rename(m_temporary.c_str(), m_path.c_str()) != 0) {
        fail(Action::write, m_path);
    }
    m_temporary.clear();
    sync_folder(m_path);
}

} // namespace hnat
