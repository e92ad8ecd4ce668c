#include "survey/seen_rows.hpp"

#include "store/statement.hpp"
#include "survey/sql_rows.hpp"

#include <string>
#include <vector>

namespace hnat {

namespace {

/// Days are packed above two bits of outcome, counted from one that no list has; 0 stands for none.
constexpr Day k_first_day{std::chrono::days(-400'000)};
constexpr std::int32_t k_outcomes = 4;

constexpr std::size_t k_block = 64;

std::string insert_sql(std::size_t rows) {
    return "INSERT OR REPLACE INTO survey_import_line (group_id, line, members_on, outcome) VALUES " +
           repeat_sql("(?, ?, ?, ?)", rows);
}

} // namespace

SeenRows::SeenRows(SQLite::Database& db, std::size_t most_pages)
    : m_db(db),
      m_select(db, "SELECT line, members_on, outcome FROM survey_import_line WHERE group_id = ?"),
      m_insert(db, insert_sql(1)),
      m_insert_block(db, insert_sql(k_block)),
      m_most_pages(most_pages) {}

SeenRow SeenRows::unpack(const Packed& packed) {
    SeenRow row;
    row.line = packed.line;
    row.outcome = static_cast<RowOutcome>(packed.day_and_outcome % k_outcomes);
    if (const auto days = packed.day_and_outcome / k_outcomes; days != 0) {
        row.members_on = k_first_day + std::chrono::days(days);
    }
    return row;
}

SeenRows::Packed SeenRows::pack(const SeenRow& row) {
    const auto days = row.members_on ? static_cast<std::int32_t>((*row.members_on - k_first_day).count()) : 0;
    return {static_cast<std::uint32_t>(row.line), days * k_outcomes + static_cast<std::int32_t>(row.outcome)};
}

std::optional<SeenRow> SeenRows::find(std::int64_t group) {
    if (const auto page = m_pages.find(group / k_page); page != m_pages.end()) {
        const Packed& packed = (*page->second)[static_cast<std::size_t>(group % k_page)];
        if (packed.line != 0) {
            return unpack(packed);
        }
    }
    return m_written ? find_written(group) : std::nullopt;
}

std::optional<SeenRow> SeenRows::find_written(std::int64_t group) {
    sql::bind_all(m_select, group);
    std::optional<SeenRow> row;
    if (m_select.executeStep()) {
        row.emplace();
        row->line = static_cast<std::size_t>(m_select.getColumn(0).getInt64());
        row->members_on = sql::day_at(m_select, 1);
        row->outcome = sql::required_name_at<RowOutcome>(m_select, 2);
    }
    m_select.reset();
    return row;
}

void SeenRows::remember(std::int64_t group, const SeenRow& row) {
    auto& page = m_pages[group / k_page];
    if (!page) {
        page = std::make_unique<Page>();
        m_order.push_back(group / k_page);
    }
    (*page)[static_cast<std::size_t>(group % k_page)] = pack(row);
    if (m_pages.size() > m_most_pages) {
        write_oldest();
    }
}

void SeenRows::write_oldest() {
    const std::int64_t number = m_order.front();
    m_order.pop_front();
    const auto page = m_pages.extract(number);
    std::vector<Numbered> rows;
    std::int64_t group = number * k_page;
    for (const Packed& packed : *page.mapped()) {
        if (packed.line != 0) {
            rows.push_back({group, unpack(packed)});
        }
        ++group;
    }
    std::span<const Numbered> left = rows;
    for (; left.size() >= k_block; left = left.subspan(k_block)) {
        write(m_insert_block, left.first(k_block));
    }
    for (; !left.empty(); left = left.subspan(1)) {
        write(m_insert, left.first(1));
    }
    m_written = true;
}

void SeenRows::write(SQLite::Statement& insert, std::span<const Numbered> rows) {
    int index = 0;
    for (const auto& [group, row] : rows) {
        insert.bind(++index, group);
        insert.bind(++index, static_cast<std::int64_t>(row.line));
        sql::bind_value(insert, ++index, row.members_on);
        sql::bind_value(insert, ++index, name_of(row.outcome));
    }
    insert.exec();
    insert.reset();
}

void SeenRows::clear() {
    if (m_written) {
        sql::run_once(m_db, "DELETE FROM survey_import_line");
    }
    m_pages.clear();
    m_order.clear();
    m_written = false;
}

} // namespace hnat
