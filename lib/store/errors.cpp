#include "base/error.hpp"
#include "base/message.hpp"
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
    std::string_view text; ///< a key of the catalogue
};

/// What a primary result code means to the person at the keyboard.
Explained explain(int code) {
    switch (code) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {ErrorKind::locked,
                mark_message("is held by another process; try again or raise --lock-timeout")};
    case SQLITE_FULL:
        return {ErrorKind::io, mark_message("no space is left; nothing of this change was kept")};
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return {ErrorKind::io, mark_message("can't be opened; check the path and its permissions")};
    case SQLITE_READONLY:
        return {ErrorKind::io,
                mark_message("can't be written; check the permissions of the file and of its folder")};
    case SQLITE_IOERR:
        return {ErrorKind::io, mark_message("reading or writing failed")};
    case SQLITE_NOTADB:
        return {ErrorKind::not_ours, mark_message("not a database; check --db")};
    case SQLITE_CORRUPT:
        return {ErrorKind::failed, mark_message("is damaged; keep a copy of it and go back to a backup")};
    default:
        return {ErrorKind::failed, mark_message("the database refused")};
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
        throw Error(kind, fmt::format("{} {}", path.string(), tr(text)));
    }
    throw Error(kind, fmt::format("{}: {} (SQLite: {})", path.string(), tr(text), theirs->what()));
}

void throw_locked(const std::filesystem::path& path, std::chrono::milliseconds waited) {
    const double seconds = static_cast<double>(waited.count()) / 1000;
    throw Error(ErrorKind::locked,
                say("{} is held by another process; waited {} s; try again or raise --lock-timeout",
                    path.string(), seconds));
}

} // namespace hnat
