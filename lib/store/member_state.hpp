/// A member as the audit chain commits to it: with groups, consents and withdrawals. Here, because a purge of
/// groups changes members as well as the programme does.
#pragma once

#include "store/audit.hpp"
#include "store/store.hpp"

#include <SQLiteCpp/Database.h>

#include <cstdint>

namespace hnat {

/// The member as it is in the store now. Of one that is not there: empty.
CanonicalState member_state(SQLite::Database& db, std::int64_t member);

/// Appends the audit row of a change of this member. Errors: not_found.
void audit_member(Transaction& transaction, AuditVerb verb, std::int64_t member);

} // namespace hnat
