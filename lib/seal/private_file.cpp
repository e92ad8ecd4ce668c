#include "seal/private_file.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/message.hpp"
#include "base/system_message.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <string_view>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace hnat {

namespace {

namespace fs = std::filesystem;

constexpr mode_t k_others = S_IRWXG | S_IRWXO;

/// What is told of a call that failed, with the path and the system's reason.
using Telling = std::string (*)(const std::string& path, const std::string& reason);

std::string cannot_read(const std::string& path, const std::string& reason) {
    return say("cannot read '{}': {}; check the name and who may read and write there", path, reason);
}
std::string cannot_replace(const std::string& path, const std::string& reason) {
    return say("cannot replace '{}': {}; check the name and who may read and write there", path, reason);
}
std::string cannot_overwrite(const std::string& path, const std::string& reason) {
    return say("cannot overwrite '{}': {}; check the name and who may read and write there", path, reason);
}
std::string cannot_remove(const std::string& path, const std::string& reason) {
    return say("cannot remove '{}': {}; check the name and who may read and write there", path, reason);
}

/// Reads errno.
[[noreturn]] void fail(Telling telling, const fs::path& path) {
    const int error = errno;
    throw Error(ErrorKind::io, telling(path.string(), system_message(error)));
}

class Descriptor {
  public:
    Descriptor(const fs::path& path, int flags, Telling telling)
        : m_fd(::open(path.c_str(), flags | O_CLOEXEC)) {
        if (m_fd < 0) {
            fail(telling, path);
        }
    }
    ~Descriptor() { ::close(m_fd); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int get() const { return m_fd; }

  private:
    int m_fd;
};

/// All zero, which is no kind of file, should the system not tell.
struct stat info_of(const Descriptor& file) {
    struct stat info {};
    static_cast<void>(::fstat(file.get(), &info));
    return info;
}

[[noreturn]] void refuse_as_no_file(const fs::path& path) {
    throw Error(ErrorKind::io, say("'{}' is not a file; name a file", path.string()));
}

/// A pipe is as good as a file: `--passphrase-file <(command)`.
void check_owner(const struct stat& info, const fs::path& path) {
    if (!S_ISREG(info.st_mode) && !S_ISFIFO(info.st_mode)) {
        refuse_as_no_file(path);
    }
    if (info.st_uid != ::geteuid()) {
        throw Error(ErrorKind::key, say("'{}' belongs to another user of this computer; keys and "
                                        "passphrases are read only from one's own files",
                                        path.string()));
    }
    if ((info.st_mode & k_others) != 0) {
        throw Error(ErrorKind::key,
                    say("'{}' has mode {:04o}: other users of this computer may open it; chmod 600 it",
                        path.string(), static_cast<unsigned>(info.st_mode & 07777U)));
    }
}

std::size_t read_into(int fd, std::span<std::uint8_t> buffer, const fs::path& path) {
    std::size_t size = 0;
    while (size < buffer.size()) {
        const auto count = ::read(fd, buffer.data() + size, buffer.size() - size);
        if (count == 0) {
            break;
        }
        if (count > 0) {
            size += static_cast<std::size_t>(count);
        } else if (errno != EINTR) {
            fail(cannot_read, path);
        }
    }
    return size;
}

Secret read_at_most(int fd, std::size_t most, const fs::path& path) {
    Secret content(most + 1);
    const std::size_t size = read_into(fd, content.bytes(), path);
    if (size > most) {
        throw Error(ErrorKind::usage,
                    say("'{}' is longer than {} bytes: is it the right file?", path.string(), most));
    }
    content.shorten(size);
    return content;
}

/// For overwriting; a pipe without a reader is refused at once instead of waited for.
Descriptor open_to_overwrite(const fs::path& path, Telling telling) {
    return {path, O_WRONLY | O_NOFOLLOW | O_NONBLOCK, telling};
}

/// A signal does not interrupt a write to a file.
void write_zeros(const Descriptor& file, const fs::path& path) {
    constexpr std::array<char, 4096> k_zeros{};
    const auto info = info_of(file);
    if (!S_ISREG(info.st_mode)) {
        refuse_as_no_file(path);
    }
    auto size = static_cast<std::size_t>(info.st_size);
    while (size > 0) {
        const auto count = ::write(file.get(), k_zeros.data(), std::min(size, k_zeros.size()));
        if (count < 0) {
            fail(cannot_overwrite, path);
        }
        size -= static_cast<std::size_t>(count);
    }
    if (::fdatasync(file.get()) != 0) {
        fail(cannot_overwrite, path);
    }
}

} // namespace

Secret read_private_file(const fs::path& path, std::size_t most) {
    const Descriptor file(path, O_RDONLY, cannot_read);
    check_owner(info_of(file), path);
    return read_at_most(file.get(), most, path);
}

Secret read_secret_file(const fs::path& path, std::size_t most) {
    return read_at_most(Descriptor(path, O_RDONLY, cannot_read).get(), most, path);
}

bool others_may_open(const fs::path& path) {
    struct stat info {};
    return ::stat(path.c_str(), &info) == 0 && S_ISREG(info.st_mode) && (info.st_mode & k_others) != 0;
}

void replace_private_file(const fs::path& path, std::string_view text) {
    const Descriptor before = open_to_overwrite(path, cannot_replace);
    AtomicFile file(path, true);
    file.write(text);
    file.commit();
    write_zeros(before, path);
}

void shred_file(const fs::path& path) {
    write_zeros(open_to_overwrite(path, cannot_overwrite), path);
    if (::unlink(path.c_str()) != 0) {
        fail(cannot_remove, path);
    }
    sync_folder(path);
}

} // namespace hnat
