/// The drill: proof that a key still opens what is sealed to it.
#pragma once

#include "tip/key_change.hpp"

#include <optional>

namespace hnat {

struct Drill {
    KeyRecipient recipient;
    Settled epochs;

    [[nodiscard]] bool passed() const { return epochs.troubles.empty(); }
};

/// Opens a box with the key, and with every living epoch of its role (settle_epochs). The day is kept when
/// all opened; the audit chain has it either way. Errors: key (not a present key of the role).
Drill drill_key(Transaction& transaction, const KeyRing& ring, KeyRole role, const KeyPair& key);

/// Keeps that a key of a role was tried and nothing came of it: another passphrase, a damaged file, a key
/// that is retired. `key` is what the file says it holds.
void record_failed_drill(Transaction& transaction, KeyRole role, const PublicKey& key);

/// The day of the last drill.
std::optional<Day> last_drill(SQLite::Database& db, KeyRole role, KeyKind kind);

/// A main key is tried once in every civil quarter, a recovery key once after it was made.
bool is_drill_due(const KeyRecipient& recipient, std::optional<Day> last, Day today);

} // namespace hnat
