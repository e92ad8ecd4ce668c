/// Inside lib/store: schemas by number, and the way from an older one to the present one.
#pragma once

#include "store/store.hpp"

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hnat {

/// One numbered file of data/schema. Number n takes a database from schema n-1 to schema n; 1 starts from
/// nothing.
struct Migration {
    int version = 0;
    std::string_view sql;
};

/// The list that is compiled in, from 1 without a gap. Functions take the list as an argument so that tests
/// can add to it. Errors: failed (a gap or a wrong name: a bug).
std::span<const Migration> embedded_migrations();

/// Builds the newest schema of `migrations` in an empty database, in one transaction: all tables,
/// application_id, user_version, and the rows of schema_migration.
void build_schema(SQLite::Database& db, std::span<const Migration> migrations, Day today);

/// Takes an older database to the newest schema: holds the write lock, makes a checked copy beside the file,
/// applies what is missing, records it, appends the audit row store-migrate, checks foreign keys and the
/// result, and commits all of it as one transaction. On failure the file is as before and the copy is taken
/// away again. Does nothing when another process has migrated meanwhile. Returns the path of the copy; empty
/// when there was nothing to do or the database is in memory. Errors: failed, io, locked; SQLite::Exception.
std::filesystem::path migrate(SQLite::Database& db, const StoreOptions& options,
                              std::span<const Migration> migrations, Day today);

/// The same for a file that is a copy already, which nobody else has open: no other copy is made of it.
void migrate_copy(SQLite::Database& db, const std::filesystem::path& path,
                  std::span<const Migration> migrations, Day today);

/// One row of sqlite_schema.
struct SchemaObject {
    std::string type, name, table, sql;
    friend bool operator==(const SchemaObject&, const SchemaObject&) = default;
};

/// The objects of a database, sorted by name. SQLite's own statistics tables (ANALYZE) are left out.
std::vector<SchemaObject> schema_objects(SQLite::Database& db);

/// SHA-256 over all objects, hexadecimal.
std::string schema_fingerprint(const std::vector<SchemaObject>& objects);

/// Compares the objects of a database with a fresh one of the same migrations, made in memory: a trigger,
/// view or virtual table that hnat did not make could act on its behalf. Errors: not_ours, naming the object.
void require_schema(SQLite::Database& db, const std::filesystem::path& path,
                    std::span<const Migration> migrations);

} // namespace hnat
