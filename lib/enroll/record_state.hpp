/// Records of the programme as the audit chain commits to them, read from the store: what writes a row and
/// what checks it use the same. Members: member_row.hpp. Internal to lib/enroll.
#pragma once

#include "store/audit.hpp"

#include <SQLiteCpp/Database.h>

#include <cstdint>
#include <optional>

namespace hnat::record_state {

/// Errors of all of these: not_found; failed (a value that hnat never writes).
CanonicalState of_request(SQLite::Database& db, std::int64_t request);
CanonicalState of_charter(SQLite::Database& db, std::int64_t version);
/// A version that another one has replaced, as it was the moment before: its replacement wrote no row.
CanonicalState of_charter_before_replacement(SQLite::Database& db, std::int64_t version);
CanonicalState of_comment(SQLite::Database& db, std::int64_t comment);
CanonicalState of_recognition(SQLite::Database& db, std::int64_t recognition);
CanonicalState of_assessment(SQLite::Database& db, std::int64_t assessment);
/// What follows the group in that state: a purge takes the group away, and a merge puts another in its place.
CanonicalState of_assessment_after_group(SQLite::Database& db, std::int64_t assessment);
CanonicalState of_assessment(std::optional<std::int64_t> group, const CanonicalState& after_group);

} // namespace hnat::record_state
