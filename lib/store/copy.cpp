#include "store/copy.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/message.hpp"
#include "store/audit_row.hpp"
#include "store/connection.hpp"

#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include <string>

namespace hnat {

namespace {

std::filesystem::path free_name(const std::filesystem::path& path, std::string_view label) {
    std::filesystem::path name = fmt::format("{}.{}.bak", path.string(), label);
    for (int number = 2; std::filesystem::exists(std::filesystem::symlink_status(name)); ++number) {
        name = fmt::format("{}.{}.{}.bak", path.string(), label, number);
    }
    return name;
}

void copy_pages(SQLite::Database& from, SQLite::Database& to, const std::filesystem::path& path) {
    constexpr int k_all_pages = -1;
    try {
        SQLite::Backup backup(to, from);
        if (backup.executeStep(k_all_pages) != SQLITE_DONE) {
            throw Error(ErrorKind::locked,
                        say("{} is held by another process; it was not copied", path.string()));
        }
    } catch (const SQLite::Exception& error) { // with the code that tells reading from writing
        throw SQLite::Exception(error.what(), sqlite3_extended_errcode(to.getHandle()));
    }
}

void require_same(SQLite::Database& from, SQLite::Database& to, const std::filesystem::path& path) {
    SQLite::Statement check(to, "PRAGMA integrity_check(1)");
    check.executeStep();
    if (check.getColumn(0).getString() != "ok" || audit_head(from) != audit_head(to)) {
        throw Error(ErrorKind::failed, say("{}: its copy does not check out, so the file may be damaged; see "
                                           "`hnat db check`. Nothing was changed",
                                           path.string()));
    }
}

} // namespace

void copy_database(SQLite::Database& from, const std::filesystem::path& to,
                   const std::filesystem::path& path) {
    constexpr std::chrono::milliseconds k_nobody_waits{0};
    const auto copy = connect(to, SQLITE_OPEN_READWRITE, k_nobody_waits);
    copy->exec("PRAGMA journal_mode = OFF");
    copy->exec("PRAGMA synchronous = OFF");
    copy_pages(from, *copy, path);
    require_same(from, *copy, path);
}

std::filesystem::path copy_beside(const StoreOptions& options, std::string_view label) {
    std::filesystem::path name = free_name(options.path, label);
    AtomicFile file(name, false);
    {
        const auto from = connect(options.path, SQLITE_OPEN_READONLY, options.lock_timeout);
        copy_database(*from, file.temporary(), options.path);
    }
    file.commit();
    return name;
}

} // namespace hnat
