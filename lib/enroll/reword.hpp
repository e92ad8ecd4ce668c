/// Writing a free text anew, when it named somebody who is erased (P3).
#pragma once

#include "base/hash.hpp"
#include "store/audit.hpp"
#include "store/store.hpp"

#include <functional>
#include <string_view>

namespace hnat {

/// Appends the audit row of a record of another area, as it is stored now; false: `verb` is none of its.
using RewordedAudit = std::function<bool(Transaction& transaction, AuditVerb verb, const Uuid& object)>;

/// Puts `text` in the place of the free text that `place` names as a Mention's command does,
/// KIND/RECORD/FIELD: "question/7/answer". What the audit chain committed to of the old text can't be tied to
/// it any more: the salts go, and a row with the record's new state comes, of meetings by `audit_meeting`
/// (audit_reworded_meeting). The caller commits and then calls wipe_deleted (store/wipe.hpp). Errors:
/// not_found; usage (no such kind of text; one that another command edits; the text, as free_text says).
void reword(Transaction& transaction, std::string_view place, std::string_view text,
            const RewordedAudit& audit_meeting);

} // namespace hnat
