/// The rows of a list, read and parsed ahead of who writes them. Internal to lib/survey.
#pragma once

#include "list/list_reader.hpp"
#include "survey/group_preparer.hpp"
#include "survey/row.hpp"

#include <array>
#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace hnat {

/// A thread of its own reads and parses, some blocks of rows ahead: the database takes as long as the text.
class ParsedRows {
  public:
    struct Item {
        ListRow row;
        ParsedRow parsed;
        Diagnostics problems; ///< not empty: `parsed` says nothing
    };
    struct Block {
        std::vector<Item> items; ///< more than there are rows: they keep their memory
        std::size_t rows = 0;
        std::optional<double> progress; ///< of the reader, behind these rows
    };

    /// At most `limit` rows, with what their groups need where these are expected to be new. The arguments
    /// stay, and until next() has returned nullptr only this object uses `reader` and what `rules` refer to.
    ParsedRows(ListReader& reader, const ColumnMap& columns, const RowRules& rules, bool expects_new_groups,
               std::optional<std::size_t> limit);
    /// Waits until the reader has given its present row.
    ~ParsedRows();
    ParsedRows(const ParsedRows&) = delete;
    ParsedRows& operator=(const ParsedRows&) = delete;

    /// The next rows, the caller's until the next call; nullptr at the end. Throws what the reader threw, in
    /// its place.
    Block* next();

  private:
    void read();
    Block* free_block();
    bool fill(Block& block);

    static constexpr std::size_t k_blocks = 3;

    ListReader& m_reader;
    const ColumnMap& m_columns;
    const RowRules& m_rules;
    std::optional<std::size_t> m_left; ///< rows that may still be read
    RowAnswers m_answers;
    std::optional<GroupPreparer> m_preparer; ///< where new groups are expected

    std::mutex m_mutex; ///< of what follows
    std::condition_variable m_changed;
    std::array<Block, k_blocks> m_blocks;
    std::size_t m_read = 0;  ///< blocks that were filled
    std::size_t m_taken = 0; ///< blocks that next() gave, the last one still in use
    bool m_ended = false;
    std::atomic<bool> m_stopped = false; ///< also asked without the lock, before each row
    std::exception_ptr m_error;

    std::thread m_thread; ///< last: it uses all the others
};

} // namespace hnat
