#include "base/system_message.hpp"

#include "base/message.hpp"

#include <cerrno>
#include <system_error>

namespace hnat {

namespace {

/// As the C library words them; empty: too rare to be translated.
std::string_view common_message(int error) {
    switch (error) {
    case EPERM:
        return tr("Operation not permitted");
    case ENOENT:
        return tr("No such file or directory");
    case EIO:
        return tr("Input/output error");
    case EACCES:
        return tr("Permission denied");
    case EBUSY:
        return tr("Device or resource busy");
    case EEXIST:
        return tr("File exists");
    case ENOTDIR:
        return tr("Not a directory");
    case EISDIR:
        return tr("Is a directory");
    case EMFILE:
        return tr("Too many open files");
    case EFBIG:
        return tr("File too large");
    case ENOSPC:
        return tr("No space left on device");
    case EROFS:
        return tr("Read-only file system");
    case EPIPE:
        return tr("Broken pipe");
    case ENAMETOOLONG:
        return tr("File name too long");
    case ELOOP:
        return tr("Too many levels of symbolic links");
    case EDQUOT:
        return tr("Disk quota exceeded");
    default:
        return {};
    }
}

} // namespace

std::string system_message(int error) {
    const std::string_view common = common_message(error);
    return common.empty() ? std::generic_category().message(error) : std::string(common);
}

} // namespace hnat
