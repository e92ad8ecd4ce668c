/// Values bound to SQL by position, and read from its rows.
#pragma once

#include "base/date.hpp"
#include "base/enum_names.hpp"
#include "base/hash.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hnat::sql {

inline void bind_value(SQLite::Statement& statement, int index, std::int64_t value) {
    statement.bind(index, value);
}
inline void bind_value(SQLite::Statement& statement, int index, bool value) {
    statement.bind(index, value ? 1 : 0);
}
inline void bind_value(SQLite::Statement& statement, int index, const char* value) {
    statement.bind(index, value);
}
inline void bind_value(SQLite::Statement& statement, int index, const std::string& value) {
    statement.bind(index, value);
}
inline void bind_value(SQLite::Statement& statement, int index, std::string_view value) {
    statement.bind(index, std::string(value));
}
inline void bind_value(SQLite::Statement& statement, int index, Day value) {
    statement.bind(index, to_iso(value));
}
inline void bind_value(SQLite::Statement& statement, int index, const Uuid& value) {
    statement.bind(index, value.data(), static_cast<int>(value.size()));
}
inline void bind_value(SQLite::Statement& statement, int index, const Digest& value) {
    statement.bind(index, value.data(), static_cast<int>(value.size()));
}
template <typename Value>
void bind_value(SQLite::Statement& statement, int index, const std::optional<Value>& value) {
    if (value) {
        bind_value(statement, index, *value);
    } else {
        statement.bind(index);
    }
}

/// Makes the statement ready and binds its first parameters, in their order. Returns how many.
template <typename... Values>
int bind_all(SQLite::Statement& statement, const Values&... values) {
    statement.reset();
    int index = 0;
    (bind_value(statement, ++index, values), ...);
    return index;
}

/// Runs a prepared statement that returns no row; the number of rows that it changed.
template <typename... Values>
int run(SQLite::Statement& statement, const Values&... values) {
    bind_all(statement, values...);
    const int changed = statement.exec();
    statement.reset();
    return changed;
}

/// The same for a statement that is used once.
template <typename... Values>
int run_once(SQLite::Database& db, const char* sql, const Values&... values) {
    SQLite::Statement statement(db, sql);
    return run(statement, values...);
}

/// Binds a named parameter; nullopt as NULL.
template <typename Value>
void bind_named(SQLite::Statement& statement, const char* name, const std::optional<Value>& value) {
    bind_value(statement, statement.getIndex(name), value);
}

/// A value that a CHECK of the schema rules out. Errors: failed, naming the table and what the column holds.
[[noreturn]] void fail_on_value(const SQLite::Statement& statement, int column);

/// Columns of the present row, from 0. A NULL is nullopt. Errors: failed (a value that hnat never writes).
/// The text where it lies: only until the statement goes on.
std::optional<std::string_view> view_at(const SQLite::Statement& statement, int column);
std::optional<std::string> text_at(const SQLite::Statement& statement, int column);
std::optional<std::int64_t> count_at(const SQLite::Statement& statement, int column);
std::optional<Day> day_at(const SQLite::Statement& statement, int column);
Day required_day_at(const SQLite::Statement& statement, int column);
Uuid uuid_at(const SQLite::Statement& statement, int column);
Digest digest_at(const SQLite::Statement& statement, int column);

template <typename Enum>
std::optional<Enum> name_at(const SQLite::Statement& statement, int column) {
    const auto text = view_at(statement, column);
    if (!text) {
        return std::nullopt;
    }
    const auto value = enum_from<Enum>(*text);
    if (!value) {
        fail_on_value(statement, column);
    }
    return value;
}
template <typename Enum>
Enum required_name_at(const SQLite::Statement& statement, int column) {
    const auto value = name_at<Enum>(statement, column);
    if (!value) {
        fail_on_value(statement, column);
    }
    return *value;
}

/// The one integer that a query gives; 0 for no row.
template <typename... Values>
std::int64_t integer_of(SQLite::Database& db, const char* sql, const Values&... values) {
    SQLite::Statement statement(db, sql);
    bind_all(statement, values...);
    return statement.executeStep() ? statement.getColumn(0).getInt64() : 0;
}

} // namespace hnat::sql
