/// The registry of personal columns (P3): every text and blob column of the schema is declared once, as being
/// about a member, about a staff member, or about nobody. Erasing, the export for a person,
/// docs/personal-data.md and `db check` all go by it, so that a column which is added later can't be
/// forgotten by one of them.
#pragma once

#include <SQLiteCpp/Database.h>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hnat {

/// Whom a column is about.
enum class Subject { nobody, member, staff };

/// A column of a table that has rows about members. Numbers and days are declared here too: an export is
/// everything that is held about the person.
struct MemberColumn {
    std::string_view name;
    Subject subject = Subject::member; ///< staff: who recorded it
    std::string_view key;              ///< stable, in the JSON of an export
    std::string_view name_vi, name_en;
    bool free = false; ///< any value, so that it can name or describe the person; else a day, number, code or
                       ///< random key
    bool cleared = false;        ///< erasing makes it NULL; only where rows are kept
    std::string_view shown = {}; ///< SQL of what an export shows; empty: the column itself
};

/// What erasing does with a member's rows.
enum class RowErasure {
    deleted,     ///< they are deleted
    with_member, ///< the row of `member` takes them along (foreign key)
    kept,        ///< they stay, and name nobody any more
};

/// A table with rows about members.
struct MemberTable {
    std::string_view name;
    std::string_view key;
    std::string_view name_vi, name_en;
    std::string_view rows; ///< SQL condition with one parameter, ?1: the number of the member
    RowErasure erasure = RowErasure::deleted;
    std::span<const MemberColumn> columns; ///< all of them
};

/// In the order in which a person would read them; an erasure goes from the last to the first.
std::span<const MemberTable> member_tables();

/// Columns of another table that are about the same kind of subject.
struct OtherColumns {
    std::string_view table;
    std::string_view columns; ///< names with a space between
    Subject subject = Subject::nobody;
    std::string_view what;       ///< what they hold, for the document
    std::string_view typed = {}; ///< those of them in which somebody types what they like, a name too: an
                                 ///< erasure looks at them (enroll/mention.hpp)
};
std::span<const OtherColumns> other_columns();

/// One finding for each text or blob column that the registry lacks, for each column at all of a table with
/// rows about members, and for each declaration that no column stands for. Empty: the registry and the schema
/// agree.
std::vector<std::string> check_personal_columns(SQLite::Database& db);

/// The text of docs/personal-data.md.
std::string personal_columns_document();

/// How many rows of a table are about a member.
std::int64_t count_member_rows(SQLite::Database& db, const MemberTable& table, std::int64_t member);

} // namespace hnat
