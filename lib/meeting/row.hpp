/// Rows of the meeting tables as structs. Internal to lib/meeting.
#pragma once

#include "meeting/meeting.hpp"
#include "store/audit.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace hnat::meeting_row {

/// Columns of read_meeting, of a table called `m`.
inline constexpr const char* k_meeting_columns =
    "m.id, m.uuid, m.kind, m.state, m.starts_at, m.minutes, m.place, m.agenda, m.sequence, m.planned_on, "
    "m.changed_on, m.invited_on, m.closed_on";
inline constexpr int k_meeting_column_count = 13;

/// The meeting of the present row, with its state as of `today`. Errors: failed (a value that hnat never
/// writes).
Meeting read_meeting(const SQLite::Statement& statement, Day today);

/// `meeting 3 of 2026-10-05 14:00`, as messages name it.
std::string label(const Meeting& meeting);

/// The state of the meeting as bytes for the audit chain, as it is in the store now, with its groups.
CanonicalState canonical(SQLite::Database& db, std::int64_t id);

/// A question, or an action: every column but the uuid, which is the object.
CanonicalState canonical_question(SQLite::Database& db, std::int64_t id);
/// The same with any group in the place of the one that is stored: a purge takes it away, and a merge puts
/// another there.
std::function<CanonicalState(std::optional<std::int64_t> group)> question_of_group(SQLite::Database& db,
                                                                                   std::int64_t id);
CanonicalState canonical_action(SQLite::Database& db, std::int64_t id);

/// Appends the audit row of a change of this meeting, question or action.
void finish(Transaction& transaction, AuditVerb verb, std::int64_t id);
void finish_question(Transaction& transaction, AuditVerb verb, std::int64_t id);
void finish_action(Transaction& transaction, AuditVerb verb, std::int64_t id);

/// Errors: not_found.
void require_group(SQLite::Database& db, std::int64_t group);

/// Why a group can't be invited; empty when it can. Errors: not_found.
std::string obstacle(SQLite::Database& db, std::int64_t group, Day today);

/// SQL over a survey_group `g` with `:today`: it may be invited.
inline constexpr const char* k_may_be_invited_sql =
    "(g.state <> 'left' AND CASE g.state WHEN 'joined' THEN EXISTS (SELECT 1 FROM member_group JOIN "
    "consent_in_force AS consent ON consent.member_id = member_group.member_id WHERE member_group.group_id = "
    "g.id "
    "AND consent.purpose = 'contact' AND consent.expires_on > :today) ELSE g.expires_on > :today END "
    "AND (g.state <> 'resting' OR g.rest_until <= :today))";

} // namespace hnat::meeting_row
