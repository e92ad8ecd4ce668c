#include "store/check.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "store/audit.hpp"
#include "store/checkpoint.hpp"
#include "store/connection.hpp"
#include "store/personal_columns.hpp"
#include "store/register_sums.hpp"
#include "store/search_index.hpp"
#include "store/snapshot.hpp"
#include "store/sql_functions.hpp"
#include "store/statement.hpp"
#include "store/wipe.hpp"

#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <utility>

namespace hnat {

namespace {

using Findings = std::vector<std::string>;

constexpr std::size_t k_most = 20;
constexpr std::chrono::days k_grace{31}; // retention is a job of every month, at the latest

Findings check_integrity_of(SQLite::Database& db) {
    SQLite::Statement statement(db, "PRAGMA integrity_check(20)");
    Findings findings;
    while (statement.executeStep()) {
        const std::string line = statement.getColumn(0).getString();
        if (line != "ok") {
            findings.push_back(line);
        }
    }
    return findings;
}

/// A second connection that may write, and doesn't; nullptr: this user may not.
std::unique_ptr<SQLite::Database> connect_for_writing(const Store& store) {
    try {
        const std::chrono::milliseconds timeout{query_integer(store.db(), "PRAGMA busy_timeout")};
        auto db = connect(store.path(), SQLITE_OPEN_READWRITE, timeout);
        configure(*db, Access::read);
        return db;
    } catch (const Error& error) {
        if (error.kind() != ErrorKind::io) {
            throw;
        }
        return nullptr;
    }
}

/// SQLite leaves every CHECK out on a connection that may only read (3.40, sqlite3AddCheckConstraint), and so
/// finds none broken. So the file is opened once more; or looked at in memory where it may not be written.
Findings check_integrity(const Store& store) {
    if (sqlite3_db_readonly(store.db().getHandle(), "main") == 0) {
        return check_integrity_of(store.db());
    }
    if (const auto db = connect_for_writing(store)) {
        return check_integrity_of(*db);
    }
    SQLite::Database copy(":memory:", SQLITE_OPEN_READWRITE);
    register_functions(copy);
    SQLite::Backup(copy, store.db()).executeStep();
    return check_integrity_of(copy);
}

Findings check_foreign_keys(const Store& store) {
    SQLite::Statement statement(store.db(), "PRAGMA foreign_key_check");
    Findings findings;
    while (findings.size() < k_most && statement.executeStep()) {
        const std::string table = statement.getColumn(0).getString();
        const std::string parent = statement.getColumn(2).getString();
        findings.push_back(statement.isColumnNull(1)
                               ? say("row of {} refers to a row of {} that is not there", table, parent)
                               : say("row {} of {} refers to a row of {} that is not there",
                                     statement.getColumn(1).getInt64(), table, parent));
    }
    return findings;
}

Findings check_index(const Store& store) {
    return check_search_index(store.db());
}

Findings check_sums(const Store& store) {
    return check_register_sums(store.db());
}

/// A finding when the groups of one pair of days are kept longer than the promise allows.
std::optional<std::string> judge_expiry(const std::string& since, const std::string& expires,
                                        std::int64_t groups, std::int64_t example,
                                        std::optional<Day> last_change) {
    constexpr int k_months = 12;
    const auto since_day = parse_day(since);
    const auto expiry_day = parse_day(expires);
    const std::string which =
        say_plural("{} of {} group (e.g. {})", "{} of {} groups (e.g. {})", groups, since, groups, example);
    if (!since_day) {
        return say("the day {} is not a day", which);
    }
    if (!expiry_day) {
        return say("since {}: not joined and without an expiry day", which);
    }
    if (last_change && *since_day > *last_change) {
        return say(
            "since {}: later than the last recorded change ({}); the clock was ahead when this was written",
            which, to_iso(*last_change));
    }
    if (last_change && *expiry_day + k_grace < *last_change) {
        return say("since {}: expired on {} and still there; run hnat db retention", which, expires);
    }
    if (*expiry_day > add_months(*since_day, k_months)) {
        return say("since {}: not joined and kept until {}, more than {} months", which, expires, k_months);
    }
    return std::nullopt;
}

/// The day of the last audit row: what the file knows of "today".
std::optional<Day> last_change_of(const Store& store) {
    SQLite::Statement statement(store.db(), "SELECT day FROM audit ORDER BY seq DESC LIMIT 1");
    return statement.executeStep() ? sql::day_at(statement, 0) : std::nullopt;
}

/// P7: a member whose day has come is erased by the next retention.
void check_members_gone(const Store& store, std::optional<Day> last_change, Findings& findings) {
    SQLite::Statement statement(store.db(), "SELECT id, expires_on FROM member ORDER BY id");
    while (findings.size() < k_most && statement.executeStep()) {
        const auto expires_on = sql::day_at(statement, 1);
        if (last_change && expires_on && *expires_on + k_grace < *last_change) {
            findings.push_back(say("member {}: to be erased by {} and still there; run hnat db retention",
                                   statement.getColumn(0).getInt64(), to_iso(*expires_on)));
        }
    }
}

/// P7: a member is kept until the last consent ends and no longer; a withdrawal only ever brings that day
/// nearer.
void check_member_expiry(const Store& store, Findings& findings) {
    SQLite::Statement statement(
        store.db(),
        "SELECT id, expires_on, (SELECT max(expires_on) FROM consent WHERE member_id = member.id) AS last"
        " FROM member WHERE last IS NULL OR expires_on > last ORDER BY id");
    while (findings.size() < k_most && statement.executeStep()) {
        const auto id = statement.getColumn(0).getInt64();
        findings.push_back(statement.isColumnNull(2)
                               ? say("member {}: is there without a consent", id)
                               : say("member {}: kept until {}, but the last consent ends on {}", id,
                                     statement.getColumn(1).getString(), statement.getColumn(2).getString()));
    }
}

/// P7: a group that did not join expires 12 months after it was surveyed, asked to take part, or left; one
/// that said no is kept until it may be asked again.
Findings check_expiry(const Store& store) {
    SQLite::Statement statement(
        store.db(),
        "SELECT max(surveyed_on, CASE state WHEN 'left' THEN state_on ELSE '' END,"
        " CASE state WHEN 'surveyed' THEN '' ELSE coalesce((SELECT max(day) FROM"
        " survey_event WHERE group_id = survey_group.id AND kind = 'state' AND detail = 'left'), '') END,"
        " coalesce((SELECT max(day) FROM approach WHERE group_id = survey_group.id), '')),"
        " coalesce(expires_on, ''), id FROM survey_group"
        " WHERE state <> 'joined' AND NOT (state = 'resting' AND expires_on IS rest_until)");
    // Counted here: for GROUP BY SQLite would sort a million groups in memory.
    std::map<std::pair<std::string, std::string>, std::pair<std::int64_t, std::int64_t>> groups;
    while (statement.executeStep()) {
        const auto id = statement.getColumn(2).getInt64();
        auto& [count, example] =
            groups[{statement.getColumn(0).getString(), statement.getColumn(1).getString()}];
        example = count == 0 ? id : std::min(example, id);
        ++count;
    }
    const std::optional<Day> last_change = last_change_of(store);
    Findings findings;
    for (const auto& [days, kept] : groups) {
        auto finding = judge_expiry(days.first, days.second, kept.first, kept.second, last_change);
        if (finding && findings.size() < k_most) {
            findings.push_back(*std::move(finding));
        }
    }
    check_member_expiry(store, findings);
    check_members_gone(store, last_change, findings);
    return findings;
}

/// P3: what export and erasure know of is all there is.
Findings check_personal(const Store& store) {
    return check_personal_columns(store.db());
}

/// P3: an erasure that was cut short is done, but may have left traces.
Findings check_erasure(const Store& store) {
    if (store.path() == ":memory:" || !is_wipe_pending(store)) {
        return {};
    }
    return {
        say("something was erased, and the file has not been written anew since: traces may be left in it. "
            "Any command that may write does it, e.g. hnat db retention")};
}

Findings check_file(const Store& store) {
    if (store.path() == ":memory:") {
        return {};
    }
    struct stat info {};
    if (::stat(store.path().c_str(), &info) != 0) {
        return {say("{}: is not there any more", store.path().string())};
    }
    constexpr mode_t k_permissions = 07777;
    const mode_t mode = info.st_mode & k_permissions;
    if (mode == (S_IRUSR | S_IWUSR)) {
        return {};
    }
    return {say("{}: has mode {:04o}, others may get at it; put it right with chmod 600",
                store.path().string(), mode)};
}

CheckResult run(const Store& store, const char* name, Findings (*part)(const Store&)) {
    return run_check(store, name, [&] { return part(store); });
}

} // namespace

CheckResult run_check(const Store& store, std::string name, const std::function<Findings()>& part) {
    CheckResult result{std::move(name), {}};
    try {
        result.findings = part();
    } catch (const SQLite::Exception& error) {
        if ((error.getErrorCode() & 0xff) == SQLITE_BUSY) {
            rethrow_as_error(error, store.path());
        }
        result.findings = {say("could not be read to its end: {}", error.what())};
    } catch (const Error& error) {
        result.findings = {error.what()};
    }
    return result;
}

std::vector<CheckResult> check_store(const Store& store) {
    try {
        const Snapshot snapshot(store.db());
        return {run(store, "integrity", check_integrity), run(store, "foreign-keys", check_foreign_keys),
                run(store, "audit-chain", verify_audit),  run(store, "checkpoints", verify_checkpoints),
                run(store, "search-index", check_index),  run(store, "register-sums", check_sums),
                run(store, "expiry", check_expiry),       run(store, "personal-columns", check_personal),
                run(store, "erasure", check_erasure),     run(store, "file-mode", check_file)};
    } catch (const SQLite::Exception& error) {
        rethrow_as_error(error, store.path());
    }
}

} // namespace hnat
