/// What the register holds beside what a row says. Internal to lib/survey.
#pragma once

#include "base/date.hpp"
#include "survey/group.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <cstdint>
#include <optional>
#include <string>

namespace hnat {

/// The group with a row's key.
struct Standing {
    std::int64_t group = 0;
    bool is_present = false;  ///< not expired
    bool says_it_all = false; ///< present, and each fact that the row gives stands as the row gives it
};

/// Most rows of a list that comes again say what the register holds: they are compared where they lie, and no
/// group is made of them. Such a list mostly names the groups in the order of their numbers, so the next one
/// is looked at before the index of keys, whose pages lie anywhere.
class StandingGroups {
  public:
    StandingGroups(SQLite::Database& db, Day today);

    /// nullopt: no group has this key now (it may have been one's before a merge).
    std::optional<Standing> find(const std::string& key, const GroupFacts& row);

  private:
    std::optional<Standing> found(SQLite::Statement& statement, const GroupFacts& row);

    SQLite::Statement m_by_key, m_by_number;
    std::int64_t m_last = 0; ///< number of the group that was found last
    std::int64_t m_next = 0; ///< of the one that may come next; 0: none is expected
    unsigned m_misses = 0;   ///< rows, one after the other, that were not about it
};

} // namespace hnat
