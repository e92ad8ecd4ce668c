/// The changes that a list makes to groups of the register. Internal to lib/survey.
#pragma once

#include "store/store.hpp"
#include "survey/facts_change.hpp"
#include "survey/group.hpp"

#include <SQLiteCpp/Statement.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <unordered_map>
#include <vector>

namespace hnat {

/// Keeps the new facts in memory for a while: where a list has two rows of one group, the later one often
/// takes the earlier one's change back, which then costs nothing. What is left is written in blocks, in the
/// order of the groups' numbers: SQLite has as much work with a statement as with a row.
class ChangedGroups {
  public:
    /// About what the waiting facts take in memory before they have to be written.
    static constexpr std::size_t k_most_bytes = std::size_t{5} << 20;

    /// What is told of a group when its change is written: the group as it was, and its new facts.
    using Told = std::function<void(const Group& before, const GroupFacts& after)>;

    /// Groups from `first_new` on were brought by the batch itself.
    ChangedGroups(Transaction& transaction, std::int64_t batch, std::int64_t first_new,
                  std::size_t most_bytes = k_most_bytes);

    /// The group as the file has it, and the facts that it gets: instead of what waits for it already.
    void put(const Group& group, const GroupFacts& facts);
    /// All facts of a group that the batch brought, which nobody has to read for that.
    void put_all(std::int64_t group, const GroupFacts& facts);
    /// Makes of a group as the file has it what it will be; whether a change waits.
    bool apply(Group& group) const;
    /// False: nothing waits for the group.
    bool remove(std::int64_t group);
    [[nodiscard]] bool is_full() const { return m_bytes >= m_most_bytes; }

    /// Writes all that waits. A group that is older than the batch is kept in survey_change as it was.
    void write(const Told& told);

  private:
    /// A block of groups, either all older than the batch or all brought by it.
    void write_block(std::vector<std::int64_t> groups, const Told& told);
    void wait_with(std::int64_t group, FactsChange change);
    /// Leaves of the group's change what is new to it, or nothing.
    void tell(std::int64_t group, const Told& told);
    void keep(std::span<const std::int64_t> groups);
    void update(std::span<const std::int64_t> groups);

    std::int64_t m_batch, m_first_new;
    std::size_t m_most_bytes, m_bytes = 0;
    SQLite::Statement m_select, m_keep, m_update;
    std::unordered_map<std::int64_t, FactsChange> m_waiting; ///< by the groups' numbers
};

} // namespace hnat
