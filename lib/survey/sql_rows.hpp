/// SQL for statements that write many rows at once: SQLite has as much work with a statement as with a row.
/// Internal to lib/survey.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace hnat {

/// A piece of SQL so many times, with commas between: the rows behind VALUES.
inline std::string repeat_sql(std::string_view row, std::size_t times) {
    std::string sql;
    sql.reserve(times * (row.size() + 2));
    for (std::size_t at = 0; at < times; ++at) {
        sql += at == 0 ? "" : ", ";
        sql += row;
    }
    return sql;
}

} // namespace hnat
