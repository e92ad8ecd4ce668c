#include "base/message.hpp"
#include "store/personal_columns.hpp"

#include <SQLiteCpp/Statement.h>
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace hnat {

namespace {

using Columns = std::map<std::string, std::set<std::string>, std::less<>>;

std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> words;
    for (std::size_t at = 0; at < text.size();) {
        const auto space = std::min(text.find(' ', at), text.size());
        words.push_back(text.substr(at, space - at));
        at = space + 1;
    }
    return words;
}

/// The declared columns by table; what is declared twice is a finding.
Columns declared(std::vector<std::string>& findings) {
    Columns columns;
    const auto declare = [&](std::string_view table, std::string_view column) {
        if (!columns[std::string(table)].insert(std::string(column)).second) {
            findings.push_back(say("{}.{} is declared twice", table, column));
        }
    };
    for (const MemberTable& table : member_tables()) {
        for (const MemberColumn& column : table.columns) {
            declare(table.name, column.name);
        }
    }
    for (const OtherColumns& other : other_columns()) {
        for (const auto column : words_of(other.columns)) {
            declare(other.table, column);
        }
    }
    return columns;
}

bool is_member_table(std::string_view name) {
    const auto tables = member_tables();
    return std::ranges::find(tables, name, &MemberTable::name) != tables.end();
}

/// The columns that have to be declared, by table. What an FTS index keeps behind its table (shadow tables)
/// is a copy of the table's columns, and those are looked at.
Columns present(SQLite::Database& db) {
    SQLite::Statement statement(db, "SELECT list.name, info.name, info.type FROM pragma_table_list AS list, "
                                    "pragma_table_info(list.name) AS info"
                                    " WHERE list.schema = 'main' AND list.type IN ('table', 'virtual') AND "
                                    "list.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'");
    Columns columns;
    while (statement.executeStep()) {
        const std::string table = statement.getColumn(0).getString();
        const std::string type = statement.getColumn(2).getString();
        const bool is_number = type == "INTEGER" || type == "REAL";
        if (!is_number || is_member_table(table)) {
            columns[table].insert(statement.getColumn(1).getString());
        }
    }
    return columns;
}

/// What `columns` has of a table and `other` lacks.
template <typename Take>
void each_missing(const Columns& columns, const Columns& other, Take take) {
    for (const auto& [table, names] : columns) {
        const auto found = other.find(table);
        for (const auto& name : names) {
            if (found == other.end() || !found->second.contains(name)) {
                take(table, name);
            }
        }
    }
}

} // namespace

std::vector<std::string> check_personal_columns(SQLite::Database& db) {
    std::vector<std::string> findings;
    const Columns in_registry = declared(findings);
    const Columns in_schema = present(db);
    each_missing(in_schema, in_registry, [&](const std::string& table, const std::string& column) {
        findings.push_back(say("{}.{} is declared neither personal nor not personal", table, column));
    });
    each_missing(in_registry, in_schema, [&](const std::string& table, const std::string& column) {
        findings.push_back(say("{}.{} is declared, but there is no such text column", table, column));
    });
    return findings;
}

namespace {

std::string_view erasing_text(const MemberTable& table, const MemberColumn& column) {
    if (table.erasure != RowErasure::kept) {
        return "the row goes";
    }
    return column.cleared ? "becomes empty" : "stays, names nobody";
}

std::string_view subject_text(Subject subject) {
    switch (subject) {
    case Subject::member:
        return "member";
    case Subject::staff:
        return "staff";
    case Subject::nobody:
        break;
    }
    return "nobody";
}

/// With `typed`, a column more: what may hold any text.
std::string other_rows(Subject subject, bool typed) {
    std::string text = "| table | columns | what they hold |";
    text += typed ? " may hold any text |\n|---|---|---|---|\n" : "\n|---|---|---|\n";
    for (const OtherColumns& other : other_columns()) {
        if (other.subject == subject) {
            text += fmt::format("| {} | {} | {} |", other.table, other.columns, other.what);
            text += typed ? fmt::format(" {} |\n", other.typed) : "\n";
        }
    }
    return text;
}

} // namespace

std::string personal_columns_document() {
    std::string text =
        "# Personal data in the database\n\n"
        "Made from the registry in `lib/store/personal_columns.cpp`, by which hnat erases a person, gives a "
        "person\n"
        "everything that is held about them (`hnat enroll export-subject`) and checks a database (`hnat db "
        "check`). A test\n"
        "compares this file with the registry, and the registry with every text column of the schema.\n\n"
        "## About members\n\n"
        "An erasure takes the row of `member`, and by it all rows that are marked \"the row goes\"; then the "
        "whole file is\n"
        "written anew, so that no byte of them stays in it. A request keeps its kind and its days, for the "
        "figures. The rows of\n"
        "the audit chain stay, so that it can be verified: they hold a random key and a commitment whose "
        "salt is deleted, which\n"
        "leads back to nobody.\n\n"
        "| table | column | in the export | tiếng Việt | about | may hold any text | on erasure |\n"
        "|---|---|---|---|---|---|---|\n";
    for (const MemberTable& table : member_tables()) {
        for (const MemberColumn& column : table.columns) {
            text += fmt::format("| {} | {} | {}.{} | {} | {} | {} | {} |\n", table.name, column.name,
                                table.key, column.key, column.name_vi, subject_text(column.subject),
                                column.free ? "yes" : "", erasing_text(table, column));
        }
    }
    text += "\n## About staff\n\nIn their work for the programme. They stay as long as the records that they "
            "answer for.\n\n";
    text += other_rows(Subject::staff, false);
    text +=
        "\n## About nobody\n\nWhat may hold any text may hold a name that somebody typed there. An erasure "
        "looks through it, and through the evidence and\nreasons in other members' rows, for the person's "
        "name and contact, and says which texts to look at\n(`hnat enroll erase`).\n\n";
    text += other_rows(Subject::nobody, true);
    return text;
}

} // namespace hnat
