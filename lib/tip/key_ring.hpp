/// The keys of tips: two recipients, and one key pair a quarter for each (design: epoch keys).
#pragma once

#include "seal/key_file.hpp"
#include "store/store.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace hnat {

/// A recipient as the database knows it.
struct KeyRecipient {
    KeyRole role = KeyRole::office;
    KeyKind kind = KeyKind::main;
    PublicKey public_key{};
    Day since;
    std::optional<Day> retired_on;
};

/// The public key of a quarter's epoch.
struct KeyEpoch {
    std::string quarter; ///< `2026Q4`: the civil quarter of the day of receipt
    KeyRole role = KeyRole::office;
    PublicKey public_key{};
    Day made_on;
    std::optional<Day> destroyed_on;
};

/// Errors of all that needs keys and finds none: key, `no keys are set up; hnat key init makes them`.
class KeyRing {
  public:
    /// `folder` holds the key files (0700).
    explicit KeyRing(std::filesystem::path folder) : m_folder(std::move(folder)) {}

    [[nodiscard]] const std::filesystem::path& folder() const { return m_folder; }
    /// Where a main key lies unless it was taken elsewhere, and where an epoch does. The names hold the
    /// fingerprint, so that no file is ever in the way of another.
    [[nodiscard]] std::filesystem::path key_path(KeyRole role, const PublicKey& key) const;
    [[nodiscard]] std::filesystem::path epoch_path(const KeyEpoch& epoch) const;

    /// Whether both roles have a key. Cheap: asks the database only.
    [[nodiscard]] bool is_set_up(const Store& store) const;

    /// The public key that a tip received on `day` is sealed to. Makes the epoch of that quarter if there is
    /// none: its file is written first, under a name of its own, then its row; no passphrase is needed.
    /// Errors: key (no keys, the epoch is destroyed, its file is not in the folder), io.
    PublicKey epoch_key(Transaction& transaction, KeyRole role, Day received_on);

    /// The key pair that opens what was sealed on a day, from the recipient's key file (`key_file`, else the
    /// one in the folder). Errors: key (wrong passphrase or file, epoch destroyed), io.
    [[nodiscard]] KeyPair open_epoch(const Store& store, KeyRole role, Day received_on,
                                     const Secret& passphrase,
                                     const std::optional<std::filesystem::path>& key_file = {}) const;

    /// The file of a recipient's key: `key_file`, else the main key's in the folder; looked at before anybody
    /// is asked for a passphrase. Errors: key (no keys, not in the folder, of the other role, as
    /// read_key_header), io.
    [[nodiscard]] std::filesystem::path
    find_key_file(const Store& store, KeyRole role,
                  const std::optional<std::filesystem::path>& key_file = {}) const;

    /// The two steps of open_epoch, for who opens more than one: the passphrase costs a fifth of a second.
    [[nodiscard]] KeyPair open_recipient(const Store& store, KeyRole role, const Secret& passphrase,
                                         const std::optional<std::filesystem::path>& key_file = {}) const;
    [[nodiscard]] KeyPair open_epoch(const Store& store, KeyRole role, Day received_on,
                                     const KeyPair& recipient) const;

    /// Marks as destroyed the epochs of quarters that ended more than 31 days before today (late entries are
    /// taken for that long) and have no tip left. The caller commits and then calls remove_destroyed.
    std::vector<KeyEpoch> retire_epochs(Transaction& transaction) const;

    /// Overwrites and unlinks the files of epochs that are marked as destroyed, and syncs the folder; a run
    /// that was cut short is made good by the next. Returns how many went. Errors: io.
    int remove_destroyed(const Store& store) const;

  private:
    std::filesystem::path m_folder;
};

} // namespace hnat
