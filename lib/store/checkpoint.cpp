#include "store/checkpoint.hpp"

#include "base/base64.hpp"
#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "store/audit.hpp"
#include "store/checkpoint_note.hpp"
#include "store/office.hpp"
#include "store/statement.hpp"

#include <SQLiteCpp/Statement.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstring>

namespace hnat {

namespace {

constexpr std::size_t k_origin_bytes = 8;

/// A name without spaces and plus signs, as notes want it.
std::string plain(std::string_view code) {
    std::string name;
    for (const char c : search_key(code)) {
        const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (kept || (!name.empty() && name.back() != '-')) {
            name.push_back(kept ? c : '-');
        }
    }
    while (name.ends_with('-')) {
        name.pop_back();
    }
    return name;
}

std::string origin_of(SQLite::Database& db) {
    SQLite::Statement statement(db, "SELECT code, uuid FROM office");
    if (!statement.executeStep()) {
        throw Error(ErrorKind::failed, say("the database has no office that a checkpoint could name"));
    }
    const std::string code = plain(statement.getColumn(0).getString());
    const Uuid uuid = sql::uuid_at(statement, 1);
    return fmt::format("hnat{}{}/{}", code.empty() ? "" : "-", code,
                       to_hex(std::span(uuid).first(k_origin_bytes)));
}

/// The uuid under which the audit chain knows the key; it is made known when it is new.
Uuid announce_key(Transaction& transaction, const SigningPublicKey& key) {
    SQLite::Statement find(transaction.db(), "SELECT uuid FROM signing_key WHERE public_key = ?");
    sql::bind_all(find, Digest(key));
    if (find.executeStep()) {
        return sql::uuid_at(find, 0);
    }
    const Uuid uuid = random_uuid();
    sql::run_once(transaction.db(), "INSERT INTO signing_key (uuid, public_key, since) VALUES (?, ?, ?)",
                  uuid, Digest(key), transaction.today());
    append_audit(transaction, AuditVerb::key_init, uuid,
                 CanonicalState().add("role", "checkpoint").add("public_key", to_hex(key)));
    return uuid;
}

Digest hash_of_row(SQLite::Database& db, std::int64_t seq) {
    SQLite::Statement statement(db, "SELECT hash FROM audit WHERE seq = ?");
    sql::bind_all(statement, seq);
    return statement.executeStep() ? sql::digest_at(statement, 0) : Digest{};
}

Checkpoint read_checkpoint(const SQLite::Statement& statement) {
    return {statement.getColumn(0).getInt64(), sql::required_day_at(statement, 1),
            sql::digest_at(statement, 2), statement.getColumn(3).getString()};
}

} // namespace

std::string checkpoint_origin(const Store& store) {
    return origin_of(store.db());
}

Checkpoint make_checkpoint(Transaction& transaction, const SigningKey& key) {
    SQLite::Database& db = transaction.db();
    const Uuid uuid = announce_key(transaction, key.public_key);
    Checkpoint made;
    made.day = transaction.today();
    made.size = append_audit(transaction, AuditVerb::audit_checkpoint, uuid,
                             CanonicalState().add("public_key", to_hex(key.public_key)));
    made.root = hash_of_row(db, made.size);
    const std::string origin = origin_of(db);
    made.note = sign_note(checkpoint_text({origin, made.size, made.root}), origin, key);
    sql::run_once(db, "INSERT INTO audit_checkpoint (size, day, root, note) VALUES (?, ?, ?, ?)", made.size,
                  made.day, made.root, made.note);
    return made;
}

std::vector<Checkpoint> checkpoints(const Store& store) {
    SQLite::Statement statement(store.db(),
                                "SELECT size, day, root, note FROM audit_checkpoint ORDER BY size");
    std::vector<Checkpoint> all;
    while (statement.executeStep()) {
        all.push_back(read_checkpoint(statement));
    }
    return all;
}

std::optional<Checkpoint> newest_checkpoint(const Store& store) {
    SQLite::Statement statement(
        store.db(), "SELECT size, day, root, note FROM audit_checkpoint ORDER BY size DESC LIMIT 1");
    return statement.executeStep() ? std::optional(read_checkpoint(statement)) : std::nullopt;
}

std::vector<KnownKey> checkpoint_keys(const Store& store) {
    SQLite::Statement statement(store.db(), "SELECT public_key, since FROM signing_key ORDER BY id");
    std::vector<KnownKey> keys;
    while (statement.executeStep()) {
        keys.push_back({{origin_of(store.db()), SigningPublicKey(sql::digest_at(statement, 0))},
                        sql::required_day_at(statement, 1)});
    }
    return keys;
}

} // namespace hnat
