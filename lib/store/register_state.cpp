#include "store/register_state.hpp"

#include "store/statement.hpp"

#include <SQLiteCpp/Statement.h>
#include <fmt/format.h>

#include <string_view>

namespace hnat {

namespace {

/// All columns of all rows of the query about one group, after `what` for each row.
void add_rows(SQLite::Database& db, const std::string& query, std::int64_t group, std::string_view what,
              CanonicalState& state) {
    SQLite::Statement row(db, query);
    sql::bind_all(row, group);
    while (row.executeStep()) {
        state.add("row", what);
        for (int column = 0; column < row.getColumnCount(); ++column) {
            state.add_optional(row.getColumnName(column), sql::text_at(row, column));
        }
    }
}

constexpr const char* k_facts_of_today =
    "name, members, members_on, topic, locality, visibility, language, source";

/// What the first list after the last change by hand found: a list notes which one was before it.
constexpr const char* k_facts_of_the_hand =
    "json_extract(before, '$.name') AS name, json_extract(before, '$.members') AS members,"
    " json_extract(before, '$.members_on') AS members_on, json_extract(before, '$.topic') AS topic,"
    " json_extract(before, '$.locality') AS locality, json_extract(before, '$.visibility') AS visibility,"
    " json_extract(before, '$.language') AS language, json_extract(before, '$.source') AS source";

} // namespace

CanonicalState register_state(SQLite::Database& db, std::int64_t group, FactsOf facts) {
    CanonicalState state;
    add_rows(db,
             "SELECT id, key, platform, entity, url, resolved, state, state_on, rest_until, surveyed_on,"
             " expires_on, liaison, first_batch FROM survey_group WHERE id = ?",
             group, "group", state);
    add_rows(db,
             facts == FactsOf::today
                 ? fmt::format("SELECT {} FROM survey_group WHERE id = ?", k_facts_of_today)
                 : fmt::format("SELECT {} FROM survey_change WHERE group_id = ? AND"
                               " json_extract(before, '$.name') IS NOT NULL AND"
                               " json_extract(before, '$.last_batch') IS NULL ORDER BY batch_id DESC LIMIT 1",
                               k_facts_of_the_hand),
             group, "facts", state);
    add_rows(db, "SELECT key, since FROM survey_alias WHERE group_id = ? ORDER BY key", group, "alias",
             state);
    add_rows(db, "SELECT day, liaison FROM approach WHERE group_id = ? ORDER BY id", group, "approach",
             state);
    add_rows(db, "SELECT day, kind, detail FROM survey_event WHERE group_id = ? ORDER BY id", group, "event",
             state);
    return state;
}

} // namespace hnat
