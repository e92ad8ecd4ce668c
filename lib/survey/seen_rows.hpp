/// Which row of the list that is being imported each group has its facts from. Internal to lib/survey.
#pragma once

#include "survey/seen_page.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <unordered_map>

namespace hnat {

/// In memory for nearly a million groups that a list names in the order of the register; the rest goes to
/// survey_import_line, so that memory is bounded.
class SeenRows {
  public:
    /// All pages in memory take so many bytes at most: first the oldest are closed, as long as more are open
    /// than stay so, then they are written.
    struct Limits {
        std::size_t open = 128;
        std::size_t bytes = std::size_t{4} << 20;
    };
    explicit SeenRows(SQLite::Database& db) : SeenRows(db, Limits()) {}
    SeenRows(SQLite::Database& db, Limits limits);

    std::optional<SeenRow> find(std::int64_t group);
    /// In the place of an earlier row of the same group.
    void remember(std::int64_t group, const SeenRow& row);
    /// The list has ended.
    void clear();

  private:
    struct Numbered {
        std::int64_t group = 0;
        SeenRow row;
    };

    std::optional<SeenRow> find_written(std::int64_t group);
    void make_room();
    void write_oldest();
    /// As many rows as the statement takes.
    static void write(SQLite::Statement& insert, std::span<const Numbered> rows);

    SQLite::Database& m_db;
    SQLite::Statement m_select, m_insert, m_insert_block;
    Limits m_limits;
    std::unordered_map<std::int64_t, SeenPage> m_pages; ///< by the groups' numbers, divided
    std::deque<std::int64_t> m_order;                   ///< of the pages, oldest first
    std::deque<std::int64_t> m_open;                    ///< pages that are open, or are written and gone
    std::size_t m_bytes = 0;                            ///< of the pages
    bool m_written = false;                             ///< there are rows in the table
};

} // namespace hnat
