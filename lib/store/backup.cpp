#include "store/backup.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/message.hpp"
#include "seal/sealed_stream.hpp"
#include "store/audit_row.hpp"
#include "store/connection.hpp"
#include "store/copy.hpp"
#include "store/snapshot.hpp"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>
#include <sqlite3.h>

#include <algorithm>

namespace hnat {

namespace {

BackupInfo info_of(SQLite::Database& db) {
    return {static_cast<int>(query_integer(db, "PRAGMA user_version")),
            query_integer(db, "SELECT count(*) FROM audit"), audit_head(db)};
}

void require_sound(SQLite::Database& db, const std::filesystem::path& path) {
    SQLite::Statement check(db, "PRAGMA integrity_check(1)");
    check.executeStep();
    if (check.getColumn(0).getString() != "ok") {
        throw Error(ErrorKind::failed,
                    say("{}: is damaged ({}); no backup was made, for it would be worth nothing. See "
                        "`hnat db check`",
                        path.string(), check.getColumn(0).getString()));
    }
}

/// The bytes of the file through SQLite's own handle: opening and closing the file a second time would drop
/// the POSIX locks of this process. The caller's read transaction keeps writers out of it.
void read_file_of(SQLite::Database& db, const ByteSink& sink) {
    constexpr sqlite3_int64 k_part = 64L * 1024;
    sqlite3_file* file = nullptr;
    sqlite3_int64 size = 0;
    if (sqlite3_file_control(db.getHandle(), "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK ||
        file == nullptr || file->pMethods == nullptr) {
        throw Error(ErrorKind::failed, say("this SQLite library does not give its file handle"));
    }
    int result = file->pMethods->xFileSize(file, &size);
    std::string part(static_cast<std::size_t>(k_part), '\0');
    for (sqlite3_int64 at = 0; result == SQLITE_OK && at < size; at += k_part) {
        const auto length = std::min(k_part, size - at);
        result = file->pMethods->xRead(file, part.data(), static_cast<int>(length), at);
        if (result == SQLITE_OK) {
            sink(std::string_view(part).substr(0, static_cast<std::size_t>(length)));
        }
    }
    if (result != SQLITE_OK) {
        throw SQLite::Exception(sqlite3_errstr(result), result);
    }
}

void write_sealed(SQLite::Database& db, AtomicFile& file, std::span<const PublicKey> recipients) {
    SealedStreamWriter sealed(recipients, [&file](std::string_view bytes) { file.write(bytes); });
    read_file_of(db, [&sealed](std::string_view bytes) { sealed.write(bytes); });
    sealed.finish();
}

/// The store is only read here, so whatever could not be written is the copy.
bool is_about_writing(const SQLite::Exception& error) {
    switch (error.getErrorCode()) {
    case SQLITE_IOERR_WRITE:
    case SQLITE_IOERR_FSYNC:
    case SQLITE_IOERR_TRUNCATE:
        return true;
    default:
        return (error.getErrorCode() & 0xff) == SQLITE_FULL;
    }
}

} // namespace

BackupInfo write_backup(const Store& store, const std::filesystem::path& target, bool overwrite,
                        std::span<const PublicKey> recipients) {
    if (store.path() == ":memory:") {
        throw Error(ErrorKind::usage, say("a database in memory has no backup"));
    }
    AtomicFile file(target, overwrite);
    BackupInfo info;
    try {
        const Snapshot snapshot(store.db());
        info = info_of(store.db());
        if (recipients.empty()) {
            copy_database(store.db(), file.temporary(), store.path());
        } else {
            require_sound(store.db(), store.path());
            write_sealed(store.db(), file, recipients);
        }
    } catch (const SQLite::Exception& error) {
        rethrow_as_error(error, is_about_writing(error) ? target : store.path());
    }
    file.commit();
    return info;
}

} // namespace hnat
