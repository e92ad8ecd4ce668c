/// Inside lib/store: a connection before anybody may use it.
#pragma once

#include "store/store.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>

namespace hnat {

/// Page size of every database of hnat, in bytes. Another one is a sign of a file that somebody else made.
inline constexpr std::uint32_t k_page_size = 4096;

/// Opens the file without running any SQL: nothing is read but the header, nothing is written, a hot journal
/// is left alone. Sets the busy timeout. SQLite falls back to read-only when a file may not be written:
/// Error{io} instead. Errors: io; SQLite::Exception.
std::unique_ptr<SQLite::Database> connect(const std::filesystem::path& path, int flags,
                                          std::chrono::milliseconds lock_timeout);

/// Sets every pragma of the design and reads it back, hardens the connection against hostile schemas,
/// registers the functions and the collation VI. The first SQL on the connection, so a hot journal shows
/// here. Errors: failed (a pragma that did not take); SQLite::Exception.
void configure(SQLite::Database& db, Access access);

/// A number that changes with every change of the schema, by whatever program.
std::int64_t schema_cookie(SQLite::Database& db);

/// Whether triggers and views may use virtual tables and functions that are not declared innocuous. See
/// Transaction.
void trust_schema(SQLite::Database& db, bool trusted) noexcept;

/// What the first 100 bytes of a database say (https://www.sqlite.org/fileformat2.html, section 1.3).
struct FileHeader {
    std::uint32_t page_size = 0;
    bool wal = false; ///< write or read version 2
    std::uint32_t user_version = 0;
    std::uint32_t application_id = 0;
};

/// Reads the header through SQLite's own file handle: opening and closing the file a second time would drop
/// the POSIX locks of this process. nullopt: shorter than a header, or other magic bytes.
std::optional<FileHeader> read_header(SQLite::Database& db);

/// Refuses what is not a database of hnat, and one newer than `newest`. Errors: not_ours.
void require_ours(const std::optional<FileHeader>& header, const std::filesystem::path& path, int newest);

/// The whole number that a one-row query gives.
std::int64_t query_integer(SQLite::Database& db, const char* sql);

/// Errors: locked, always.
[[noreturn]] void throw_locked(const std::filesystem::path& path, std::chrono::milliseconds waited);

} // namespace hnat
