#include "tip/key_ring.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/period.hpp"
#include "seal/private_file.hpp"
#include "store/office.hpp"
#include "store/statement.hpp"
#include "tip/key_rows.hpp"
#include "tip/tip_terms.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

namespace hnat {

namespace {

namespace fs = std::filesystem;

const Regime& civil() {
    return find_regime("calendar");
}

std::string quarter_of(Day day) {
    return civil().containing(PeriodKind::quarter, day).code();
}

DayRange days_of(const KeyEpoch& epoch) {
    // The day the parser is given is asked for relative names only.
    return parse_period(civil(), PeriodKind::quarter, epoch.quarter, epoch.made_on).days;
}

bool is_there(const fs::path& path) {
    std::error_code ignored;
    return fs::exists(path, ignored);
}

void refuse_destroyed(const KeyEpoch& epoch) {
    if (epoch.destroyed_on) {
        throw Error(ErrorKind::key, say("the keys of {} were destroyed on {}: what was sealed to "
                                        "them is gone, and nothing new is",
                                        epoch.quarter, to_iso(*epoch.destroyed_on)));
    }
}

std::string missing(const fs::path& path, const KeyEpoch& epoch) {
    return say("{}: the key of {} for the {} is missing; check --key-dir, or put the file back "
               "from the copy of the key folder",
               path.string(), epoch.quarter, name_of(epoch.role));
}

/// Of a key that something was sealed to already.
void require_file(const fs::path& path, const KeyEpoch& epoch) {
    if (!is_there(path)) {
        throw Error(ErrorKind::key, missing(path, epoch));
    }
}

/// Of a key that something is going to be sealed to: what would be sealed to a lost one would be lost as
/// well.
void require_file_to_seal(const fs::path& path, const KeyEpoch& epoch) {
    if (!is_there(path)) {
        throw Error(ErrorKind::key, say("{0}; with no copy, `hnat key renew {1} --role {2}` makes a new one",
                                        missing(path, epoch), epoch.quarter, name_of(epoch.role)));
    }
}

std::int64_t tips_of(SQLite::Database& db, const KeyEpoch& epoch) {
    const DayRange days = days_of(epoch);
    return sql::integer_of(db, "SELECT count(*) FROM tip WHERE received_on >= ? AND received_on < ?",
                           days.start, days.end);
}

bool is_over(const KeyEpoch& epoch, Transaction& transaction) {
    return days_of(epoch).end + std::chrono::days{k_longest_delay} <= transaction.today() &&
           tips_of(transaction.db(), epoch) == 0;
}

} // namespace

fs::path KeyRing::key_path(KeyRole role, const PublicKey& key) const {
    return m_folder / fmt::format("{}-{}.key", name_of(role), key_fingerprint(key));
}

fs::path KeyRing::epoch_path(const KeyEpoch& epoch) const {
    return m_folder / fmt::format("{}-{}-{}.epoch", epoch.quarter, name_of(epoch.role),
                                  key_fingerprint(epoch.public_key));
}

// NOLINTNEXTLINE(readability-convert-member-functions-to-static): it is the ring that is asked
bool KeyRing::is_set_up(const Store& store) const {
    return present_recipient(store.db(), KeyRole::office, KeyKind::main).has_value() &&
           present_recipient(store.db(), KeyRole::custodian, KeyKind::main).has_value();
}

// NOLINTNEXTLINE(readability-make-member-function-const): it makes a file of the ring
PublicKey KeyRing::epoch_key(Transaction& transaction, KeyRole role, Day received_on) {
    const std::string quarter = quarter_of(received_on);
    if (const auto epoch = find_epoch(transaction.db(), quarter, role)) {
        refuse_destroyed(*epoch);
        require_file_to_seal(epoch_path(*epoch), *epoch);
        return epoch->public_key;
    }
    require_unknown_epoch(transaction.db(), quarter, role);
    const auto recipients = present_keys(transaction.db(), role);
    const KeyPair pair = make_key_pair();
    const KeyEpoch epoch{quarter, role, pair.public_key, transaction.today(), std::nullopt};
    write_epoch_file(epoch_path(epoch), pair, quarter, role, recipients);
    add_epoch(transaction, epoch);
    return pair.public_key;
}

fs::path KeyRing::find_key_file(const Store& store, KeyRole role,
                                const std::optional<fs::path>& key_file) const {
    fs::path path = key_file.value_or(key_path(role, present_keys(store.db(), role).front()));
    if (!key_file && !is_there(path)) {
        throw Error(ErrorKind::key, say("the key of the {} is not at {}; say where it is: --key FILE",
                                        name_of(role), path.string()));
    }
    if (const KeyRole found = read_key_header(path).role; found != role) {
        throw Error(ErrorKind::key, say("'{}' is a key of the {}; expected one of the {}", path.string(),
                                        name_of(found), name_of(role)));
    }
    return path;
}

KeyPair KeyRing::open_recipient(const Store& store, KeyRole role, const Secret& passphrase,
                                const std::optional<fs::path>& key_file) const {
    return open_key_file(find_key_file(store, role, key_file), passphrase);
}

KeyPair KeyRing::open_epoch(const Store& store, KeyRole role, Day received_on,
                            const KeyPair& recipient) const {
    const std::string quarter = quarter_of(received_on);
    const auto epoch = find_epoch(store.db(), quarter, role);
    if (!epoch) {
        throw Error(ErrorKind::key, say("nothing was ever sealed to the {} in {}: the database knows "
                                        "no key of that quarter",
                                        name_of(role), quarter));
    }
    refuse_destroyed(*epoch);
    const fs::path path = epoch_path(*epoch);
    require_file(path, *epoch);
    KeyPair pair = open_epoch_file(path, recipient);
    if (pair.public_key != epoch->public_key) {
        throw Error(ErrorKind::key, say("'{}' holds another key than its name says; put the right "
                                        "file back from the copy of the key folder",
                                        path.string()));
    }
    return pair;
}

KeyPair KeyRing::open_epoch(const Store& store, KeyRole role, Day received_on, const Secret& passphrase,
                            const std::optional<fs::path>& key_file) const {
    return open_epoch(store, role, received_on, open_recipient(store, role, passphrase, key_file));
}

// NOLINTNEXTLINE(readability-convert-member-functions-to-static): a step, as remove_destroyed
std::vector<KeyEpoch> KeyRing::retire_epochs(Transaction& transaction) const {
    std::vector<KeyEpoch> retired;
    for (KeyEpoch& epoch : list_epochs(transaction.db())) {
        if (epoch.destroyed_on || !is_over(epoch, transaction)) {
            continue;
        }
        destroy_epoch(transaction, epoch);
        retired.push_back(epoch);
    }
    return retired;
}

int KeyRing::remove_destroyed(const Store& store) const {
    std::vector<fs::path> files;
    for (const KeyEpoch& epoch : list_epochs(store.db())) {
        const fs::path path = epoch_path(epoch);
        if (!epoch.destroyed_on || !is_there(path)) {
            continue;
        }
        if (const auto tips = tips_of(store.db(), epoch); tips > 0) {
            throw Error(
                ErrorKind::key,
                say_plural("the keys of {} are marked as destroyed, but {} of its tips is there: "
                           "somebody changed the database; nothing was destroyed, go back to a backup",
                           "the keys of {} are marked as destroyed, but {} of its tips are there: "
                           "somebody changed the database; nothing was destroyed, go back to a backup",
                           tips, epoch.quarter, tips));
        }
        files.push_back(path);
    }
    std::ranges::for_each(files, shred_file);
    return static_cast<int>(files.size());
}

} // namespace hnat
