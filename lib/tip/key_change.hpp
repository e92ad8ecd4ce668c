/// Making keys, and putting new ones in the place of old.
#pragma once

#include "tip/key_ring.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hnat {

/// A key that was made, and the file that holds its private half.
struct NewKey {
    KeyRecipient recipient;
    std::filesystem::path file;
};

/// Errors: usage (there are keys, in the database or in the folder), key (others may enter the folder).
void require_no_keys(SQLite::Database& db, const KeyRing& ring);

/// Makes the main keys of both roles in the ring's folder, which is made (0700) if it is missing. Files come
/// first, then rows. Errors: as require_no_keys; usage (a passphrase too short; both passphrases the same),
/// io.
std::vector<NewKey> create_keys(Transaction& transaction, const KeyRing& ring,
                                const Secret& office_passphrase, const Secret& custodian_passphrase);

/// Errors: usage (the role has a recovery key).
void require_no_recovery_key(SQLite::Database& db, KeyRole role);

/// Makes a second key of a role, in `file`, and seals the living epochs to both. `main` is the main key. With
/// `replace`, the recovery key that is there is retired. The caller commits and then calls settle_epochs.
/// Errors: usage (there is one and not `replace`; `file` exists), key, io.
NewKey add_recovery_key(Transaction& transaction, const KeyRing& ring, KeyRole role, const KeyPair& main,
                        const std::filesystem::path& file, const Secret& passphrase, bool replace);

/// Puts a new main key in the place of the present one, in `file` or under its name in the folder. `key` is
/// the present main or recovery key. Every living epoch is sealed to the old and the new key, so that
/// whatever comes next finds one that opens it; the caller commits and then calls settle_epochs with the new
/// key. Errors: key, io, usage (the passphrase, `file` exists).
NewKey rotate_key(Transaction& transaction, const KeyRing& ring, KeyRole role, const KeyPair& key,
                  const Secret& passphrase, const std::optional<std::filesystem::path>& file);

/// The key of a quarter whose file is not in the key folder. Errors: not_found (no such quarter, or its key
/// was destroyed), usage (its file is there).
KeyEpoch find_lost_epoch(SQLite::Database& db, const KeyRing& ring, KeyRole role, std::string_view quarter);

/// Makes a new key for a quarter whose file is lost, so that tips of that quarter can be taken again; what
/// was sealed to the lost one stays closed for good. Errors: not_found (no such quarter), usage (its file is
/// there), key (destroyed, no keys), io.
KeyEpoch renew_epoch(Transaction& transaction, const KeyRing& ring, KeyRole role, std::string_view quarter);

/// A living epoch that could not be opened, and why.
struct EpochTrouble {
    KeyEpoch epoch;
    std::string message;
};

/// What settle_epochs did.
struct Settled {
    int sound = 0;                      ///< epochs that the key opens, and that open what is sealed to them
    std::vector<EpochTrouble> troubles; ///< the others
    std::vector<std::string> old_keys;  ///< names of files of retired main keys that were destroyed
};

/// Opens every living epoch of the role, tries it with a box, and seals it to the present recipients and no
/// others where it is not. When all are sound, what the folder has of the role's retired main keys is
/// destroyed. It may be run at any time: a rotation that was cut short is brought to its end by the next run.
/// The transaction keeps others from changing keys meanwhile; nothing is written into it.
Settled settle_epochs(Transaction& transaction, const KeyRing& ring, KeyRole role, const KeyPair& key);

} // namespace hnat
