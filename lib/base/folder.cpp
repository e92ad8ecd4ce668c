#include "base/folder.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/system_message.hpp"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace hnat {

namespace {

namespace fs = std::filesystem;

/// Reads errno.
[[noreturn]] void fail(const fs::path& path) {
    const int error = errno;
    throw Error(ErrorKind::io, say("cannot make the folder '{}': {}; check the name and who may write there",
                                   path.string(), system_message(error)));
}

[[noreturn]] void refuse(const fs::path& path) {
    throw Error(ErrorKind::usage,
                say("'{}' exists already; name a new folder, or an empty one", path.string()));
}

/// Without a slash at the end, which would make the name itself empty.
fs::path without_slash(const fs::path& path) {
    return path.has_filename() || !path.has_parent_path() ? path : path.parent_path();
}

fs::path parent_of(const fs::path& path) {
    return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

} // namespace

AtomicFolder::AtomicFolder(fs::path path) : m_path(without_slash(path)) {
    std::error_code error;
    const auto there = fs::symlink_status(m_path, error);
    if (fs::exists(there) && !(fs::is_directory(there) && fs::is_empty(m_path, error))) {
        refuse(m_path);
    }
    std::string name = (parent_of(m_path) / ("." + m_path.filename().string() + ".XXXXXX")).string();
    if (::mkdtemp(name.data()) == nullptr) { // mode 0700
        fail(m_path);
    }
    m_temporary = name;
}

AtomicFolder::~AtomicFolder() {
    if (!m_temporary.empty()) {
        std::error_code ignored;
        fs::remove_all(m_temporary, ignored);
    }
}

void AtomicFolder::commit() {
    // rename(2) takes the place of an empty folder and of nothing else.
    if (::rename(m_temporary.c_str(), m_path.c_str()) != 0) {
        if (errno == ENOTEMPTY || errno == EEXIST || errno == ENOTDIR) {
            refuse(m_path);
        }
        fail(m_path);
    }
    m_temporary.clear();
    const int parent = ::open(parent_of(m_path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (parent >= 0) {
        ::fsync(parent);
        ::close(parent);
    }
}

} // namespace hnat
