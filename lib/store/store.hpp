/// The one way to open the database.
#pragma once

#include "base/date.hpp"

#include <SQLiteCpp/Database.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

namespace hnat {

/// What a command does with the database.
enum class Access {
    none,   ///< does not open it
    read,   ///< never writes a byte
    write,  ///< may write; migrates an older schema first, after a backup
    create, ///< makes a new file; refuses an existing one
};

struct StoreOptions {
    std::filesystem::path path;                     ///< or ":memory:" (tests)
    std::chrono::milliseconds lock_timeout{10'000}; ///< busy timeout
    bool allow_network_fs = false;                  ///< NFS, SMB, FUSE: SQLite's locks can't be trusted there
};

/// `PRAGMA application_id` of every database of hnat: "hnat" in ASCII.
inline constexpr std::int32_t k_application_id = 0x686e6174;

/// The schema version that this binary reads and writes (`PRAGMA user_version`).
int schema_version();

/// An open database with every pragma of the design set and read back (journal_mode=DELETE,
/// synchronous=EXTRA, secure_delete=ON, foreign_keys=ON, trusted_schema=OFF, cell_size_check=ON,
/// temp_store=MEMORY), the functions hnat_k2(text), hnat_name_key(text) and the collation VI registered, and
/// every object of its schema compared with what hnat makes.
class Store {
  public:
    /// Makes the file (O_EXCL, 0600; a missing folder is made 0700) with the present schema.
    /// Errors: usage (exists already), io.
    static Store create(const StoreOptions& options, Day today);

    /// Opens an existing file. Errors: no_database, not_ours (foreign or newer file: refused without writing
    /// a byte; or an older one opened for reading: the message says which command migrates it), locked, io,
    /// failed (damaged). A reader that meets the journal of a writer that was killed puts the file back as
    /// that writer found it: the one case in which reading changes the file, and it changes no record.
    /// Opening for writing finishes an erasure that was cut short (store/wipe.hpp).
    static Store open(const StoreOptions& options, Access access, Day today);

    Store(Store&& other) noexcept;
    Store& operator=(Store&& other) noexcept;
    ~Store();

    /// The connection, for reading. Writers take a Transaction&.
    [[nodiscard]] SQLite::Database& db() const { return *m_db; }
    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

  private:
    friend class Transaction;
    Store(std::unique_ptr<SQLite::Database> db, std::filesystem::path path);

    std::unique_ptr<SQLite::Database> m_db;
    std::filesystem::path m_path;
    std::int64_t m_schema_cookie = 0; ///< `PRAGMA schema_version` when the schema was last compared
};

/// Who does something, and when; it goes into every audit row.
struct Actor {
    std::string staff; ///< code of an active staff member, or k_unnamed_staff
    Day today;
};

/// The audit's staff code when the office has not said who is at the keyboard.
inline constexpr const char* k_unnamed_staff = "office";

/// BEGIN IMMEDIATE … COMMIT. Rolls back when destroyed without commit.
/// Every function that writes takes one of these.
///
/// The triggers that feed the search index need it: FTS5 of SQLite 3.40 is not among the modules that a
/// trigger may use under trusted_schema=OFF. So the schema is trusted for the length of a transaction, when
/// nobody else can change it, and only after it was found unchanged since it was compared, or was compared
/// again.
class Transaction {
  public:
    /// Errors: locked (with the seconds that were waited), not_ours (the schema was changed since the store
    /// was opened).
    Transaction(Store& store, Actor actor);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    /// Errors: io (disk full), locked.
    void commit();

    [[nodiscard]] SQLite::Database& db() const { return m_store.db(); }
    [[nodiscard]] const Actor& actor() const { return m_actor; }
    [[nodiscard]] Day today() const { return m_actor.today; }

  private:
    Store& m_store;
    Actor m_actor;
    bool m_done = false;
};

/// What `db info` shows.
struct StoreInfo {
    std::string path;
    std::int64_t bytes = 0;
    int schema = 0;
    std::int64_t page_size = 0, pages = 0, free_pages = 0;
    std::string sqlite_version;
    std::int64_t audit_size = 0; ///< rows in the chain
    std::string audit_head;      ///< hash of its last row, hexadecimal; empty for an empty chain
};
StoreInfo store_info(const Store& store);

/// Maps an exception of the database library to Error with the right kind and the path in the message.
/// Call it in a catch block: `catch (const SQLite::Exception& e) { rethrow_as_error(e, path); }`.
[[noreturn]] void rethrow_as_error(const std::exception& exception, const std::filesystem::path& path);

} // namespace hnat
