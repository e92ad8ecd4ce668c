#include "store/migrate.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/resource.hpp"
#include "store/audit_row.hpp"
#include "store/connection.hpp"
#include "store/copy.hpp"
#include "store/office.hpp"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>
#include <fmt/format.h>

namespace hnat {

namespace {

std::vector<Migration> read_embedded() {
    std::vector<Migration> migrations;
    for (const Resource& resource : resources()) { // sorted by path
        if (!resource.path.starts_with("data/schema/")) {
            continue;
        }
        const int version = static_cast<int>(migrations.size()) + 1;
        if (resource.path != fmt::format("data/schema/{:04}.sql", version)) {
            throw Error(ErrorKind::failed,
                        fmt::format("'{}' is compiled in, 'data/schema/{:04}.sql' was expected",
                                    resource.path, version));
        }
        migrations.push_back({version, resource.text});
    }
    return migrations;
}

/// Applies migrations inside the caller's transaction and records them.
void apply(SQLite::Database& db, std::span<const Migration> migrations, Day today) {
    for (const Migration& migration : migrations) {
        db.exec(std::string(migration.sql));
        SQLite::Statement record(db, "INSERT INTO schema_migration (version, applied_on) VALUES (?, ?)");
        record.bind(1, migration.version);
        record.bind(2, to_iso(today));
        record.exec();
    }
    db.exec(fmt::format("PRAGMA user_version = {}", migrations.back().version));
}

/// A migration may rebuild a table, which must not delete the rows that refer to it. The pragma does nothing
/// inside a transaction, so it goes round it; the references are checked before the commit instead.
class ForeignKeysOff {
  public:
    explicit ForeignKeysOff(SQLite::Database& db) : m_db(db) { m_db.exec("PRAGMA foreign_keys = OFF"); }
    ~ForeignKeysOff() { m_db.tryExec("PRAGMA foreign_keys = ON"); }
    ForeignKeysOff(const ForeignKeysOff&) = delete;
    ForeignKeysOff& operator=(const ForeignKeysOff&) = delete;

  private:
    SQLite::Database& m_db;
};

/// The time in which triggers may feed the search index; see Transaction.
class Trusted {
  public:
    explicit Trusted(SQLite::Database& db) : m_db(db) { trust_schema(m_db, true); }
    ~Trusted() { trust_schema(m_db, false); }
    Trusted(const Trusted&) = delete;
    Trusted& operator=(const Trusted&) = delete;

  private:
    SQLite::Database& m_db;
};

void require_references(SQLite::Database& db, const std::filesystem::path& path) {
    SQLite::Statement statement(db, "PRAGMA foreign_key_check");
    if (statement.executeStep()) {
        throw Error(
            ErrorKind::failed,
            say("{}: a row of {} would be left without the row it refers to; the migration was taken back",
                path.string(), statement.getColumn(0).getString()));
    }
}

/// Takes the copy away again unless it is kept: a migration that failed has changed nothing.
class Copy {
  public:
    explicit Copy(std::filesystem::path path) : m_path(std::move(path)) {}
    ~Copy() {
        std::error_code ignored;
        if (!m_kept && !m_path.empty()) {
            std::filesystem::remove(m_path, ignored);
        }
    }
    Copy(const Copy&) = delete;
    Copy& operator=(const Copy&) = delete;
    void keep() { m_kept = true; }
    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

  private:
    std::filesystem::path m_path;
    bool m_kept = false;
};

void record_migration(SQLite::Database& db, int from, int to, Day today) {
    CanonicalState state;
    state.add("from", from).add("to", to);
    append_audit_row(db, {k_unnamed_staff, today}, AuditVerb::store_migrate, office_uuid(db), state,
                     AuditOutcome::done);
}

/// `beside`: where a copy is made first; nullptr: the file is a copy itself.
std::filesystem::path upgrade(SQLite::Database& db, const std::filesystem::path& path,
                              std::span<const Migration> migrations, Day today, const StoreOptions* beside) {
    const ForeignKeysOff foreign_keys(db);
    SQLite::Transaction transaction(db, SQLite::TransactionBehavior::IMMEDIATE);
    const int from = static_cast<int>(query_integer(db, "PRAGMA user_version"));
    const int to = migrations.back().version;
    if (from >= to) {
        return {};
    }
    const auto known = static_cast<std::size_t>(from);
    require_schema(db, path, migrations.first(known));
    const Trusted trusted(db);

    Copy copy(beside == nullptr ? std::filesystem::path()
                                : copy_beside(*beside, fmt::format("schema-{}", from)));
    apply(db, migrations.subspan(known), today);
    require_references(db, path);
    require_schema(db, path, migrations);
    record_migration(db, from, to, today);
    copy.keep(); // from here on the answer of the disk is not certain any more
    transaction.commit();
    return copy.path();
}

} // namespace

std::span<const Migration> embedded_migrations() {
    static const std::vector<Migration> migrations = read_embedded();
    return migrations;
}

void build_schema(SQLite::Database& db, std::span<const Migration> migrations, Day today) {
    db.exec(fmt::format("PRAGMA page_size = {}", k_page_size)); // only takes while the file is empty
    SQLite::Transaction transaction(db, SQLite::TransactionBehavior::IMMEDIATE);
    db.exec(fmt::format("PRAGMA application_id = {}", k_application_id));
    apply(db, migrations, today);
    transaction.commit();
}

std::filesystem::path migrate(SQLite::Database& db, const StoreOptions& options,
                              std::span<const Migration> migrations, Day today) {
    return upgrade(db, options.path, migrations, today, &options);
}

void migrate_copy(SQLite::Database& db, const std::filesystem::path& path,
                  std::span<const Migration> migrations, Day today) {
    upgrade(db, path, migrations, today, nullptr);
}

} // namespace hnat
