/// Keys as the database knows them. Whoever can write to the file could put a public key of their own among
/// them, or make one current again that was retired because it was stolen, and read what is sealed from then
/// on; or have living keys destroyed. So a row counts only when the newest row of the audit chain about that
/// key commits to all of it, also to the day on which it was retired or destroyed. Who adds a row to the
/// chain as well, which is signed by nobody until the next checkpoint, leaves it there for good: `audit list`
/// shows a change of keys that nobody made.
/// Errors of every function that reads: key (a row that is not as the chain has it).
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
/// Retires the present recipient of this role and kind, if there is one; the chain says so too.
void retire_recipient(Transaction& transaction, KeyRole role, KeyKind kind);
/// Appends the row of a drill. Its object is the recipient, or the office when the database has no such key.
void append_drill(Transaction& transaction, const PublicKey& key, const CanonicalState& state,
                  AuditOutcome outcome);

/// The object of a quarter's rows in the chain. It is computed, so that no row can pass for that of another
/// quarter, nor one that was taken away for one that never was.
Uuid epoch_object(SQLite::Database& db, std::string_view quarter, KeyRole role);
/// All epochs, by quarter.
std::vector<KeyEpoch> list_epochs(SQLite::Database& db);
/// Those of a role that are not destroyed.
std::vector<KeyEpoch> living_epochs(SQLite::Database& db, KeyRole role);
std::optional<KeyEpoch> find_epoch(SQLite::Database& db, std::string_view quarter, KeyRole role);
void add_epoch(Transaction& transaction, const KeyEpoch& epoch);
/// Puts another key in the place of that of its quarter and role.
void replace_epoch(Transaction& transaction, const KeyEpoch& epoch);
/// Marks it as destroyed today.
void destroy_epoch(Transaction& transaction, KeyEpoch& epoch);
/// Errors: key (the chain knows an epoch of this quarter and role: its row was taken away).
void require_unknown_epoch(SQLite::Database& db, std::string_view quarter, KeyRole role);

} // namespace hnat
