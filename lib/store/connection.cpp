#include "store/connection.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "store/library_memory.hpp"
#include "store/sql_functions.hpp"

#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include <array>
#include <bit>
#include <cstring>
#include <string>
#include <string_view>

namespace hnat {

namespace {

struct Pragma {
    const char* name;
    std::int64_t value;
};

/// Numeric pragmas; journal_mode, which answers with a word, is set beside them. synchronous 3 is EXTRA,
/// temp_store 2 MEMORY: no temporary file ever holds a row. secure_delete overwrites erased text with zeros
/// (P3). Without recursive_triggers, INSERT OR REPLACE would delete audit rows unseen by their trigger (P9).
/// A transaction that outgrows the cache, here 40 MiB, writes pages before it commits and keeps readers out
/// from then on: an import of 100,000 rows as tests/bench has them does not. A larger one would not fit into
/// an import's 64 MiB.
constexpr std::array k_pragmas{
    Pragma{"synchronous", 3},        Pragma{"secure_delete", 1},   Pragma{"foreign_keys", 1},
    Pragma{"recursive_triggers", 1}, Pragma{"trusted_schema", 0},  Pragma{"cell_size_check", 1},
    Pragma{"temp_store", 2},         Pragma{"cache_size", -40960},
};

void set_option(SQLite::Database& db, int option, int value) {
    int now = -1;
    const int result = sqlite3_db_config(db.getHandle(), option, value, &now);
    if (result != SQLITE_OK || now != value) {
        throw Error(ErrorKind::failed,
                    say("this SQLite library ({}) does not take option {}", sqlite3_libversion(), option));
    }
}

void set_pragma(SQLite::Database& db, const Pragma& pragma) {
    SQLite::Statement(db, fmt::format("PRAGMA {} = {}", pragma.name, pragma.value)).executeStep();
    const std::int64_t now = query_integer(db, fmt::format("PRAGMA {}", pragma.name).c_str());
    if (now != pragma.value) {
        throw Error(ErrorKind::failed,
                    say("PRAGMA {} is {} after it was set to {}: this SQLite library ({}) can't be used",
                        pragma.name, now, pragma.value, sqlite3_libversion()));
    }
}

void set_journal_mode(SQLite::Database& db) {
    SQLite::Statement statement(db, "PRAGMA journal_mode = DELETE");
    statement.executeStep();
    const std::string mode = statement.getColumn(0).getString();
    if (mode != "delete" && mode != "memory") { // memory: only of an in-memory database
        throw Error(ErrorKind::failed, say("PRAGMA journal_mode is '{}' instead of 'delete'", mode));
    }
}

std::uint32_t big_endian(const unsigned char* bytes, std::size_t size) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < size; ++i) {
        value = value << 8U | bytes[i];
    }
    return value;
}

[[noreturn]] void refuse(const std::filesystem::path& path, const std::string& why) {
    throw Error(ErrorKind::not_ours, say("{}: {}; nothing was written to it", path.string(), why));
}

/// SQLite locks every call and counts every byte for programs whose threads share a connection; here each
/// connection belongs to one thread. Where the library runs already it stays as it is, only slower.
int start_library() {
    keep_statement_journals();
    return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

} // namespace

std::unique_ptr<SQLite::Database> connect(const std::filesystem::path& path, int flags,
                                          std::chrono::milliseconds lock_timeout) {
    static const int started [[maybe_unused]] = start_library();
    auto db = std::make_unique<SQLite::Database>(path.string(), flags | SQLITE_OPEN_NOMUTEX);
    sqlite3_busy_timeout(db->getHandle(), static_cast<int>(lock_timeout.count()));
    const bool wants_write = (flags & SQLITE_OPEN_READWRITE) != 0;
    if (wants_write && sqlite3_db_readonly(db->getHandle(), "main") == 1) {
        throw Error(ErrorKind::io, say("{}: may be read but not written by this user", path.string()));
    }
    return db;
}

void configure(SQLite::Database& db, Access access) {
    set_option(db, SQLITE_DBCONFIG_DEFENSIVE, 1);
    set_option(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0);
    set_option(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0);
    set_option(db, SQLITE_DBCONFIG_DQS_DML, 0); // "nmae" is a misspelt column, not a string
    set_option(db, SQLITE_DBCONFIG_DQS_DDL, 0);
    register_functions(db);
    for (const Pragma& pragma : k_pragmas) {
        set_pragma(db, pragma);
    }
    set_journal_mode(db);
    set_pragma(db, {"query_only", access == Access::read ? 1 : 0});
}

std::int64_t schema_cookie(SQLite::Database& db) {
    return query_integer(db, "PRAGMA schema_version");
}

void trust_schema(SQLite::Database& db, bool trusted) noexcept {
    sqlite3_db_config(db.getHandle(), SQLITE_DBCONFIG_TRUSTED_SCHEMA, trusted ? 1 : 0, nullptr);
}

std::optional<FileHeader> read_header(SQLite::Database& db) {
    constexpr std::size_t k_header_size = 100;
    constexpr std::string_view k_magic("SQLite format 3\0", 16);
    sqlite3_file* file = nullptr;
    if (sqlite3_file_control(db.getHandle(), "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK ||
        file == nullptr || file->pMethods == nullptr) {
        throw Error(ErrorKind::failed, say("this SQLite library does not give its file handle"));
    }
    std::array<unsigned char, k_header_size> bytes{};
    const int result = file->pMethods->xRead(file, bytes.data(), k_header_size, 0);
    if (result == SQLITE_IOERR_SHORT_READ) {
        return std::nullopt;
    }
    if (result != SQLITE_OK) {
        throw SQLite::Exception(sqlite3_errstr(result), result);
    }
    if (std::memcmp(bytes.data(), k_magic.data(), k_magic.size()) != 0) {
        return std::nullopt;
    }
    FileHeader header;
    header.page_size = big_endian(&bytes[16], 2);
    if (header.page_size == 1) {
        header.page_size = 65536;
    }
    header.wal = bytes[18] != 1 || bytes[19] != 1;
    header.user_version = big_endian(&bytes[60], 4);
    header.application_id = big_endian(&bytes[68], 4);
    return header;
}

void require_ours(const std::optional<FileHeader>& header, const std::filesystem::path& path, int newest) {
    if (!header) {
        refuse(path, say("not a database; check --db"));
    }
    if (header->application_id != static_cast<std::uint32_t>(k_application_id)) {
        refuse(path,
               say("a database of another program (application id {:08x}, hnat's is {:08x}); check --db",
                   header->application_id, static_cast<std::uint32_t>(k_application_id)));
    }
    if (header->wal) {
        refuse(path, say("in WAL mode, which keeps erased text in a second file; if you trust the file, put "
                         "it back with "
                         "sqlite3 FILE 'PRAGMA journal_mode = DELETE'"));
    }
    if (header->page_size != k_page_size) {
        refuse(path, say("has pages of {} bytes, hnat makes {}", header->page_size, k_page_size));
    }
    if (header->user_version == 0) {
        refuse(path, say("has no schema version"));
    }
    if (header->user_version > static_cast<std::uint32_t>(newest)) {
        refuse(
            path,
            say("has schema {}, this hnat knows schemas up to {}; use the hnat that wrote it, or a newer one",
                header->user_version, newest));
    }
}

std::int64_t query_integer(SQLite::Database& db, const char* sql) {
    SQLite::Statement statement(db, sql);
    return statement.executeStep() ? statement.getColumn(0).getInt64() : 0;
}

} // namespace hnat
