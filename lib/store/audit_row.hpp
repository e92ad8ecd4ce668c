/// Inside lib/store: the audit chain below Transaction, for migrations and for checking.
#pragma once

#include "store/audit.hpp"

#include <SQLiteCpp/Statement.h>

#include <string>

namespace hnat {

/// append_audit on a bare connection that is inside a write transaction.
std::int64_t append_audit_row(SQLite::Database& db, const Actor& actor, AuditVerb verb, const Uuid& object,
                              const CanonicalState& state, AuditOutcome outcome);

/// verify_audit on a bare connection.
std::vector<std::string> verify_chain(SQLite::Database& db);

/// The text that a row's hash is the SHA-256 of; audit.hpp describes it.
std::string audit_preimage(const AuditRow& row);

/// Hash of the last row, hexadecimal; empty for an empty chain.
std::string audit_head(SQLite::Database& db);

/// A blob column in hexadecimal, a NULL as "".
std::string column_hex(const SQLite::Statement& statement, int index);

} // namespace hnat
