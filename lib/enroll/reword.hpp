/// Writing a free text anew, when it named somebody who is erased (P3).
#pragma once

#include "store/store.hpp"

#include <string_view>

namespace hnat {

/// Puts `text` in the place of the free text that `place` names as a Mention's command does,
/// KIND/RECORD/FIELD: "question/7/answer". What the audit chain committed to of the old text can't be tied to
/// it any more: the salts go. The caller commits and then calls wipe_deleted (store/wipe.hpp). Errors:
/// not_found; usage (no such kind of text; one that another command edits; the text, as free_text says).
void reword(Transaction& transaction, std::string_view place, std::string_view text);

} // namespace hnat
