#include "base/error.hpp"
#include "base/file.hpp"
#include "base/message.hpp"
#include "base/system_message.hpp"
#include "seal/sealed_stream.hpp"
#include "store/audit_row.hpp"
#include "store/backup.hpp"
#include "store/connection.hpp"
#include "store/filesystem.hpp"
#include "store/migrate.hpp"
#include "store/office.hpp"
#include "store/open.hpp"
#include "store/statement.hpp"

#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include <cerrno>
#include <fstream>
#include <system_error>

namespace hnat {

namespace {

/// A file read from its beginning, once.
class InputFile {
  public:
    explicit InputFile(const std::filesystem::path& path) : m_path(path), m_in(path, std::ios::binary) {
        if (!m_in) {
            fail();
        }
    }
    std::size_t read(std::span<std::uint8_t> out) {
        m_in.read(reinterpret_cast<char*>(out.data()), static_cast<std::streamsize>(out.size()));
        if (m_in.bad()) {
            fail();
        }
        return static_cast<std::size_t>(m_in.gcount());
    }
    bool begins_with(std::string_view magic) {
        std::string begin(magic.size(), '\0');
        m_in.read(begin.data(), static_cast<std::streamsize>(begin.size()));
        m_in.clear();
        m_in.seekg(0);
        return begin == magic;
    }

  private:
    [[noreturn]] void fail() const {
        throw Error(ErrorKind::io, say("cannot read '{}': {}; check the name and who may read it",
                                       m_path.string(), system_message(errno)));
    }

    std::filesystem::path m_path;
    std::ifstream m_in;
};

void require_backup_file(const std::filesystem::path& backup) {
    std::error_code error;
    const auto status = std::filesystem::status(backup, error);
    if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status)) {
        throw Error(ErrorKind::usage, say("{}: not a file; name a backup", backup.string()));
    }
    for (const char* suffix : {"-journal", "-wal"}) {
        const std::filesystem::path left = backup.string() + suffix;
        if (std::filesystem::exists(left)) {
            throw Error(ErrorKind::usage,
                        say("{}: lies beside it, so it is a database in use or one whose last writer was "
                            "interrupted, and not a backup; make one with `hnat --db {} db backup FILE`",
                            left.string(), backup.string()));
        }
    }
}

void unseal(const std::filesystem::path& backup, InputFile& input, AtomicFile& file, const BackupKey& key) {
    try {
        SealedStreamReader sealed([&input](std::span<std::uint8_t> out) { return input.read(out); });
        const KeyPair pair = key(sealed.recipients());
        sealed.open(pair, [&file](std::string_view bytes) { file.write(bytes); });
    } catch (const SealedStreamError& error) {
        throw Error(error.kind(), fmt::format("{}: {}", backup.string(), error.what()));
    }
}

/// Plain or sealed, into the temporary file.
void copy_content(const std::filesystem::path& backup, AtomicFile& file, const BackupKey& key) {
    InputFile input(backup);
    if (input.begins_with(k_sealed_stream_magic)) {
        unseal(backup, input, file, key);
    } else {
        std::string part(64UL * 1024, '\0');
        auto* const bytes = reinterpret_cast<std::uint8_t*>(part.data());
        while (const std::size_t size = input.read({bytes, part.size()})) {
            file.write(std::string_view(part).substr(0, size));
        }
    }
    file.flush();
}

/// The schema of the backup; it is the present one afterwards.
BackupInfo bring_up_to_date(const std::filesystem::path& file, const std::filesystem::path& backup,
                            Day today) {
    const auto migrations = embedded_migrations();
    const auto db = connect(file, SQLITE_OPEN_READWRITE, std::chrono::milliseconds(0));
    require_ours(read_header(*db), backup, migrations.back().version);
    configure(*db, Access::write);
    BackupInfo info{static_cast<int>(query_integer(*db, "PRAGMA user_version")),
                    query_integer(*db, "SELECT count(*) FROM audit"), audit_head(*db)};
    migrate_copy(*db, backup, migrations, today);
    return info;
}

/// All that check_store finds. What has only become late since the backup was made goes into the result.
void check(const Store& store, const std::filesystem::path& backup, RestoreResult& result) {
    for (CheckResult& part : check_store(store)) {
        if (part.findings.empty()) {
            continue;
        }
        if (part.name != "expiry") {
            throw Error(ErrorKind::failed,
                        say("{}: the check {} found: {}. Nothing was restored; take another backup",
                            backup.string(), part.name, part.findings.front()));
        }
        result.findings.push_back(std::move(part));
    }
}

Day last_change_of(SQLite::Database& db, Day otherwise) {
    SQLite::Statement statement(db, "SELECT day FROM audit ORDER BY seq DESC LIMIT 1");
    return statement.executeStep() ? sql::required_day_at(statement, 0) : otherwise;
}

void record(Store& store, const Actor& actor, const BackupInfo& backup) {
    if (actor.staff != k_unnamed_staff) {
        find_staff(store, actor.staff);
    }
    Transaction transaction(store, actor);
    CanonicalState state;
    state.add("schema", backup.schema)
        .add("audit_size", backup.audit_size)
        .add("audit_head", backup.audit_head);
    append_audit(transaction, AuditVerb::store_restore, office_uuid(transaction.db()), state);
    transaction.commit();
}

RestoreResult restore(const std::filesystem::path& backup, const StoreOptions& file, const Actor& actor) {
    RestoreResult result;
    {
        // Before a migration writes a row of today.
        const auto db = connect(file.path, SQLITE_OPEN_READONLY, std::chrono::milliseconds(0));
        require_ours(read_header(*db), backup, schema_version());
        result.last_change = last_change_of(*db, actor.today);
    }
    result.backup = bring_up_to_date(file.path, backup, actor.today);
    check(Store::open(file, Access::read, actor.today), backup, result);
    Store store = Store::open(file, Access::write, actor.today);
    record(store, actor, result.backup);
    return result;
}

/// Messages name the file that the user knows.
std::string renamed(std::string message, const std::string& temporary, const std::string& backup) {
    for (auto at = message.find(temporary); at != std::string::npos; at = message.find(temporary, at)) {
        message.replace(at, temporary.size(), backup);
        at += backup.size();
    }
    return message;
}

} // namespace

RestoreResult restore_backup(const std::filesystem::path& backup, const StoreOptions& options,
                             const Actor& actor, const BackupKey& key) {
    require_new(options.path);
    require_backup_file(backup);
    const std::filesystem::path folder = std::filesystem::absolute(options.path).parent_path();
    make_private_folders(folder);
    if (!options.allow_network_fs) {
        require_local(folder);
    }
    AtomicFile file(options.path, false);
    copy_content(backup, file, key);
    RestoreResult result;
    try {
        StoreOptions temporary = options;
        temporary.path = file.temporary();
        try {
            result = restore(backup, temporary, actor);
        } catch (const SQLite::Exception& error) {
            rethrow_as_error(error, backup);
        }
    } catch (const Error& error) {
        throw Error(error.kind(), renamed(error.what(), file.temporary().string(), backup.string()));
    }
    file.commit();
    return result;
}

} // namespace hnat
