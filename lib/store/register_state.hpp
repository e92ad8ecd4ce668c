/// A group of the register as the audit chain commits to it: with its other addresses, approaches and
/// history. Here, because both the register and the programme change groups.
#pragma once

#include "store/audit.hpp"

#include <SQLiteCpp/Database.h>

#include <cstdint>

namespace hnat {

/// Which facts (name, members, topic and so on) a state is to have.
enum class FactsOf {
    today,   ///< those in the register
    the_hand ///< those that the first list after the last change by hand found; none: there was no such list
};

/// The group as it is in the store now, every column that is not computed from another one. Rows of the chain
/// of before this form commit to less (survey/register_check.hpp). Of a group that is not there: empty.
CanonicalState register_state(SQLite::Database& db, std::int64_t group, FactsOf facts = FactsOf::today);

} // namespace hnat
