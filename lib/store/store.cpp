#include "store/store.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/message.hpp"
#include "base/system_message.hpp"
#include "store/audit_row.hpp"
#include "store/connection.hpp"
#include "store/filesystem.hpp"
#include "store/migrate.hpp"
#include "store/open.hpp"
#include "store/wipe.hpp"

#include <SQLiteCpp/Exception.h>
#include <sqlite3.h>

#include <utility>

namespace hnat {

namespace {

constexpr const char* k_in_memory = ":memory:";

void require_file(const std::filesystem::path& path) {
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (status.type() == std::filesystem::file_type::not_found) {
        throw Error(ErrorKind::no_database,
                    say("{}: no such file; make a database with `hnat init`, or give --db", path.string()));
    }
    if (error) {
        throw Error(ErrorKind::io,
                    say("{}: can't be read: {}", path.string(), system_message(error.value())));
    }
    if (!std::filesystem::is_regular_file(status)) { // opening a FIFO would wait for ever
        throw Error(ErrorKind::not_ours, say("{}: not a file; check --db", path.string()));
    }
}

/// A writer died in the middle of a change, and SQLite left the pages of before in the journal. Putting them
/// back is what every next writer does; a reader does it too rather than send the person at the telephone to
/// another command: it gives the last committed state, which is all that a reader may ever show.
void put_back_interrupted_write(const StoreOptions& options) {
    std::unique_ptr<SQLite::Database> db;
    try {
        db = connect(options.path, SQLITE_OPEN_READWRITE, options.lock_timeout);
        query_integer(*db, "SELECT count(*) FROM sqlite_schema");
    } catch (const std::exception& error) {
        const auto* theirs = dynamic_cast<const SQLite::Exception*>(&error);
        if (theirs != nullptr && (theirs->getErrorCode() & 0xff) == SQLITE_BUSY) {
            throw_locked(options.path, options.lock_timeout);
        }
        throw Error(
            ErrorKind::io,
            say("{}: the last writer was interrupted, and its unfinished change can't be taken back by this "
                "user, who may not write here; run `hnat db info` as the owner of the file",
                options.path.string()));
    }
}

std::unique_ptr<SQLite::Database> open_once(const StoreOptions& options, Access access, Day today,
                                            std::span<const Migration> migrations) {
    const int newest = migrations.back().version;
    const int flags = access == Access::read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    auto db = connect(options.path, flags, options.lock_timeout);
    require_ours(read_header(*db), options.path, newest);

    configure(*db, access);
    // Once more: a hot journal may just have taken a migration back.
    const auto version = static_cast<int>(query_integer(*db, "PRAGMA user_version"));
    if (version < newest && access == Access::read) {
        throw Error(
            ErrorKind::not_ours,
            say("{}: has schema {}, this hnat needs {}; `hnat db migrate` brings it there (after a backup)",
                options.path.string(), version, newest));
    }
    if (version < newest) {
        migrate(*db, options, migrations, today);
    } else {
        require_schema(*db, options.path, migrations);
    }
    return db;
}

} // namespace

void require_new(const std::filesystem::path& path) {
    if (std::filesystem::exists(std::filesystem::symlink_status(path))) {
        throw Error(ErrorKind::usage,
                    say("{}: exists already; give another --db, or use it as it is", path.string()));
    }
    for (const char* suffix : {"-journal", "-wal"}) {
        const std::filesystem::path left = path.string() + suffix;
        if (std::filesystem::exists(left)) { // SQLite would play it into the new file
            throw Error(
                ErrorKind::usage,
                say("{}: is left of an earlier database of that name, which may need it; move it away, or "
                    "give another --db",
                    left.string()));
        }
    }
}

std::unique_ptr<SQLite::Database> open_database(const StoreOptions& options, Access access, Day today,
                                                std::span<const Migration> migrations) {
    require_file(options.path);
    if (!options.allow_network_fs) {
        require_local(options.path);
    }
    try {
        try {
            return open_once(options, access, today, migrations);
        } catch (const SQLite::Exception& error) {
            if (error.getExtendedErrorCode() != SQLITE_READONLY_ROLLBACK) {
                throw;
            }
        }
        put_back_interrupted_write(options);
        return open_once(options, access, today, migrations);
    } catch (const SQLite::Exception& error) {
        if ((error.getErrorCode() & 0xff) == SQLITE_BUSY) {
            throw_locked(options.path, options.lock_timeout);
        }
        rethrow_as_error(error, options.path);
    }
}

std::unique_ptr<SQLite::Database> create_database(const StoreOptions& options, Day today,
                                                  std::span<const Migration> migrations) {
    if (options.path == k_in_memory) {
        auto db = std::make_unique<SQLite::Database>(k_in_memory, SQLITE_OPEN_READWRITE);
        configure(*db, Access::write);
        build_schema(*db, migrations, today);
        return db;
    }
    require_new(options.path);
    const std::filesystem::path folder = std::filesystem::absolute(options.path).parent_path();
    make_private_folders(folder);
    if (!options.allow_network_fs) {
        require_local(folder);
    }
    try {
        AtomicFile file(options.path, false);
        {
            const auto db = connect(file.temporary(), SQLITE_OPEN_READWRITE, options.lock_timeout);
            configure(*db, Access::write);
            build_schema(*db, migrations, today);
        }
        file.commit();
    } catch (const SQLite::Exception& error) {
        rethrow_as_error(error, options.path);
    }
    return open_database(options, Access::write, today, migrations);
}

namespace {

/// An erasure that was cut short after its commit. When it can't be finished now, because others read or the
/// disk is full, the command goes on all the same: the file still says that it has to be done, and so does
/// `db check`.
void finish_erasure(Store& store) {
    try {
        if (is_wipe_pending(store)) {
            wipe_deleted(store);
        }
    } catch (const Error&) {             // NOLINT(bugprone-empty-catch): see above
    } catch (const SQLite::Exception&) { // NOLINT(bugprone-empty-catch)
    }
}

} // namespace

int schema_version() {
    return embedded_migrations().back().version;
}

Store::Store(std::unique_ptr<SQLite::Database> db, std::filesystem::path path)
    : m_db(std::move(db)),
      m_path(std::move(path)),
      m_schema_cookie(schema_cookie(*m_db)) {}

Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

Store Store::create(const StoreOptions& options, Day today) {
    return {create_database(options, today, embedded_migrations()), options.path};
}

Store Store::open(const StoreOptions& options, Access access, Day today) {
    if (access != Access::read && access != Access::write) {
        throw Error(ErrorKind::failed, "Store::open is for reading or writing");
    }
    Store store(open_database(options, access, today, embedded_migrations()), options.path);
    if (access == Access::write) {
        finish_erasure(store);
    }
    return store;
}

} // namespace hnat
