/// Keys as the database knows them. Whoever can write to the file could put a public key of their own among
/// them, and read what is sealed from then on; so a row counts only when the audit chain committed to it. To
/// forge that as well, rows have to be added to the chain, which the checkpoints that were handed out betray.
/// Errors of every function that reads: key (a row that the chain does not know).
#pragma once

#include "store/audit.hpp"
#include "tip/key_ring.hpp"

#include <SQLiteCpp/Database.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hnat {

/// All recipients: office before custodian, main before recovery, the present one before the retired.
std::vector<KeyRecipient> list_recipients(SQLite::Database& db);
std::optional<KeyRecipient> present_recipient(SQLite::Database& db, KeyRole role, KeyKind kind);
/// Whom an epoch is sealed to: the main key, and the recovery key if there is one. Errors: key (no keys).
std::vector<PublicKey> present_keys(SQLite::Database& db, KeyRole role);
/// The recipient of a role that has this key and is not retired. Errors: key.
KeyRecipient require_present(SQLite::Database& db, KeyRole role, const PublicKey& key);

/// Writes the row of a new recipient and one of the audit chain.
void add_recipient(Transaction& transaction, const KeyRecipient& recipient, AuditVerb verb);
/// Retires the present recipient of this role and kind, if there is one.
void retire_recipient(Transaction& transaction, KeyRole role, KeyKind kind);

/// All epochs, by quarter.
std::vector<KeyEpoch> list_epochs(SQLite::Database& db);
/// Those of a role that are not destroyed.
std::vector<KeyEpoch> living_epochs(SQLite::Database& db, KeyRole role);
std::optional<KeyEpoch> find_epoch(SQLite::Database& db, std::string_view quarter, KeyRole role);
void add_epoch(Transaction& transaction, const KeyEpoch& epoch);
/// Puts another key in the place of that of its quarter and role.
void replace_epoch(Transaction& transaction, const KeyEpoch& epoch);

} // namespace hnat
