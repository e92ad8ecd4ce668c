#include "store/audit_row.hpp"
#include "store/connection.hpp"
#include "store/snapshot.hpp"
#include "store/store.hpp"

#include <SQLiteCpp/Exception.h>
#include <sqlite3.h>

namespace hnat {

StoreInfo store_info(const Store& store) {
    try {
        SQLite::Database& db = store.db();
        const Snapshot snapshot(db);
        StoreInfo info;
        info.path = store.path().string();
        info.schema = static_cast<int>(query_integer(db, "PRAGMA user_version"));
        info.page_size = query_integer(db, "PRAGMA page_size");
        info.pages = query_integer(db, "PRAGMA page_count");
        info.free_pages = query_integer(db, "PRAGMA freelist_count");
        info.bytes = info.page_size * info.pages;
        info.sqlite_version = sqlite3_libversion();
        info.audit_size = query_integer(db, "SELECT count(*) FROM audit");
        info.audit_head = audit_head(db);
        return info;
    } catch (const SQLite::Exception& error) {
        rethrow_as_error(error, store.path());
    }
}

} // namespace hnat
