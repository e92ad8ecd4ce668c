/// The groups that a list brings into the register. Internal to lib/survey.
#pragma once

#include "store/store.hpp"
#include "survey/group.hpp"
#include "survey/group_key.hpp"

#include <SQLiteCpp/Statement.h>

#include <cstdint>
#include <string>
#include <vector>

namespace hnat {

/// Writes them in blocks, each with one statement, and enters them into the search index together: SQLite has
/// as much work with a statement as with a row, and FTS5 writes its index out after each one. Where the
/// register has no others, FTS5 builds the whole index anew, which is quicker. The triggers that feed the
/// index leave groups of these numbers alone until finish(): a transaction must not be committed without it.
class NewGroups {
  public:
    NewGroups(Transaction& transaction, std::int64_t batch);

    /// The numbers that the first one got and that the next one gets.
    [[nodiscard]] std::int64_t first() const { return m_first; }
    [[nodiscard]] std::int64_t next() const { return m_next; }

    /// The group as it will stand in the register, surveyed today. `key` is its address's, `search_key` K2 of
    /// its name. They are swapped with those of an earlier group, whose memory the caller's next row finds
    /// there. Valid until the next call.
    const Group& add(GroupAddress& address, GroupKey& key, GroupFacts& facts, std::string& search_key);
    /// A group of the block that is not written yet; nullptr: it is none of them.
    [[nodiscard]] const Group* find(const GroupKey& key) const;
    [[nodiscard]] const Group* find(std::int64_t number) const;
    /// Other facts for a group of the block.
    void replace(std::int64_t number, const GroupFacts& facts);

    void finish();

  private:
    /// Its texts are bound where they lie.
    struct Held {
        Group group;
        GroupKey key;
        std::string search_key;
    };

    /// Where in the block the group stands; not within what is held: it is none of them.
    [[nodiscard]] std::size_t place_of(std::int64_t number) const;
    void write();
    void write_with(SQLite::Statement& insert);

    Transaction& m_transaction;
    std::int64_t m_first, m_next;
    std::string m_today, m_expires_on;
    SQLite::Statement m_insert;
    std::vector<Held> m_block;         ///< all of its elements stay, so that their texts keep their memory
    std::vector<std::size_t> m_hashes; ///< of the keys: a block is so small that looking through is quick
    std::size_t m_held = 0;
};

} // namespace hnat
