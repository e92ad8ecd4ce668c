#include "enroll/subject_export.hpp"

#include "enroll/member_row.hpp"
#include "store/audit.hpp"
#include "store/office.hpp"
#include "store/personal_columns.hpp"
#include "store/statement.hpp"

#include <fmt/format.h>

namespace hnat {

namespace {

std::string select_rows(const MemberTable& table) {
    std::string columns;
    for (const MemberColumn& column : table.columns) {
        columns += fmt::format("{}{}", columns.empty() ? "" : ", ",
                               column.shown.empty() ? column.name : column.shown);
    }
    return fmt::format("SELECT {} FROM {} WHERE {} ORDER BY 1", columns, table.name, table.rows);
}

SubjectExport::Value value_at(const SQLite::Statement& statement, int index) {
    const SQLite::Column column = statement.getColumn(index);
    if (column.isNull()) {
        return std::monostate();
    }
    return column.isInteger() ? SubjectExport::Value(column.getInt64())
                              : SubjectExport::Value(column.getString());
}

SubjectExport::Part read_part(SQLite::Database& db, const MemberTable& table, std::int64_t member) {
    SubjectExport::Part part{table.key, table.name_vi, table.name_en, {}, {}};
    for (const MemberColumn& column : table.columns) {
        part.columns.push_back({column.key, column.name_vi, column.name_en});
    }
    SQLite::Statement statement(db, select_rows(table));
    sql::bind_all(statement, member);
    while (statement.executeStep()) {
        std::vector<SubjectExport::Value> row;
        row.reserve(part.columns.size());
        for (int i = 0; i < statement.getColumnCount(); ++i) {
            row.push_back(value_at(statement, i));
        }
        part.rows.push_back(std::move(row));
    }
    return part;
}

} // namespace

SubjectExport export_subject(Transaction& transaction, const Store& store, std::int64_t member) {
    SQLite::Database& db = transaction.db();
    const Uuid uuid = member_row::get_member(db, member).uuid;
    // First, so that the export's own row is part of the log that it shows.
    append_audit(transaction, AuditVerb::member_export, uuid,
                 CanonicalState().add("day", transaction.today()));
    SubjectExport data{member, transaction.today(), read_office(store).name, {}};
    for (const MemberTable& table : member_tables()) {
        data.parts.push_back(read_part(db, table, member));
    }
    return data;
}

} // namespace hnat
