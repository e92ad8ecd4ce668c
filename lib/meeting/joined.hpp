/// Which groups were in the programme on a day, and when they were last met. Internal to lib/meeting.
#pragma once

#include "base/date.hpp"

#include <SQLiteCpp/Database.h>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace hnat {

struct JoinedGroup {
    std::int64_t group = 0;
    std::string name;
    std::optional<std::string> liaison;
    Day joined_on;
    std::optional<Day> last_contact; ///< on or before the day that was asked for
};

/// The groups that were joined at the end of `day`, by name. One that has left since still counts for the
/// days before, by its history; one that is no longer in the register does not.
std::vector<JoinedGroup> joined_groups(SQLite::Database& db, Day day);

/// The same groups' numbers and names, in no order: what they were last met is not looked up.
std::vector<std::pair<std::int64_t, std::string>> names_of_joined(SQLite::Database& db, Day day);

/// The day on which the last consent to contact of a group's moderators ended, when that was by `day`: from
/// then on nobody may be contacted about it (P2).
std::optional<Day> contact_ended(SQLite::Database& db, std::int64_t group, Day day);

} // namespace hnat
