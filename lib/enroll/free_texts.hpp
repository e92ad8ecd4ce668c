/// The columns in which somebody typed what they liked, and which an erasure therefore can't know (P3): where
/// they are looked at, and what writes them anew. The registry of personal columns declares the same ones
/// (store/personal_columns.hpp); a test compares the two. Internal to lib/enroll.
#pragma once

#include "store/audit.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace hnat {

/// How `enroll reword` writes a text anew.
struct Rewording {
    AuditVerb verb = AuditVerb::member_edit;
    std::string_view object; ///< SQL of the random key that the audit row names; empty: the office's
    bool one_line = false;
    std::string_view set = {}; ///< SQL, ?1 is the text; empty: the column itself
    std::size_t longest = 0;   ///< code points; 0: as long as a text may be
};

struct FreeText {
    std::string_view kind, field; ///< codes: "question", "text"
    std::string_view table, column;
    std::string_view record; ///< SQL of what the record is called: a number, or parts with / between
    std::optional<Rewording> rewording; ///< empty: `command` edits it
    std::string_view command = {};      ///< with {} for the record
    std::string_view value = {};        ///< SQL of the text to look at; empty: the column itself
    std::string_view member = {};       ///< column with the member whom the row is about; empty: nobody
};

std::span<const FreeText> free_texts();

} // namespace hnat
