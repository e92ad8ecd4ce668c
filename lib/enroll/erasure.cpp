#include "enroll/erasure.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "enroll/leaving.hpp"
#include "enroll/member_row.hpp"
#include "enroll/programme_count.hpp"
#include "store/audit.hpp"
#include "store/personal_columns.hpp"
#include "store/statement.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace hnat {

namespace {

std::int64_t count_rows(SQLite::Database& db, const MemberTable& table) {
    return sql::integer_of(db, fmt::format("SELECT count(*) FROM {}", table.name).c_str());
}

/// What a table must hold when the member is gone.
std::int64_t rows_of_others(SQLite::Database& db, const MemberTable& table, std::int64_t member) {
    const std::int64_t own = table.erasure == RowErasure::kept ? 0 : count_member_rows(db, table, member);
    return count_rows(db, table) - own;
}

void clear_columns(SQLite::Database& db, const MemberTable& table, std::int64_t member) {
    std::string columns;
    for (const MemberColumn& column : table.columns) {
        if (column.cleared) {
            columns += fmt::format("{}{} = NULL", columns.empty() ? "" : ", ", column.name);
        }
    }
    if (!columns.empty()) {
        sql::run_once(db, fmt::format("UPDATE {} SET {} WHERE {}", table.name, columns, table.rows).c_str(),
                      member);
    }
}

/// From the last table to the first: the row of `member` goes last, because the others are found by it.
void erase_rows(SQLite::Database& db, std::int64_t member) {
    const auto tables = member_tables();
    std::vector<std::int64_t> left;
    left.reserve(tables.size());
    for (const MemberTable& table : tables) {
        left.push_back(rows_of_others(db, table, member));
    }
    std::for_each(tables.rbegin(), tables.rend(), [&](const MemberTable& table) {
        if (table.erasure == RowErasure::deleted) {
            sql::run_once(db, fmt::format("DELETE FROM {} WHERE {}", table.name, table.rows).c_str(), member);
        } else if (table.erasure == RowErasure::kept) {
            clear_columns(db, table, member);
        }
    });
    for (std::size_t i = 0; i < tables.size(); ++i) {
        if (count_rows(db, tables[i]) != left[i]) {
            throw Error(ErrorKind::failed, say("erasing member {} left rows of {} behind; nothing was erased",
                                               member, tables[i].name));
        }
    }
}

std::vector<std::int64_t> open_requests(SQLite::Database& db, std::int64_t member) {
    SQLite::Statement statement(db,
                                "SELECT id FROM request WHERE member_id = ? AND done_on IS NULL ORDER BY id");
    sql::bind_all(statement, member);
    std::vector<std::int64_t> requests;
    while (statement.executeStep()) {
        requests.push_back(statement.getColumn(0).getInt64());
    }
    return requests;
}

/// Erases one member, under this event of the counters.
ErasureResult erase(Transaction& transaction, std::int64_t member, ProgrammeEvent event) {
    SQLite::Database& db = transaction.db();
    const Uuid uuid = member_row::get_member(db, member).uuid;
    const auto groups = groups_of_member(db, member);
    ErasureResult result;
    result.open_requests = open_requests(db, member);

    erase_rows(db, member);
    raise_count(transaction, event);
    // The row says that something was erased under a random key, and its own salt goes with the others.
    append_audit(transaction, AuditVerb::member_erase, uuid,
                 CanonicalState().add("state", "erased").add("day", transaction.today()));
    forget_audit_salts(transaction, uuid);
    result.groups_left = leave_groups_without_contact(transaction, groups);
    return result;
}

} // namespace

ErasureResult erase_member(Transaction& transaction, std::int64_t member) {
    return erase(transaction, member, ProgrammeEvent::erased);
}

std::vector<ExpiringMember> expiring_members(const Store& store, Day today, int days_ahead) {
    SQLite::Statement statement(
        store.db(), "SELECT id, expires_on FROM member WHERE expires_on <= ? ORDER BY expires_on, id");
    sql::bind_all(statement, today + std::chrono::days(days_ahead));
    std::vector<ExpiringMember> members;
    while (statement.executeStep()) {
        members.push_back({statement.getColumn(0).getInt64(), sql::required_day_at(statement, 1)});
    }
    return members;
}

PurgeResult purge_expired_members(Transaction& transaction) {
    SQLite::Database& db = transaction.db();
    SQLite::Statement statement(
        db, "SELECT id, withdrawn_on IS NOT NULL FROM member WHERE expires_on <= ? ORDER BY id");
    sql::bind_all(statement, transaction.today());
    std::vector<std::pair<std::int64_t, bool>> due;
    while (statement.executeStep()) {
        due.emplace_back(statement.getColumn(0).getInt64(), statement.getColumn(1).getInt() != 0);
    }
    PurgeResult result;
    for (const auto& [member, withdrew] : due) {
        const auto erased =
            erase(transaction, member, withdrew ? ProgrammeEvent::erased : ProgrammeEvent::purged);
        result.groups_left.insert(result.groups_left.end(), erased.groups_left.begin(),
                                  erased.groups_left.end());
        ++result.members;
    }
    const auto lapsed = leave_groups_without_contact(transaction);
    result.groups_left.insert(result.groups_left.end(), lapsed.begin(), lapsed.end());
    return result;
}

} // namespace hnat
