#include "tip/key_rows.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "store/office.hpp"
#include "store/statement.hpp"
#include "store/witness.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hnat {

Uuid epoch_object(SQLite::Database& db, std::string_view quarter, KeyRole role) {
    const Uuid office = office_uuid(db);
    const Digest digest =
        sha256(fmt::format("hnat.epoch/1\n{}\n{}\n{}\n", to_hex(office), quarter, name_of(role)));
    Uuid object{};
    std::copy_n(digest.begin(), object.size(), object.begin());
    return object;
}

namespace {

[[noreturn]] void refuse_row(std::string_view what, const PublicKey& key) {
    throw Error(ErrorKind::key,
                say("the key {} of the {} is not in the database as hnat left it: somebody changed it; seal "
                    "and open nothing, compare the fingerprints on paper, and go back to a backup",
                    key_fingerprint(key), what));
}

CanonicalState state_of(const KeyRecipient& recipient) {
    CanonicalState state;
    state.add("role", name_of(recipient.role)).add("kind", name_of(recipient.kind));
    state.add("public_key", to_hex(recipient.public_key)).add("since", recipient.since);
    state.add_optional("retired_on", recipient.retired_on);
    return state;
}

CanonicalState state_of(const KeyEpoch& epoch) {
    CanonicalState state;
    state.add("quarter", epoch.quarter).add("role", name_of(epoch.role));
    state.add("public_key", to_hex(epoch.public_key)).add("made_on", epoch.made_on);
    state.add_optional("destroyed_on", epoch.destroyed_on);
    return state;
}

void witness(Transaction& transaction, AuditVerb verb, const KeyEpoch& epoch) {
    append_audit(transaction, verb, epoch_object(transaction.db(), epoch.quarter, epoch.role),
                 state_of(epoch));
}

KeyRecipient read_recipient(SQLite::Database& db, const SQLite::Statement& row) {
    KeyRecipient recipient;
    recipient.role = sql::required_name_at<KeyRole>(row, 0);
    recipient.kind = sql::required_name_at<KeyKind>(row, 1);
    recipient.public_key = sql::digest_at(row, 2);
    recipient.since = sql::required_day_at(row, 3);
    recipient.retired_on = sql::day_at(row, 4);
    if (!Witness(db).agrees(sql::uuid_at(row, 5), state_of(recipient))) {
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
    if (!Witness(db).agrees(epoch_object(db, epoch.quarter, epoch.role), state_of(epoch))) {
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
        throw Error(ErrorKind::key, say("no keys are set up; `hnat key init` makes them"));
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
    throw Error(ErrorKind::key, say("{} is not a present key of the {}; `hnat key show` lists them",
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
    auto retired = present_recipient(transaction.db(), role, kind);
    if (!retired) {
        return;
    }
    retired->retired_on = transaction.today();
    SQLite::Statement row(transaction.db(), "UPDATE key_recipient SET retired_on = ? WHERE public_key = ?"
                                            " RETURNING uuid");
    sql::bind_all(row, retired->retired_on, retired->public_key);
    row.executeStep();
    const Uuid uuid = sql::uuid_at(row, 0);
    row.reset();
    append_audit(transaction, AuditVerb::key_retire, uuid, state_of(*retired));
}

void append_drill(Transaction& transaction, const PublicKey& key, const CanonicalState& state,
                  AuditOutcome outcome) {
    SQLite::Statement row(transaction.db(), "SELECT uuid FROM key_recipient WHERE public_key = ?");
    sql::bind_all(row, key);
    const Uuid object = row.executeStep() ? sql::uuid_at(row, 0) : office_uuid(transaction.db());
    append_audit(transaction, AuditVerb::key_drill, object, state, outcome);
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

void require_unknown_epoch(SQLite::Database& db, std::string_view quarter, KeyRole role) {
    if (Witness(db).knows(epoch_object(db, quarter, role))) {
        throw Error(ErrorKind::key, say("the {} had a key of {}, and somebody took it out of the "
                                        "database: seal nothing, and go back to a backup",
                                        name_of(role), quarter));
    }
}

void add_epoch(Transaction& transaction, const KeyEpoch& epoch) {
    sql::run_once(transaction.db(),
                  "INSERT INTO key_epoch (quarter, role, public_key, made_on) VALUES (?, ?, ?, ?)",
                  epoch.quarter, name_of(epoch.role), epoch.public_key, epoch.made_on);
    witness(transaction, AuditVerb::key_epoch, epoch);
}

void replace_epoch(Transaction& transaction, const KeyEpoch& epoch) {
    sql::run_once(transaction.db(),
                  "UPDATE key_epoch SET public_key = ?, made_on = ? WHERE quarter = ? AND role = ?",
                  epoch.public_key, epoch.made_on, epoch.quarter, name_of(epoch.role));
    witness(transaction, AuditVerb::key_epoch, epoch);
}

void destroy_epoch(Transaction& transaction, KeyEpoch& epoch) {
    epoch.destroyed_on = transaction.today();
    sql::run_once(transaction.db(), "UPDATE key_epoch SET destroyed_on = ? WHERE quarter = ? AND role = ?",
                  epoch.destroyed_on, epoch.quarter, name_of(epoch.role));
    witness(transaction, AuditVerb::key_destroy, epoch);
}

} // namespace hnat
