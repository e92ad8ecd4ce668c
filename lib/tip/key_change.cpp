#include "tip/key_change.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "seal/passphrase.hpp"
#include "seal/private_file.hpp"
#include "store/statement.hpp"
#include "tip/key_rows.hpp"

#include <algorithm>
#include <cerrno>
#include <string>
#include <system_error>

#include <sys/stat.h>
#include <unistd.h>

namespace hnat {

namespace {

namespace fs = std::filesystem;

/// A missing folder is made for nobody else, its missing parents too.
void make_folder(const fs::path& folder) {
    std::error_code ignored;
    if (fs::exists(folder, ignored)) {
        return;
    }
    if (folder.has_parent_path() && folder.parent_path() != folder) {
        make_folder(folder.parent_path());
    }
    if (::mkdir(folder.c_str(), S_IRWXU) != 0 && errno != EEXIST) {
        throw Error(ErrorKind::io, say("cannot make the key folder '{}': {}; give another: --key-dir "
                                       "FOLDER",
                                       folder.string(), std::generic_category().message(errno)));
    }
}

void require_private_folder(const fs::path& folder) {
    struct stat info {};
    if (::stat(folder.c_str(), &info) != 0 || !S_ISDIR(info.st_mode)) {
        throw Error(ErrorKind::io, say("'{}' is no folder; give another: --key-dir FOLDER", folder.string()));
    }
    constexpr mode_t k_others = S_IRWXG | S_IRWXO;
    if (info.st_uid != ::geteuid() || (info.st_mode & k_others) != 0) {
        throw Error(ErrorKind::key, say("other users of this computer may enter '{}'; chmod 700 it, or "
                                        "give another: --key-dir FOLDER",
                                        folder.string()));
    }
}

void refuse_other_keys(const fs::path& folder) {
    for (const auto& entry : fs::directory_iterator(folder)) {
        if (entry.path().extension() == ".key") {
            throw Error(ErrorKind::usage,
                        say("'{}' is there already: a key of another database, or of a key init that "
                            "was cut short. Give another folder, --key-dir FOLDER, or move it away "
                            "if no database needs it",
                            entry.path().string()));
        }
    }
}

[[noreturn]] void refuse_shared_passphrase() {
    throw Error(ErrorKind::usage, say("the passphrases of the office and of the custodian are the same; they "
                                      "are two people, and each chooses one that the other does not know"));
}

/// As far as can be told: by the key of the other role, where it lies in the folder.
void refuse_passphrase_of_other(SQLite::Database& db, const KeyRing& ring, KeyRole role,
                                const Secret& passphrase) {
    const KeyRole other = role == KeyRole::office ? KeyRole::custodian : KeyRole::office;
    const fs::path path = ring.key_path(other, present_keys(db, other).front());
    if (std::error_code ignored; !fs::exists(path, ignored)) {
        return;
    }
    try {
        static_cast<void>(open_key_file(path, passphrase));
    } catch (const Error& error) {
        if (error.kind() != ErrorKind::key) {
            throw;
        }
        return;
    }
    refuse_shared_passphrase();
}

/// Seals each living epoch to more than its present recipients. What does not open is left as it is: it is no
/// reason to go on with a key that is known to others.
void seal_also_to(SQLite::Database& db, const KeyRing& ring, KeyRole role, const KeyPair& key,
                  const PublicKey& newcomer) {
    auto recipients = present_keys(db, role);
    recipients.push_back(newcomer);
    for (const KeyEpoch& epoch : living_epochs(db, role)) {
        try {
            reseal_epoch_file(ring.epoch_path(epoch), key, recipients);
        } catch (const Error& error) {
            if (error.kind() != ErrorKind::key &&
                !(error.kind() == ErrorKind::io && !fs::exists(ring.epoch_path(epoch)))) {
                throw;
            }
        }
    }
}

/// Opens the epoch and what is sealed to it.
void try_epoch(const KeyRing& ring, const KeyEpoch& epoch, const KeyPair& key) {
    const KeyPair pair = open_epoch_file(ring.epoch_path(epoch), key);
    const Uuid record = random_uuid();
    const std::string text = to_hex(random_uuid());
    const Secret opened = open_box(pair, BoxPurpose::reason, record,
                                   seal_box(epoch.public_key, BoxPurpose::reason, record, text));
    if (opened.text() != text) {
        throw Error(ErrorKind::key, say("a box that was sealed came out otherwise"));
    }
}

std::vector<std::string> fingerprints(const std::vector<PublicKey>& keys) {
    std::vector<std::string> names;
    std::ranges::transform(keys, std::back_inserter(names), key_fingerprint);
    return names;
}

NewKey make_key(const fs::path& file, KeyRole role, KeyKind kind, const KeyPair& pair,
                const Secret& passphrase, Day today) {
    write_key_file(file, {role, kind, pair.public_key, today}, pair, passphrase);
    return {{role, kind, pair.public_key, today, std::nullopt}, file};
}

std::vector<std::string> shred_retired(SQLite::Database& db, const KeyRing& ring, KeyRole role) {
    std::vector<std::string> gone;
    for (const KeyRecipient& recipient : list_recipients(db)) {
        if (recipient.role != role || recipient.kind != KeyKind::main || !recipient.retired_on) {
            continue;
        }
        const fs::path path = ring.key_path(role, recipient.public_key);
        if (std::error_code ignored; fs::exists(path, ignored)) {
            shred_file(path);
            gone.push_back(path.filename().string());
        }
    }
    return gone;
}

} // namespace

void require_no_keys(SQLite::Database& db, const KeyRing& ring) {
    if (!list_recipients(db).empty()) {
        throw Error(ErrorKind::usage,
                    say("this database has its keys already: `hnat key show` lists them, `hnat "
                        "key rotate` puts a new one in the place of one"));
    }
    if (sql::integer_of(db, "SELECT 1 FROM audit WHERE verb = 'key-init' LIMIT 1") != 0) {
        throw Error(ErrorKind::key,
                    say("this database had its keys, and somebody took them out of it: go back to a "
                        "backup, and compare the fingerprints on paper"));
    }
    if (std::error_code ignored; fs::exists(ring.folder(), ignored)) {
        require_private_folder(ring.folder());
        refuse_other_keys(ring.folder());
    }
}

std::vector<NewKey> create_keys(Transaction& transaction, const KeyRing& ring,
                                const Secret& office_passphrase, const Secret& custodian_passphrase) {
    require_no_keys(transaction.db(), ring);
    if (same(office_passphrase, custodian_passphrase)) {
        refuse_shared_passphrase();
    }
    make_folder(ring.folder());
    check_passphrase(office_passphrase);
    check_passphrase(custodian_passphrase);
    std::vector<NewKey> made;
    try {
        for (const auto& [role, passphrase] : {std::pair(KeyRole::office, &office_passphrase),
                                               std::pair(KeyRole::custodian, &custodian_passphrase)}) {
            const KeyPair pair = make_key_pair();
            made.push_back(make_key(ring.key_path(role, pair.public_key), role, KeyKind::main, pair,
                                    *passphrase, transaction.today()));
        }
        for (const NewKey& key : made) {
            add_recipient(transaction, key.recipient, AuditVerb::key_init);
        }
    } catch (...) {
        for (const NewKey& key : made) { // they would be in the way of the next attempt
            std::error_code ignored;
            fs::remove(key.file, ignored);
        }
        throw;
    }
    return made;
}

void require_no_recovery_key(SQLite::Database& db, KeyRole role) {
    if (const auto before = present_recipient(db, role, KeyKind::recovery); before) {
        throw Error(ErrorKind::usage,
                    say("the {} has a recovery key since {}, {}; add --replace if it is lost", name_of(role),
                        to_iso(before->since), key_fingerprint(before->public_key)));
    }
}

NewKey add_recovery_key(Transaction& transaction, const KeyRing& ring, KeyRole role, const KeyPair& main,
                        const fs::path& file, const Secret& passphrase, bool replace) {
    SQLite::Database& db = transaction.db();
    if (require_present(db, role, main.public_key).kind != KeyKind::main) {
        throw Error(ErrorKind::key, say("a recovery key is made with the main key of the {}; `hnat key "
                                        "rotate --key FILE` makes a main key with the recovery key",
                                        name_of(role)));
    }
    if (!replace) {
        require_no_recovery_key(db, role);
    }
    refuse_passphrase_of_other(db, ring, role, passphrase);
    const KeyPair pair = make_key_pair();
    NewKey key = make_key(file, role, KeyKind::recovery, pair, passphrase, transaction.today());
    seal_also_to(db, ring, role, main, pair.public_key);
    retire_recipient(transaction, role, KeyKind::recovery);
    add_recipient(transaction, key.recipient, AuditVerb::key_recovery);
    return key;
}

NewKey rotate_key(Transaction& transaction, const KeyRing& ring, KeyRole role, const KeyPair& key,
                  const Secret& passphrase, const std::optional<fs::path>& file) {
    require_present(transaction.db(), role, key.public_key);
    refuse_passphrase_of_other(transaction.db(), ring, role, passphrase);
    const KeyPair pair = make_key_pair();
    NewKey made = make_key(file.value_or(ring.key_path(role, pair.public_key)), role, KeyKind::main, pair,
                           passphrase, transaction.today());
    seal_also_to(transaction.db(), ring, role, key, pair.public_key);
    retire_recipient(transaction, role, KeyKind::main);
    add_recipient(transaction, made.recipient, AuditVerb::key_rotate);
    return made;
}

KeyEpoch find_lost_epoch(SQLite::Database& db, const KeyRing& ring, KeyRole role, std::string_view quarter) {
    auto lost = find_epoch(db, quarter, role);
    if (!lost || lost->destroyed_on) {
        throw Error(ErrorKind::not_found,
                    say("the {} has no key of the quarter '{}' that could be lost; `hnat key show` lists "
                        "them, such as 2026Q4",
                        name_of(role), quarter));
    }
    if (const fs::path path = ring.epoch_path(*lost); fs::exists(path)) {
        throw Error(ErrorKind::usage,
                    say("'{}' is there: `hnat key drill` tries it. If it is damaged and there is no copy, "
                        "move it away and run this again",
                        path.string()));
    }
    return *std::move(lost);
}

KeyEpoch renew_epoch(Transaction& transaction, const KeyRing& ring, KeyRole role, std::string_view quarter) {
    const KeyEpoch lost = find_lost_epoch(transaction.db(), ring, role, quarter);
    const KeyPair pair = make_key_pair();
    KeyEpoch epoch{lost.quarter, role, pair.public_key, transaction.today(), std::nullopt};
    write_epoch_file(ring.epoch_path(epoch), pair, epoch.quarter, role, present_keys(transaction.db(), role));
    replace_epoch(transaction, epoch);
    return epoch;
}

Settled settle_epochs(Transaction& transaction, const KeyRing& ring, KeyRole role, const KeyPair& key) {
    SQLite::Database& db = transaction.db();
    const auto recipients = present_keys(db, role);
    const auto names = fingerprints(recipients);
    Settled settled;
    for (const KeyEpoch& epoch : living_epochs(db, role)) {
        try {
            try_epoch(ring, epoch, key);
            if (read_epoch_header(ring.epoch_path(epoch)).recipients != names) {
                reseal_epoch_file(ring.epoch_path(epoch), key, recipients);
            }
            ++settled.sound;
        } catch (const Error& error) {
            settled.troubles.push_back({epoch, error.what()});
        }
    }
    if (settled.troubles.empty()) {
        settled.old_keys = shred_retired(db, ring, role);
    }
    return settled;
}

} // namespace hnat
