#include "base/error.hpp"
#include "store/connection.hpp"
#include "store/store.hpp"

#include <SQLiteCpp/Exception.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include <string>

namespace hnat {

namespace {

struct Explained {
    ErrorKind kind;
    const char* text;
};

/// What a primary result code means to the person at the keyboard.
Explained explain(int code) {
    switch (code) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {ErrorKind::locked, "is held by another process; try again or raise --lock-timeout"};
    case SQLITE_FULL:
        return {ErrorKind::io, "no space is left; nothing of this change was kept"};
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return {ErrorKind::io, "can't be opened; check the path and its permissions"};
    case SQLITE_READONLY:
        return {ErrorKind::io, "can't be written; check the permissions of the file and of its folder"};
    case SQLITE_IOERR:
        return {ErrorKind::io, "reading or writing failed"};
    case SQLITE_NOTADB:
        return {ErrorKind::not_ours, "not a database; check --db"};
    case SQLITE_CORRUPT:
        return {ErrorKind::failed, "is damaged; keep a copy of it and go back to a backup"};
    default:
        return {ErrorKind::failed, "the database refused"};
    }
}

} // namespace

void rethrow_as_error(const std::exception& exception, const std::filesystem::path& path) {
    if (const auto* ours = dynamic_cast<const Error*>(&exception)) {
        throw Error(*ours);
    }
    const auto* theirs = dynamic_cast<const SQLite::Exception*>(&exception);
    if (theirs == nullptr) {
        throw Error(ErrorKind::failed, fmt::format("{}: {}", path.string(), exception.what()));
    }
    const auto [kind, text] = explain(theirs->getErrorCode() & 0xff);
    if (kind == ErrorKind::locked) {
        throw Error(kind, fmt::format("{} {}", path.string(), text));
    }
    throw Error(kind, fmt::format("{}: {} (SQLite: {})", path.string(), text, theirs->what()));
}

void throw_locked(const std::filesystem::path& path, std::chrono::milliseconds waited) {
    const double seconds = static_cast<double>(waited.count()) / 1000;
    throw Error(ErrorKind::locked,
                fmt::format("{} is held by another process; waited {} s; try again or raise --lock-timeout",
                            path.string(), seconds));
}

} // namespace hnat
