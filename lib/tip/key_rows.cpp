#include "tip/key_rows.hpp"

#include "base/error.hpp"
#include "store/office.hpp"
#include "store/statement.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hnat {

namespace {

/// Whether a row of the chain commits to this state of this object (append_audit).
bool is_witnessed(SQLite::Database& db, const Uuid& object, const CanonicalState& state) {
    SQLite::Statement rows(db,
                           "SELECT audit_salt.salt, audit.commitment FROM audit JOIN audit_salt USING (seq)"
                           " WHERE audit.object = ? AND audit.verb GLOB 'key-*'");
    sql::bind_all(rows, object);
    while (rows.executeStep()) {
        const Uuid salt = sql::uuid_at(rows, 0);
        if (sha256(std::string(as_bytes(salt)) + state.bytes()) == sql::digest_at(rows, 1)) {
            return true;
        }
    }
    return false;
}

[[noreturn]] void refuse_row(std::string_view what, const PublicKey& key) {
    throw Error(
        ErrorKind::key,
        fmt::format("the key {} of the {} was not put into the database by hnat: somebody changed it; seal "
                    "and open nothing, compare the fingerprints on paper, and go back to a backup",
                    key_fingerprint(key), what));
}

CanonicalState state_of(const KeyRecipient& recipient) {
    CanonicalState state;
    state.add("role", name_of(recipient.role)).add("kind", name_of(recipient.kind));
    state.add("public_key", to_hex(recipient.public_key)).add("since", recipient.since);
    return state;
}

CanonicalState state_of(const KeyEpoch& epoch) {
    CanonicalState state;
    state.add("quarter", epoch.quarter).add("role", name_of(epoch.role));
    state.add("public_key", to_hex(epoch.public_key)).add("made_on", epoch.made_on);
    return state;
}

KeyRecipient read_recipient(SQLite::Database& db, const SQLite::Statement& row) {
    KeyRecipient recipient;
    recipient.role = sql::required_name_at<KeyRole>(row, 0);
    recipient.kind = sql::required_name_at<KeyKind>(row, 1);
    recipient.public_key = sql::digest_at(row, 2);
    recipient.since = sql::required_day_at(row, 3);
    recipient.retired_on = sql::day_at(row, 4);
    if (!is_witnessed(db, sql::uuid_at(row, 5), state_of(recipient))) {
        refuse_row(name_of(recipient.role), recipient.public_key);
    }
    return recipient;
}

KeyEpoch read_epoch(SQLite::Database& db, const SQLite::Statement& row) {
    KeyEpoch epoch;
    epoch.quarter = sql::text_at(row, 0).value_or("");
    epoch.role = sql::required_name_at<KeyRole>(row, 1);
    epoch.public_key = sql::digest_at(row, 2);
    epoch.made_on = sql::required_day_at(row, 3);
    epoch.destroyed_on = sql::day_at(row, 4);
    if (!is_witnessed(db, office_uuid(db), state_of(epoch))) {
        refuse_row(epoch.quarter, epoch.public_key);
    }
    return epoch;
}

} // namespace

std::vector<KeyRecipient> list_recipients(SQLite::Database& db) {
    SQLite::Statement rows(db, "SELECT role, kind, public_key, since, retired_on, uuid FROM key_recipient"
                               " ORDER BY role DESC, kind, retired_on IS NOT NULL, id DESC");
    std::vector<KeyRecipient> all;
    while (rows.executeStep()) {
        all.push_back(read_recipient(db, rows));
    }
    return all;
}

std::optional<KeyRecipient> present_recipient(SQLite::Database& db, KeyRole role, KeyKind kind) {
    SQLite::Statement row(db, "SELECT role, kind, public_key, since, retired_on, uuid FROM key_recipient"
                              " WHERE role = ? AND kind = ? AND retired_on IS NULL");
    sql::bind_all(row, name_of(role), name_of(kind));
    return row.executeStep() ? std::optional(read_recipient(db, row)) : std::nullopt;
}

std::vector<PublicKey> present_keys(SQLite::Database& db, KeyRole role) {
    const auto main = present_recipient(db, role, KeyKind::main);
    if (!main) {
        throw Error(ErrorKind::key, "no keys are set up; `hnat key init` makes them");
    }
    std::vector<PublicKey> keys{main->public_key};
    if (const auto recovery = present_recipient(db, role, KeyKind::recovery)) {
        keys.push_back(recovery->public_key);
    }
    return keys;
}

KeyRecipient require_present(SQLite::Database& db, KeyRole role, const PublicKey& key) {
    for (const KeyKind kind : {KeyKind::main, KeyKind::recovery}) {
        const auto recipient = present_recipient(db, role, kind);
        if (recipient && recipient->public_key == key) {
            return *recipient;
        }
    }
    throw Error(ErrorKind::key, fmt::format("{} is not a present key of the {}; `hnat key show` lists them",
                                            key_fingerprint(key), name_of(role)));
}

void add_recipient(Transaction& transaction, const KeyRecipient& recipient, AuditVerb verb) {
    const Uuid uuid = random_uuid();
    sql::run_once(transaction.db(),
                  "INSERT INTO key_recipient (uuid, role, kind, public_key, since) VALUES (?, ?, ?, ?, ?)",
                  uuid, name_of(recipient.role), name_of(recipient.kind), recipient.public_key,
                  recipient.since);
    append_audit(transaction, verb, uuid, state_of(recipient));
}

void retire_recipient(Transaction& transaction, KeyRole role, KeyKind kind) {
    sql::run_once(
        transaction.db(),
        "UPDATE key_recipient SET retired_on = ? WHERE role = ? AND kind = ? AND retired_on IS NULL",
        transaction.today(), name_of(role), name_of(kind));
}

std::vector<KeyEpoch> list_epochs(SQLite::Database& db) {
    SQLite::Statement rows(db, "SELECT quarter, role, public_key, made_on, destroyed_on FROM key_epoch"
                               " ORDER BY quarter, role DESC");
    std::vector<KeyEpoch> all;
    while (rows.executeStep()) {
        all.push_back(read_epoch(db, rows));
    }
    return all;
}

std::vector<KeyEpoch> living_epochs(SQLite::Database& db, KeyRole role) {
    auto epochs = list_epochs(db);
    std::erase_if(epochs, [role](const KeyEpoch& epoch) { return epoch.role != role || epoch.destroyed_on; });
    return epochs;
}

std::optional<KeyEpoch> find_epoch(SQLite::Database& db, std::string_view quarter, KeyRole role) {
    SQLite::Statement row(db, "SELECT quarter, role, public_key, made_on, destroyed_on FROM key_epoch"
                              " WHERE quarter = ? AND role = ?");
    sql::bind_all(row, quarter, name_of(role));
    return row.executeStep() ? std::optional(read_epoch(db, row)) : std::nullopt;
}

void add_epoch(Transaction& transaction, const KeyEpoch& epoch) {
    sql::run_once(transaction.db(),
                  "INSERT INTO key_epoch (quarter, role, public_key, made_on) VALUES (?, ?, ?, ?)",
                  epoch.quarter, name_of(epoch.role), epoch.public_key, epoch.made_on);
    append_audit(transaction, AuditVerb::key_epoch, office_uuid(transaction.db()), state_of(epoch));
}

void replace_epoch(Transaction& transaction, const KeyEpoch& epoch) {
    sql::run_once(transaction.db(),
                  "UPDATE key_epoch SET public_key = ?, made_on = ? WHERE quarter = ? AND role = ?",
                  epoch.public_key, epoch.made_on, epoch.quarter, name_of(epoch.role));
    append_audit(transaction, AuditVerb::key_epoch, office_uuid(transaction.db()), state_of(epoch));
}

} // namespace hnat
