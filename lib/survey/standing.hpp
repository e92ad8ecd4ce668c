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
    bool says_it_all = false; ///< not expired, and each fact that the row gives stands as the row gives it
};

/// Most rows of a list that comes again say what the register holds: they are compared where they lie, and no
/// group is made of them.
class StandingGroups {
  public:
    StandingGroups(SQLite::Database& db, Day today);

    /// nullopt: no group has this key now (it may have been one's before a merge).
    std::optional<Standing> find(const std::string& key, const GroupFacts& row);

  private:
    SQLite::Statement m_by_key;
};

} // namespace hnat
