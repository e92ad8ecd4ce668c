/// Values of this room bound to SQL by position. Internal to lib/survey.
#pragma once

#include "base/date.hpp"
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

/// Makes the statement ready and binds all its parameters, in their order.
template <typename... Values>
void bind_all(SQLite::Statement& statement, const Values&... values) {
    statement.reset();
    int index = 0;
    (bind_value(statement, ++index, values), ...);
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

} // namespace hnat::sql
