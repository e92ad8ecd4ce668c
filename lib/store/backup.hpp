/// Backups of the database: plain or sealed copies that were checked, and the way back from them.
#pragma once

#include "seal/box.hpp"
#include "store/audit.hpp"
#include "store/check.hpp"
#include "store/store.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hnat {

/// What a backup holds.
struct BackupInfo {
    int schema = 0;
    std::int64_t audit_size = 0;
    std::string audit_head; ///< hexadecimal; empty for an empty chain
};

/// Writes a copy of one committed state of the store to `target`, mode 0600, atomically; other readers go on
/// meanwhile, and a writer waits with its commit. A plain copy (no recipients) is made with SQLite's backup
/// API, opened again and checked: integrity, head of the audit chain. A sealed one (seal/sealed_stream.hpp)
/// is made of the file's own pages after they were checked, so that its content is on the disk nowhere else.
/// Errors: usage (the target is there and `overwrite` is false, too many recipients, the store is in memory);
/// failed (the store does not check out); io; locked.
BackupInfo write_backup(const Store& store, const std::filesystem::path& target, bool overwrite,
                        std::span<const PublicKey> recipients = {});

/// Gives the key pair that opens a sealed backup; called with the fingerprints of the keys that would do, and
/// not at all for a plain one.
using BackupKey = std::function<KeyPair(const std::vector<std::string>& fingerprints)>;

struct RestoreResult {
    BackupInfo backup;                 ///< as it was in the backup
    Day last_change;                   ///< the day of its last audit row
    std::vector<CheckResult> findings; ///< what the check found that is no reason to refuse: an expiry day
                                       ///< that has passed since
};

/// Makes the database `options.path`, which must not be there, from a backup: unseals it, brings an older
/// schema to the present one, checks everything that check_store checks, appends the audit row store-restore,
/// and only then gives it its name. A backup can't be told from an older state of the store that somebody put
/// in its place: the row, and checkpoints that outsiders have, show it. What was erased after the backup was
/// made is back; see `db erasures`. Errors: usage (the path is taken; the backup has a journal beside it);
/// io; not_ours (not a backup of hnat, or of a newer one); key; failed (damaged, cut, or the check found
/// something).
RestoreResult restore_backup(const std::filesystem::path& backup, const StoreOptions& options,
                             const Actor& actor, const BackupKey& key);

/// What was erased, or may not be used any more, and would come back with a backup that was made before. It
/// names nobody: random keys that nothing but an older copy of the database tells apart.
struct ErasureRow {
    std::int64_t seq = 0;
    std::string day, verb, object; ///< as in AuditRow; or k_consent_withdrawn, and the key of the consent
};

/// The verb of a row that the chain does not have: it says that a member withdrew, this one which consent.
inline constexpr std::string_view k_consent_withdrawn = "consent-withdrawn";

/// The rows of the chain that say so, from the oldest, and the consents that were withdrawn.
std::vector<ErasureRow> erasure_rows(const Store& store);

/// The verb of the last line of a list, so that one that was cut or changed by accident is told from a whole
/// one: its number is how many rows the chain has, its record half the SHA-256 of that and of the lines. It
/// has no key: who means to can make another.
inline constexpr std::string_view k_list_end = "list-end";
ErasureRow end_of_list(const Store& store, const std::vector<ErasureRow>& rows);

/// A list that was read.
struct ErasureList {
    std::vector<ErasureRow> rows;
    std::int64_t chain_size = 0; ///< rows of the chain when it was made
};

/// The records of which the list says this more often than the chain of this database does. The numbers of
/// rows would not tell: after a restore two chains count on from one row.
std::vector<std::string> told_more_often(SQLite::Database& db, std::span<const ErasureRow> list,
                                         AuditVerb verb);

/// Reads them from what `db erasures` printed, in whatever format: one line or cell row for each. `name` is
/// for messages. Errors: usage (not text; no such list; a line that names such a verb and no record; no last
/// line, or one that does not fit the others).
ErasureList parse_erasure_list(std::string_view text, std::string_view name);

} // namespace hnat
