/// The audit rows of meetings whose texts another area wrote anew.
#pragma once

#include "base/hash.hpp"
#include "store/audit.hpp"

namespace hnat {

/// Appends the row of the meeting, question or action that `object` is the random key of, as it is stored
/// now. False: `verb` is none of theirs, and nothing is appended.
bool audit_reworded_meeting(Transaction& transaction, AuditVerb verb, const Uuid& object);

} // namespace hnat
