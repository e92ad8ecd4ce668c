#include "survey/seen_rows.hpp"

#include "store/statement.hpp"
#include "survey/sql_rows.hpp"

#include <string>
#include <vector>

namespace hnat {

namespace {

constexpr std::size_t k_block = 64;

std::string insert_sql(std::size_t rows) {
    return "INSERT OR REPLACE INTO survey_import_line (group_id, line, members_on, outcome) VALUES " +
           repeat_sql("(?, ?, ?, ?)", rows);
}

constexpr auto k_groups = static_cast<std::int64_t>(SeenPage::k_groups);

std::size_t place_of(std::int64_t group) {
    return static_cast<std::size_t>(group % k_groups);
}

} // namespace

SeenRows::SeenRows(SQLite::Database& db, Limits limits)
    : m_db(db),
      m_select(db, "SELECT line, members_on, outcome FROM survey_import_line WHERE group_id = ?"),
      m_insert(db, insert_sql(1)),
      m_insert_block(db, insert_sql(k_block)),
      m_limits(limits) {}

std::optional<SeenRow> SeenRows::find(std::int64_t group) {
    if (const auto page = m_pages.find(group / k_groups); page != m_pages.end()) {
        if (auto row = page->second.find(place_of(group))) {
            return row;
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
    const std::int64_t number = group / k_groups;
    const auto [found, is_new] = m_pages.try_emplace(number);
    SeenPage& page = found->second;
    if (is_new) {
        m_order.push_back(number);
    }
    if (is_new || !page.is_open()) {
        m_open.push_back(number);
        m_bytes -= is_new ? 0 : page.bytes();
        page.put(place_of(group), row);
        m_bytes += page.bytes();
        make_room();
    } else {
        page.put(place_of(group), row);
    }
}

void SeenRows::make_room() {
    while (m_bytes > m_limits.bytes && m_open.size() > m_limits.open) {
        if (const auto page = m_pages.find(m_open.front()); page != m_pages.end()) {
            m_bytes -= page->second.bytes();
            page->second.close();
            m_bytes += page->second.bytes();
        }
        m_open.pop_front();
    }
    while (m_bytes > m_limits.bytes) {
        write_oldest();
    }
}

void SeenRows::write_oldest() {
    const std::int64_t number = m_order.front();
    m_order.pop_front();
    const auto page = m_pages.extract(number);
    m_bytes -= page.mapped().bytes();
    std::vector<Numbered> rows;
    for (const auto& [at, row] : page.mapped().rows()) {
        rows.push_back({number * k_groups + static_cast<std::int64_t>(at), row});
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
    m_open.clear();
    m_bytes = 0;
    m_written = false;
}

} // namespace hnat
