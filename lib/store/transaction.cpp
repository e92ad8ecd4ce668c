#include "base/error.hpp"
#include "base/message.hpp"
#include "store/connection.hpp"
#include "store/migrate.hpp"
#include "store/store.hpp"

#include <SQLiteCpp/Exception.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include <utility>

namespace hnat {

namespace {

/// Runs BEGIN or COMMIT. A lock that could not be had in time is reported with the time that was waited.
void run(const Store& store, const char* sql) {
    try {
        store.db().exec(sql);
    } catch (const SQLite::Exception& error) {
        if ((error.getErrorCode() & 0xff) == SQLITE_BUSY) {
            throw_locked(store.path(),
                         std::chrono::milliseconds(query_integer(store.db(), "PRAGMA busy_timeout")));
        }
        rethrow_as_error(error, store.path());
    }
}

/// Another process may have changed the schema since the store was opened: a newer hnat that migrated it, or
/// somebody with a shell. `cookie` is brought up to date when all is well (VACUUM and ANALYZE change it too).
void require_same_schema(const Store& store, std::int64_t& cookie) {
    const std::int64_t now = schema_cookie(store.db());
    if (now == cookie) {
        return;
    }
    if (query_integer(store.db(), "PRAGMA user_version") != schema_version()) {
        throw Error(ErrorKind::not_ours,
                    say("{}: was migrated by another hnat meanwhile; run the command again with that one",
                        store.path().string()));
    }
    require_schema(store.db(), store.path(), embedded_migrations());
    cookie = now;
}

} // namespace

Transaction::Transaction(Store& store, Actor actor) : m_store(store), m_actor(std::move(actor)) {
    if (sqlite3_db_readonly(db().getHandle(), "main") ==
        1) { // BEGIN IMMEDIATE would begin, and the first write fail
        throw Error(ErrorKind::failed,
                    fmt::format("{}: was opened for reading only, but something wants to write",
                                store.path().string()));
    }
    run(m_store, "BEGIN IMMEDIATE");
    try {
        require_same_schema(m_store, m_store.m_schema_cookie);
    } catch (...) {
        db().tryExec("ROLLBACK");
        throw;
    }
    trust_schema(db(), true);
}

Transaction::~Transaction() {
    const bool open = sqlite3_get_autocommit(db().getHandle()) == 0; // some errors roll back by themselves
    if (!m_done && open) {
        db().tryExec("ROLLBACK");
    }
    trust_schema(db(), false);
}

void Transaction::commit() {
    run(m_store, "COMMIT");
    m_done = true;
    trust_schema(db(), false);
}

} // namespace hnat
