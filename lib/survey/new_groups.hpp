/// The groups that a list brings into the register. Internal to lib/survey.
#pragma once

#include "store/store.hpp"
#include "survey/group.hpp"

#include <SQLiteCpp/Statement.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace hnat {

/// Writes them in blocks, each with one statement, and enters them into the search index together: SQLite has
/// as much work with a statement as with a row, and FTS5 writes its index out after each one. The triggers
/// that feed the index leave groups of these numbers alone until finish(): a transaction must not be
/// committed without it.
class NewGroups {
  public:
    NewGroups(Transaction& transaction, std::int64_t batch);

    /// The number that the first one gets.
    [[nodiscard]] std::int64_t first() const { return m_first; }

    /// The group as it will stand in the register, surveyed today. `key` is its address's, `search_key` K2 of
    /// its name. Valid until the next call.
    const Group& add(const GroupAddress& address, std::string_view key, const GroupFacts& facts,
                     std::string_view search_key);
    /// A group of the block that is not written yet; nullptr: it is none of them.
    [[nodiscard]] const Group* find(std::string_view key) const;
    /// Other facts for a group of the block; false: it is none of them.
    bool replace(std::int64_t number, const GroupFacts& facts);

    void finish();

  private:
    /// Its texts are bound where they lie.
    struct Held {
        Group group;
        std::string key, search_key;
    };

    void write();
    void write_with(SQLite::Statement& insert);

    Transaction& m_transaction;
    std::int64_t m_first, m_next;
    std::string m_today, m_expires_on;
    SQLite::Statement m_insert;
    std::vector<Held> m_block; ///< all of its elements stay, so that their texts keep their memory
    std::size_t m_held = 0;
    std::unordered_map<std::string_view, std::size_t> m_by_key;
};

} // namespace hnat
