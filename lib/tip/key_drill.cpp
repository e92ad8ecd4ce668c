#include "tip/key_drill.hpp"

#include "base/period.hpp"
#include "store/statement.hpp"
#include "tip/key_rows.hpp"

namespace hnat {

namespace {

void try_key(const KeyPair& key) {
    const Uuid record = random_uuid();
    static_cast<void>(open_box(key, BoxPurpose::reason, record,
                               seal_box(key.public_key, BoxPurpose::reason, record, "drill")));
}

} // namespace

Drill drill_key(Transaction& transaction, const KeyRing& ring, KeyRole role, const KeyPair& key) {
    SQLite::Database& db = transaction.db();
    Drill drill{require_present(db, role, key.public_key), {}};
    try_key(key);
    drill.epochs = settle_epochs(transaction, ring, role, key);
    const std::string_view kind = name_of(drill.recipient.kind);
    if (drill.passed()) {
        sql::run_once(db, "INSERT OR IGNORE INTO key_drill (day, role, kind) VALUES (?, ?, ?)",
                      transaction.today(), name_of(role), kind);
    }
    append_drill(transaction, key.public_key,
                 CanonicalState()
                     .add("sound", std::int64_t{drill.epochs.sound})
                     .add("troubles", static_cast<std::int64_t>(drill.epochs.troubles.size())),
                 drill.passed() ? AuditOutcome::done : AuditOutcome::refused);
    return drill;
}

void record_failed_drill(Transaction& transaction, KeyRole role, const PublicKey& key) {
    append_drill(transaction, key, CanonicalState().add("role", name_of(role)).add("public_key", to_hex(key)),
                 AuditOutcome::refused);
}

std::optional<Day> last_drill(SQLite::Database& db, KeyRole role, KeyKind kind) {
    SQLite::Statement row(db, "SELECT max(day) FROM key_drill WHERE role = ? AND kind = ?");
    sql::bind_all(row, name_of(role), name_of(kind));
    return row.executeStep() ? sql::day_at(row, 0) : std::nullopt;
}

bool is_drill_due(const KeyRecipient& recipient, std::optional<Day> last, Day today) {
    if (!last || *last < recipient.since) {
        return true;
    }
    const auto quarter = find_regime("calendar").containing(PeriodKind::quarter, today).days;
    return recipient.kind == KeyKind::main && *last < quarter.start;
}

} // namespace hnat
