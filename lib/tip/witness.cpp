#include "tip/witness.hpp"

#include "store/statement.hpp"

#include <string>

namespace hnat {

// The row of a drill has the key as its object and tells no state of it.
Witness::Witness(SQLite::Database& db)
    : m_newest(db, "SELECT audit_salt.salt, audit.commitment FROM audit LEFT JOIN audit_salt USING (seq)"
                   " WHERE audit.object = ? AND audit.verb <> 'key-drill' ORDER BY audit.seq DESC LIMIT 1") {}

bool Witness::agrees(const Uuid& object, const CanonicalState& state) {
    if (!knows(object) || m_newest.isColumnNull(0)) {
        return false;
    }
    const Uuid salt = sql::uuid_at(m_newest, 0);
    return sha256(std::string(as_bytes(salt)) + state.bytes()) == sql::digest_at(m_newest, 1);
}

bool Witness::knows(const Uuid& object) {
    sql::bind_all(m_newest, object);
    return m_newest.executeStep();
}

} // namespace hnat
