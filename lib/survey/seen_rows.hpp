/// Which row of the list that is being imported each group has its facts from. Internal to lib/survey.
#pragma once

#include "base/date.hpp"
#include "base/enum_names.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <unordered_map>

namespace hnat {

/// What became of a row that was taken.
enum class RowOutcome { added, changed, unchanged };
template <>
inline constexpr std::array k_enum_names<RowOutcome>{EnumName{RowOutcome::added, "new"},
                                                     EnumName{RowOutcome::changed, "changed"},
                                                     EnumName{RowOutcome::unchanged, "unchanged"}};

/// The row of this list that a group has its facts from.
struct SeenRow {
    std::size_t line = 0;
    std::optional<Day> members_on;
    RowOutcome outcome = RowOutcome::unchanged;
};

/// Packed in memory for 400,000 groups; the rest goes to survey_import_line, so that memory is bounded.
class SeenRows {
  public:
    /// `most_pages` of 256 groups lie in memory.
    explicit SeenRows(SQLite::Database& db, std::size_t most_pages = 1'536);

    std::optional<SeenRow> find(std::int64_t group);
    /// In the place of an earlier row of the same group.
    void remember(std::int64_t group, const SeenRow& row);
    /// The list has ended.
    void clear();

  private:
    struct Packed {
        std::uint32_t line = 0; ///< 0: no row
        std::int32_t day_and_outcome = 0;
    };
    struct Numbered {
        std::int64_t group = 0;
        SeenRow row;
    };
    static constexpr std::int64_t k_page = 256; ///< groups whose numbers stand in a row
    using Page = std::array<Packed, static_cast<std::size_t>(k_page)>;

    static Packed pack(const SeenRow& row);
    static SeenRow unpack(const Packed& packed);
    std::optional<SeenRow> find_written(std::int64_t group);
    void write_oldest();
    /// As many rows as the statement takes.
    static void write(SQLite::Statement& insert, std::span<const Numbered> rows);

    SQLite::Database& m_db;
    SQLite::Statement m_select, m_insert, m_insert_block;
    std::unordered_map<std::int64_t, std::unique_ptr<Page>> m_pages;
    std::deque<std::int64_t> m_order; ///< of the pages, oldest first
    std::size_t m_most_pages;
    bool m_written = false; ///< there are rows in the table
};

} // namespace hnat
