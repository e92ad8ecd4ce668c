/// The writing half of an import: the batch, its groups, their before-images. Internal to lib/survey.
#pragma once

#include "base/hash.hpp"
#include "base/hash_thread.hpp"
#include "store/audit.hpp"
#include "store/store.hpp"
#include "survey/changed_groups.hpp"
#include "survey/import.hpp"
#include "survey/new_groups.hpp"
#include "survey/register_count.hpp"
#include "survey/row.hpp"
#include "survey/seen_rows.hpp"
#include "survey/standing.hpp"

#include <SQLiteCpp/Statement.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hnat {

/// SQL that gives groups back the facts that they had before batch `?1`; `which` narrows survey_group down.
std::string restore_groups(std::string_view which);

/// One batch being written. All statements are prepared once; hardly anything grows with the number of rows.
/// A batch that is not finished must not be committed.
class ImportWriter {
  public:
    /// Opens the batch: its row stands from the start, because the groups refer to it.
    ImportWriter(Transaction& transaction, std::string_view file_name, ImportMode mode);

    [[nodiscard]] std::int64_t batch() const { return m_batch; }

    /// The register was empty.
    [[nodiscard]] bool expects_new_groups() const { return m_was_empty; }

    /// The group that has this key, whether it has not expired, and whether a row with these facts says
    /// anything new of what the database holds: ask `seen` too, for a change of this list may wait. nullopt
    /// also for a group that waits to be written.
    std::optional<Standing> standing(const GroupKey& key, const GroupFacts& row);
    /// By the group's key, or one that it had before a merge.
    std::optional<Group> find(const GroupKey& key);
    /// The number of the group that this list brought under this key. Only where new groups are expected.
    std::optional<std::int64_t> brought(const GroupKey& key);
    /// As it is for this batch. It has to be in the database: `standing` has found it, or the batch changed
    /// it.
    Group get(std::int64_t id);

    /// Removes all groups that have expired (P7). Returns how many.
    std::int64_t purge_expired();

    /// The row of this file that brought the group already.
    std::optional<SeenRow> seen(std::int64_t group) { return m_seen.find(group); }
    void remember(std::int64_t group, const SeenRow& row) { m_seen.remember(group, row); }

    /// A new group with the row's facts, which are those of a new group. `address` is one of the row's two,
    /// and the row's key is its key. All of the row is used up. Returns the group's number.
    std::int64_t add(ParsedRow& row, GroupAddress& address);
    /// Other facts for a group that this batch added.
    void replace(std::int64_t group, const GroupFacts& facts);
    /// Keeps the group as it was, and gives it new facts.
    void change(const Group& group, const GroupFacts& facts);
    /// The group is again what it was before this batch changed it. True: the change was still waiting, so
    /// the database has held that all the time. False: it was written, and what was read since is out of
    /// date.
    [[nodiscard]] bool take_back(std::int64_t group);

    /// Closes the batch: digest, counts, and the audit row that commits to them and to every change (P9).
    void finish(const Digest& digest, const ImportCounts& counts);

  private:
    /// As the group is for this batch.
    std::optional<Group> select(SQLite::Statement& statement);
    void write_changes();
    void write_changes_if_full();
    /// The group has other facts from now on: for the sums and the audit row.
    void account(const Group& group, const GroupFacts& facts);
    /// The audit row commits to the group's number, key and facts.
    void commit_to(std::int64_t id, std::string_view key, const GroupFacts& facts);
    void commit_to(std::int64_t id, const CanonicalState& key_facts);

    Transaction& m_transaction;
    Uuid m_uuid;
    std::int64_t m_batch;
    HashThread m_changes;
    CanonicalState m_state; ///< of one change after the other
    bool m_was_empty, m_has_aliases;
    SQLite::Statement m_number, m_by_key, m_by_alias, m_by_id, m_restore, m_forget;
    StandingGroups m_standing;
    NewGroups m_new;
    SeenRows m_seen;
    ChangedGroups m_changed;
    RegisterTally m_tally;
};

} // namespace hnat
