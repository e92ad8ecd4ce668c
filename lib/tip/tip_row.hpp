/// Inside lib/tip: rows of the table tip.
#pragma once

#include "store/audit.hpp"
#include "tip/tip.hpp"

#include <string>

namespace hnat::tip_row {

/// As find_tip, on a bare connection.
Tip get_tip(SQLite::Database& db, std::int64_t number, Day today);

/// The sealed columns.
struct Boxes {
    std::string body, source;
};
Boxes get_boxes(SQLite::Database& db, std::int64_t number);

/// Whether the chain has a row that says that this was done to the tip.
bool was_done(SQLite::Database& db, const Uuid& tip, AuditVerb verb);

/// Appends the audit row with the tip as it is now: the clear columns, and hashes of the sealed ones.
void audit(Transaction& transaction, AuditVerb verb, std::int64_t number,
           AuditOutcome outcome = AuditOutcome::done);

} // namespace hnat::tip_row
