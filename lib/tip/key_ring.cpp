#include "tip/key_ring.hpp"

#include "base/error.hpp"
#include "base/period.hpp"
#include "seal/private_file.hpp"
#include "store/office.hpp"
#include "store/statement.hpp"
#include "tip/key_rows.hpp"

#include <fmt/format.h>

#include <system_error>

namespace hnat {

namespace {

namespace fs = std::filesystem;

/// Tips are entered for so long after their quarter; then its keys may go.
constexpr std::chrono::days k_late_entry{31};

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
        throw Error(ErrorKind::key, fmt::format("the keys of {} were destroyed on {}: what was sealed to "
                                                "them is gone, and nothing new is",
                                                epoch.quarter, to_iso(*epoch.destroyed_on)));
    }
}

/// `otherwise` ends the message: what to do when there is no copy.
void require_file(const fs::path& path, const KeyEpoch& epoch, std::string_view otherwise = "") {
    if (!is_there(path)) {
        throw Error(
            ErrorKind::key,
            fmt::format("{}: the key of {} for the {} is missing; check --key-dir, or put the file back "
                        "from the copy of the key folder{}",
                        path.string(), epoch.quarter, name_of(epoch.role), otherwise));
    }
}

bool is_over(const KeyEpoch& epoch, Transaction& transaction) {
    const DayRange days = days_of(epoch);
    return days.end + k_late_entry <= transaction.today() &&
           sql::integer_of(transaction.db(),
                           "SELECT count(*) FROM tip WHERE received_on >= ? AND received_on < ?", days.start,
                           days.end) == 0;
}

} // namespace

fs::path KeyRing::key_path(KeyRole role, const PublicKey& key) const {
    return m_folder / fmt::format("{}-{}.key", name_of(role), key_fingerprint(key));
}

fs::path KeyRing::epoch_path(const KeyEpoch& epoch) const {
    return m_folder / fmt::format("{}-{}-{}.epoch", epoch.quarter, name_of(epoch.role),
                                  key_fingerprint(epoch.public_key));
}

bool KeyRing::is_set_up(const Store& store) const {
    return present_recipient(store.db(), KeyRole::office, KeyKind::main).has_value() &&
           present_recipient(store.db(), KeyRole::custodian, KeyKind::main).has_value();
}

PublicKey KeyRing::epoch_key(Transaction& transaction, KeyRole role, Day received_on) {
    const std::string quarter = quarter_of(received_on);
    if (const auto epoch = find_epoch(transaction.db(), quarter, role)) {
        refuse_destroyed(*epoch);
        // A tip sealed to a key that is lost would be lost as well.
        require_file(epoch_path(*epoch), *epoch,
                     fmt::format("; with no copy, `hnat key renew {} --role {}` makes a new one",
                                 epoch->quarter, name_of(role)));
        return epoch->public_key;
    }
    const auto recipients = present_keys(transaction.db(), role);
    const KeyPair pair = make_key_pair();
    const KeyEpoch epoch{quarter, role, pair.public_key, transaction.today(), std::nullopt};
    write_epoch_file(epoch_path(epoch), pair, quarter, role, recipients);
    add_epoch(transaction, epoch);
    return pair.public_key;
}

fs::path KeyRing::find_key_file(const Store& store, KeyRole role,
                                const std::optional<fs::path>& key_file) const {
    const fs::path path = key_file.value_or(key_path(role, present_keys(store.db(), role).front()));
    if (!key_file && !is_there(path)) {
        throw Error(ErrorKind::key, fmt::format("the key of the {} is not at {}; say where it is: --key FILE",
                                                name_of(role), path.string()));
    }
    if (const KeyRole found = read_key_header(path).role; found != role) {
        throw Error(ErrorKind::key, fmt::format("'{}' is a key of the {}; expected one of the {}",
                                                path.string(), name_of(found), name_of(role)));
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
        throw Error(ErrorKind::key, fmt::format("nothing was ever sealed to the {} in {}: the database knows "
                                                "no key of that quarter",
                                                name_of(role), quarter));
    }
    refuse_destroyed(*epoch);
    const fs::path path = epoch_path(*epoch);
    require_file(path, *epoch);
    KeyPair pair = open_epoch_file(path, recipient);
    if (pair.public_key != epoch->public_key) {
        throw Error(ErrorKind::key, fmt::format("'{}' holds another key than its name says; put the right "
                                                "file back from the copy of the key folder",
                                                path.string()));
    }
    return pair;
}

KeyPair KeyRing::open_epoch(const Store& store, KeyRole role, Day received_on, const Secret& passphrase,
                            const std::optional<fs::path>& key_file) const {
    return open_epoch(store, role, received_on, open_recipient(store, role, passphrase, key_file));
}

std::vector<KeyEpoch> KeyRing::retire_epochs(Transaction& transaction) const {
    std::vector<KeyEpoch> retired;
    for (KeyEpoch& epoch : list_epochs(transaction.db())) {
        if (epoch.destroyed_on || !is_over(epoch, transaction)) {
            continue;
        }
        epoch.destroyed_on = transaction.today();
        sql::run_once(transaction.db(),
                      "UPDATE key_epoch SET destroyed_on = ? WHERE quarter = ? AND role = ?",
                      transaction.today(), epoch.quarter, name_of(epoch.role));
        append_audit(transaction, AuditVerb::key_destroy, office_uuid(transaction.db()),
                     CanonicalState()
                         .add("quarter", epoch.quarter)
                         .add("role", name_of(epoch.role))
                         .add("public_key", to_hex(epoch.public_key))
                         .add("destroyed_on", transaction.today()));
        retired.push_back(epoch);
    }
    return retired;
}

int KeyRing::remove_destroyed(const Store& store) const {
    int removed = 0;
    for (const KeyEpoch& epoch : list_epochs(store.db())) {
        if (const fs::path path = epoch_path(epoch); epoch.destroyed_on && is_there(path)) {
            shred_file(path);
            ++removed;
        }
    }
    return removed;
}

} // namespace hnat
