/// Inside lib/survey: what rows of the audit chain committed to before store/register_state.hpp was.
#pragma once

#include "store/register_state.hpp"
#include "store/witness.hpp"

#include <SQLiteCpp/Database.h>

#include <cstdint>

namespace hnat {

/// Whether the newest row about a group is one of an earlier version and tells the state that the group has:
///
///     survey-…                    facts, and the state as of that day: an expired group and one whose rest
///                                 is over were not written as they are stored
///     group-…                     where it stands in the programme, no facts
///
/// A group that joined had no row of it: the row before is compared with what the group was then.
bool tells_as_before(SQLite::Database& db, std::int64_t number, const Witness::Row& newest, FactsOf facts);

} // namespace hnat
