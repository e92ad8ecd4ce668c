/// Versions of the charter as rows of the database. Internal to the area.
#pragma once

#include "enroll/charter.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

namespace hnat::charter_row {

struct CharterRow {
    Uuid uuid{};
    CharterVersion version; ///< without the counts of comments, without members
};

/// Errors: not_found.
CharterRow find_charter(SQLite::Database& db, std::int64_t number);

/// The newest version in a state.
std::optional<CharterRow> find_newest(SQLite::Database& db, CharterState state);

/// The first column of all rows.
std::vector<std::int64_t> numbers_of(SQLite::Statement& query);

/// As members_of_older_charter().
std::vector<std::int64_t> members_of_older(SQLite::Database& db, Day today);

} // namespace hnat::charter_row
