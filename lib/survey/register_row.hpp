/// Rows of survey_group as structs, shared by the files that read and write the register. Internal to
/// lib/survey.
#pragma once

#include "store/audit.hpp"
#include "store/store.hpp"
#include "survey/fact.hpp"
#include "survey/group.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hnat::register_row {

/// SQL of the state as of `:today`, of a survey_group called `g`: an expired group and one whose rest is over
/// are not stored as such. Ranges of days are half-open: on the day itself the group is expired, or free
/// again.
inline constexpr const char* k_state_sql =
    "CASE WHEN g.state <> 'joined' AND g.expires_on <= :today THEN 'expired' "
    "WHEN g.state = 'resting' AND g.rest_until <= :today THEN 'surveyed' "
    "ELSE g.state END";

/// `SELECT … FROM survey_group AS g` with the columns of read_group, followed by `rest`. Has the parameter
/// `:today`.
std::string select_groups(std::string_view rest);

/// The group of the present row of a select_groups statement. Errors: failed (a value that the schema rules
/// out).
Group read_group(SQLite::Statement& statement);

/// Errors: not_found.
Group get_group(SQLite::Database& db, std::int64_t id, Day today);
std::optional<Group> group_of_number(SQLite::Database& db, std::int64_t id, Day today);

/// The number of the group with this key, or that had it before a merge or an edit.
std::optional<std::int64_t> id_of_key(SQLite::Database& db, std::string_view key);

Uuid uuid_of_group(SQLite::Database& db, std::int64_t id);

/// Facts in a fixed order, added to `state`.
void add_facts(CanonicalState& state, const GroupFacts& facts);

/// The facts of a row that has their columns from `first` on, in their order. Errors: as sql::name_at.
GroupFacts read_facts(SQLite::Statement& statement, int first);

/// Binds the facts in their order behind `index`, which it moves on. Texts are not copied: `facts` stay until
/// the statement has run.
void bind_facts(SQLite::Statement& statement, int& index, const GroupFacts& facts);

/// Marks a group as touched by hand: batches that brought or changed it can't be taken back from now on.
void touch_by_hand(SQLite::Database& db, std::int64_t id);

/// Adds to the group's history on the transaction's day.
void add_event(Transaction& transaction, std::int64_t id, std::string_view kind, std::string_view detail);

/// `12 "Name"`, as messages name a group.
std::string group_label(std::int64_t id, std::string_view name);

/// Inserts a group that was surveyed today; a prepared statement for many, so that a list goes in fast.
class GroupInsert {
  public:
    explicit GroupInsert(SQLite::Database& db);
    /// `batch` is nullopt for a group that is added by hand. Returns its number.
    std::int64_t run(const GroupAddress& address, const GroupFacts& facts, Day today,
                     std::optional<std::int64_t> batch, const Uuid& uuid);

  private:
    SQLite::Database& m_db;
    SQLite::Statement m_statement;
};

/// Writes the facts of a group that were changed by hand.
void update_by_hand(SQLite::Database& db, std::int64_t id, const GroupFacts& facts);

} // namespace hnat::register_row
