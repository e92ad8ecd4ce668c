#include "store/sql_functions.hpp"

#include "base/text.hpp"

#include <SQLiteCpp/Exception.h>
#include <sqlite3.h>

#include <array>
#include <cstddef>
#include <cstring>
#include <exception>
#include <string>
#include <string_view>

namespace hnat {

namespace {

std::string_view text_of(sqlite3_value* value) {
    const unsigned char* text = sqlite3_value_text(value); // before the length: it may convert
    const int bytes = sqlite3_value_bytes(value);
    return text == nullptr
               ? std::string_view()
               : std::string_view(reinterpret_cast<const char*>(text), static_cast<std::size_t>(bytes));
}

using TextFunction = std::string (*)(std::string_view);

/// One text in, one text out; NULL stays NULL. An exception must not cross SQLite's C frames.
template <TextFunction function>
void call_text(sqlite3_context* context, int /*count*/, sqlite3_value** values) {
    if (sqlite3_value_type(*values) == SQLITE_NULL) {
        sqlite3_result_null(context);
        return;
    }
    try {
        const std::string result = function(text_of(*values));
        sqlite3_result_text64(context, result.data(), result.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    } catch (const std::exception& error) {
        sqlite3_result_error(context, error.what(), -1);
    }
}

/// A collation has no way to fail, so text that can't be compared as Vietnamese is compared as bytes.
int collate(void* /*context*/, int left_size, const void* left, int right_size, const void* right) {
    const std::string_view a(static_cast<const char*>(left), static_cast<std::size_t>(left_size));
    const std::string_view b(static_cast<const char*>(right), static_cast<std::size_t>(right_size));
    try {
        return compare_vietnamese(a, b);
    } catch (const std::exception&) {
        return a.compare(b);
    }
}

struct CharacterRange {
    char first, last;
};
constexpr CharacterRange k_digit{'0', '9'};
constexpr CharacterRange k_hyphen{'-', '-'};
/// What k_day_pattern says.
constexpr std::array k_day{CharacterRange{'1', '2'},
                           k_digit,
                           k_digit,
                           k_digit,
                           k_hyphen,
                           CharacterRange{'0', '1'},
                           k_digit,
                           k_hyphen,
                           CharacterRange{'0', '3'},
                           k_digit};

bool is_like_day(const char* text) {
    for (const auto& [first, last] : k_day) {
        if (*text < first || *text > last) {
            return false; // also at the end of the text
        }
        ++text;
    }
    return *text == '\0';
}

/// TEXT GLOB PATTERN, the pattern first. As Debian's SQLite has it: a blob matches nothing; where one of them
/// is NULL, so is the answer.
void call_glob(sqlite3_context* context, int /*count*/, sqlite3_value** values) {
    if (sqlite3_value_type(values[0]) == SQLITE_BLOB || sqlite3_value_type(values[1]) == SQLITE_BLOB) {
        sqlite3_result_int(context, 0);
        return;
    }
    const auto* pattern = reinterpret_cast<const char*>(sqlite3_value_text(values[0]));
    const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(values[1]));
    if (pattern == nullptr) {
        return;
    }
    if (std::strcmp(pattern, k_day_pattern) == 0) {
        if (text != nullptr) {
            sqlite3_result_int(context, is_like_day(text) ? 1 : 0);
        }
        return;
    }
    const int longest =
        sqlite3_limit(sqlite3_context_db_handle(context), SQLITE_LIMIT_LIKE_PATTERN_LENGTH, -1);
    if (sqlite3_value_bytes(values[0]) > longest) {
        sqlite3_result_error(context, "LIKE or GLOB pattern too complex", -1);
    } else if (text != nullptr) {
        sqlite3_result_int(context, sqlite3_strglob(pattern, text) == 0 ? 1 : 0);
    }
}

using Function = void (*)(sqlite3_context*, int, sqlite3_value**);

void register_function(SQLite::Database& db, const char* name, int arguments, int flags, Function function) {
    const int result = sqlite3_create_function_v2(db.getHandle(), name, arguments,
                                                  SQLITE_UTF8 | SQLITE_DETERMINISTIC | flags, nullptr,
                                                  function, nullptr, nullptr, nullptr);
    if (result != SQLITE_OK) {
        throw SQLite::Exception(db.getHandle(), result);
    }
}

} // namespace

void register_functions(SQLite::Database& db) {
    // DIRECTONLY: a hostile trigger, view or index can't call it.
    register_function(db, "hnat_k2", 1, SQLITE_DIRECTONLY, call_text<search_key>);
    register_function(db, "hnat_name_key", 1, SQLITE_DIRECTONLY, call_text<name_key>);
    register_function(db, "glob", 2, SQLITE_INNOCUOUS, call_glob);
    const int result =
        sqlite3_create_collation_v2(db.getHandle(), "VI", SQLITE_UTF8, nullptr, collate, nullptr);
    if (result != SQLITE_OK) {
        throw SQLite::Exception(db.getHandle(), result);
    }
}

} // namespace hnat
