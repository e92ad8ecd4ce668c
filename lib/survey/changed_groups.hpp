/// The changes that a list makes to groups of the register. Internal to lib/survey.
#pragma once

#include "store/store.hpp"
#include "survey/group.hpp"

#include <SQLiteCpp/Statement.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace hnat {

/// Keeps the new facts in memory for a while: where a list has two rows of one group, the later one often
/// takes the earlier one's change back, which then costs nothing. What is left is written in blocks, in the
/// order of the groups' numbers: SQLite has as much work with a statement as with a row.
class ChangedGroups {
  public:
    /// About what the waiting facts take in memory before they have to be written.
    static constexpr std::size_t k_most_bytes = std::size_t{3} << 20;

    /// What is told of a group that is older than the batch when its change is written: the group as it was,
    /// and its new facts.
    using Told = std::function<void(const Group& before, const GroupFacts& after)>;

    /// Groups from `first_new` on were brought by the batch itself.
    ChangedGroups(Transaction& transaction, std::int64_t batch, std::int64_t first_new,
                  std::size_t most_bytes = k_most_bytes);

    /// Instead of what waits for the group already.
    void put(std::int64_t group, const GroupFacts& facts);
    [[nodiscard]] std::optional<GroupFacts> find(std::int64_t group) const;
    /// False: nothing waits for the group.
    bool remove(std::int64_t group);
    [[nodiscard]] bool is_full() const { return m_bytes >= m_most_bytes; }

    /// Writes all that waits. A group that is older than the batch is kept in survey_change as it was.
    void write(const Told& told);

  private:
    /// Facts in less memory.
    struct Packed {
        std::string texts;                 ///< one behind the other, the name last
        std::array<std::int32_t, 4> sizes; ///< of the texts before the name; -1: there is none
        std::optional<std::int64_t> members;
        std::optional<Day> members_on;
        std::optional<Visibility> visibility;
    };
    using Waiting = std::map<std::int64_t, Packed>; ///< by the groups' numbers

    static Packed pack(const GroupFacts& facts);
    static GroupFacts unpack(const Packed& packed);
    static std::size_t bytes_of(const Packed& packed);

    /// The next groups, a block of them at most: either all older than the batch or all brought by it.
    [[nodiscard]] std::vector<std::int64_t> next_block() const;
    void keep(std::span<const std::int64_t> groups, const Told& told);
    void write(std::span<const std::int64_t> groups);

    std::int64_t m_batch, m_first_new;
    std::size_t m_most_bytes, m_bytes = 0;
    SQLite::Statement m_select, m_keep, m_update;
    Waiting m_waiting;
};

} // namespace hnat
