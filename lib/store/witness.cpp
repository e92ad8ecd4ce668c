#include "store/witness.hpp"

#include "store/statement.hpp"

namespace hnat {

Witness::Witness(SQLite::Database& db)
    : m_newest(db, "SELECT audit.seq, audit.day, audit.verb, audit_salt.salt, audit.commitment FROM audit"
                   " LEFT JOIN audit_salt USING (seq) WHERE audit.object = ?"
                   " AND audit.verb NOT IN ('key-drill', 'member-export') ORDER BY audit.seq DESC LIMIT 1") {}

bool Witness::Row::tells(const CanonicalState& state) const {
    return salt && sha256(std::string(as_bytes(*salt)) + state.bytes()) == commitment;
}

Witness::Row Witness::read(const SQLite::Statement& statement) {
    Row row;
    row.seq = statement.getColumn(0).getInt64();
    row.day = sql::required_day_at(statement, 1);
    row.verb = statement.getColumn(2).getString();
    if (!statement.isColumnNull(3)) {
        row.salt = sql::uuid_at(statement, 3);
    }
    row.commitment = sql::digest_at(statement, 4);
    return row;
}

std::optional<Witness::Row> Witness::newest(const Uuid& object) {
    sql::bind_all(m_newest, object);
    return m_newest.executeStep() ? std::optional(read(m_newest)) : std::nullopt;
}

bool Witness::agrees(const Uuid& object, const CanonicalState& state) {
    const auto row = newest(object);
    return row && row->tells(state);
}

bool Witness::knows(const Uuid& object) {
    return newest(object).has_value();
}

} // namespace hnat
