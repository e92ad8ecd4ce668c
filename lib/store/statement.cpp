#include "store/statement.hpp"

#include "base/error.hpp"
#include "base/message.hpp"

#include <SQLiteCpp/Column.h>

#include <algorithm>

namespace hnat::sql {

namespace {

/// The bytes of a BLOB of exactly this length.
template <typename Bytes>
Bytes bytes_at(const SQLite::Statement& statement, int column) {
    const SQLite::Column value = statement.getColumn(column);
    Bytes bytes{};
    if (static_cast<std::size_t>(value.getBytes()) != bytes.size()) {
        fail_on_value(statement, column);
    }
    const auto* first = static_cast<const std::uint8_t*>(value.getBlob());
    std::copy_n(first, bytes.size(), bytes.begin());
    return bytes;
}

} // namespace

void fail_on_value(const SQLite::Statement& statement, int column) {
    throw Error(ErrorKind::failed, say("column {} of a record holds a value that hnat never writes; "
                                       "`hnat db check` looks into the file",
                                       statement.getColumn(column).getName()));
}

std::optional<std::string_view> view_at(const SQLite::Statement& statement, int column) {
    const SQLite::Column value = statement.getColumn(column);
    const char* text = value.getText(nullptr); // before the length: it may convert
    return text == nullptr
               ? std::nullopt
               : std::optional(std::string_view(text, static_cast<std::size_t>(value.getBytes())));
}

std::optional<std::string> text_at(const SQLite::Statement& statement, int column) {
    const auto text = view_at(statement, column);
    return text ? std::optional<std::string>(*text) : std::nullopt;
}

std::optional<std::int64_t> count_at(const SQLite::Statement& statement, int column) {
    const SQLite::Column value = statement.getColumn(column);
    return value.isNull() ? std::nullopt : std::optional<std::int64_t>(value.getInt64());
}

std::optional<Day> day_at(const SQLite::Statement& statement, int column) {
    const auto text = view_at(statement, column);
    if (!text) {
        return std::nullopt;
    }
    const auto day = parse_day(*text);
    if (!day) {
        fail_on_value(statement, column);
    }
    return day;
}

Day required_day_at(const SQLite::Statement& statement, int column) {
    const auto day = day_at(statement, column);
    if (!day) {
        fail_on_value(statement, column);
    }
    return *day;
}

Uuid uuid_at(const SQLite::Statement& statement, int column) {
    return bytes_at<Uuid>(statement, column);
}

Digest digest_at(const SQLite::Statement& statement, int column) {
    return bytes_at<Digest>(statement, column);
}

} // namespace hnat::sql
