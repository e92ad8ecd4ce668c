/// What the tests of the store share.
#pragma once

#include "base/error.hpp"
#include "base/hash.hpp"
#include "store/audit.hpp"
#include "store/store.hpp"
#include "tests/support.hpp"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Statement.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

namespace hnat::test {

inline std::string bytes_of(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

inline void write_bytes(const std::filesystem::path& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

inline unsigned mode_of(const std::filesystem::path& path) {
    struct stat info {};
    REQUIRE(::stat(path.c_str(), &info) == 0);
    return info.st_mode & 07777U;
}

/// Everything by which a write would show: the content, the time, and the neighbours in the folder.
struct Trace {
    std::string sha256;
    std::filesystem::file_time_type time;
    std::vector<std::string> folder;
    friend bool operator==(const Trace&, const Trace&) = default;
};

inline Trace trace_of(const std::filesystem::path& path) {
    Trace trace{to_hex(sha256(bytes_of(path))), std::filesystem::last_write_time(path), {}};
    for (const auto& entry : std::filesystem::directory_iterator(path.parent_path())) {
        trace.folder.push_back(entry.path().filename().string());
    }
    std::sort(trace.folder.begin(), trace.folder.end());
    return trace;
}

/// The error that a call ends in; the test fails when it ends in none or in another exception.
inline Error error_of(const std::function<void()>& call) {
    try {
        call();
    } catch (const Error& error) {
        return error;
    }
    FAIL("no error");
    return {ErrorKind::failed, ""};
}

inline bool holds(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

/// A folder with a new database in it, closed.
class ScratchDatabase {
  public:
    ScratchDatabase() {
        m_options.path = m_folder.path() / "hnat.db";
        Store::create(m_options, day("2026-09-01"));
    }
    [[nodiscard]] const StoreOptions& options() const { return m_options; }
    [[nodiscard]] const std::filesystem::path& path() const { return m_options.path; }
    Store read() const { return Store::open(m_options, Access::read, day("2026-09-02")); }
    Store write() const { return Store::open(m_options, Access::write, day("2026-09-02")); }

    /// Fills the register with groups 1 to `count`.
    void add_groups(int count) const;

    /// Runs SQL as somebody would who has the file and not hnat.
    void tamper(const std::string& sql) const {
        SQLite::Database(path().string(), SQLITE_OPEN_READWRITE).exec(sql);
    }

  private:
    TempDir m_folder;
    StoreOptions m_options;
};

inline std::int64_t number(SQLite::Database& db, const std::string& sql) {
    return db.execAndGet(sql).getInt64();
}
inline std::string text(SQLite::Database& db, const std::string& sql) {
    return db.execAndGet(sql).getString();
}

inline void add_group(SQLite::Database& db, int id, const std::string& search_key) {
    SQLite::Statement insert(db, "INSERT INTO survey_group (id, uuid, key, name, search_key, platform, "
                                 "entity, url, resolved, state_on, "
                                 "surveyed_on, expires_on) VALUES (?, randomblob(16), ?, ?, ?, 'facebook', "
                                 "'group', ?, 1, '2026-09-01', "
                                 "'2026-09-01', '2027-09-01')");
    insert.bind(1, id);
    insert.bind(2, "facebook:group:" + std::to_string(id));
    insert.bind(3, search_key);
    insert.bind(4, search_key);
    insert.bind(5, "https://www.facebook.com/groups/" + std::to_string(id));
    insert.exec();
}

inline void ScratchDatabase::add_groups(int count) const {
    Store store = write();
    Transaction transaction(store, {k_unnamed_staff, day("2026-09-02")});
    for (int id = 1; id <= count; ++id) {
        add_group(transaction.db(), id, "cho dong hy so " + std::to_string(id));
    }
    transaction.commit();
}

/// Appends plain rows to the chain, one for each day.
inline void add_audit_rows(Store& store, const std::vector<const char*>& days) {
    for (const char* iso : days) {
        Transaction transaction(store, {k_unnamed_staff, day(iso)});
        append_audit(transaction, AuditVerb::survey_edit, random_uuid(), CanonicalState().add("name", iso));
        transaction.commit();
    }
}

/// Runs `body` in a process of its own, which ends without destructors, as a killed one does; its exit code.
inline int in_child(const std::function<int()>& body) {
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        int code = 99;
        try {
            code = body();
        } catch (...) {
            code = 98;
        }
        ::_exit(code);
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(WIFEXITED(status));
    return WEXITSTATUS(status);
}

} // namespace hnat::test
