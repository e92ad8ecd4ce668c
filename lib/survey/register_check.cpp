#include "survey/register_check.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "store/group_purge.hpp"
#include "store/record_check.hpp"
#include "store/register_state.hpp"
#include "store/snapshot.hpp"
#include "store/statement.hpp"
#include "survey/register_state_before.hpp"

#include <fmt/format.h>

#include <set>

namespace hnat {

namespace {

using Findings = std::vector<std::string>;

std::string name_of_group(std::int64_t number) {
    return say("group {}", number);
}

struct Row {
    std::int64_t number = 0;
    Uuid uuid{};
    bool surveyed = false; ///< stands where a list puts a group
    std::optional<std::int64_t> first_batch, last_batch;
};

/// Looks at the groups that are not just as one list brought them, one after another.
class GroupChecker {
  public:
    explicit GroupChecker(SQLite::Database& db)
        : m_db(db),
          m_witness(db),
          m_batch_row(db, "SELECT max(audit.seq) FROM survey_batch JOIN audit ON audit.object = uuid"
                          " AND verb = 'survey-import' WHERE id = ?") {}

    /// A finding; empty: as it should be.
    std::string judge(const Row& row) {
        const auto newest = m_witness.newest(row.uuid);
        if (!newest) {
            return !row.first_batch                 ? say_put_in(name_of_group(row.number))
                   : row.surveyed && row.last_batch ? std::string()
                                                    : say_changed(name_of_group(row.number));
        }
        m_known.insert(row.uuid);
        return fits(row, *newest) ? std::string() : say_changed(name_of_group(row.number));
    }
    /// Whether the group was compared with a row of its own.
    [[nodiscard]] bool knows(const Uuid& uuid) const { return m_known.contains(uuid); }

  private:
    bool fits(const Row& row, const Witness::Row& newest) {
        if (!row.last_batch) {
            return newest.tells(register_state(m_db, row.number)) ||
                   tells_as_before(m_db, row.number, newest, FactsOf::today);
        }
        // A list changed it later, and noted what it found.
        sql::bind_all(m_batch_row, row.last_batch);
        m_batch_row.executeStep();
        return m_batch_row.getColumn(0).getInt64() > newest.seq &&
               (newest.tells(register_state(m_db, row.number, FactsOf::the_hand)) ||
                tells_as_before(m_db, row.number, newest, FactsOf::the_hand));
    }

    SQLite::Database& m_db;
    Witness m_witness;
    SQLite::Statement m_batch_row;
    std::set<Uuid> m_known;
};

/// Groups that are as one list brought them have no row of their own, and are most of the register.
constexpr const char* k_not_only_listed =
    "SELECT id, uuid, state = 'surveyed' AND state_on = surveyed_on AND rest_until IS NULL AND liaison IS "
    "NULL,"
    " first_batch, last_batch FROM survey_group WHERE NOT (first_batch = last_batch AND state = 'surveyed'"
    " AND state_on = surveyed_on AND rest_until IS NULL AND liaison IS NULL) OR first_batch IS NULL"
    " OR last_batch IS NULL ORDER BY id";

/// `survey-edit` of the office is the row of a batch whose file was named anew (enroll/reword.hpp).
constexpr const char* k_rows_of_groups =
    "SELECT max(seq), day, object FROM audit JOIN audit_salt USING (seq, object) WHERE verb IN ('survey-add',"
    " 'survey-edit', 'survey-merge', 'survey-shortlist', 'survey-assign', 'group-approach', 'group-decline',"
    " 'group-left') AND object NOT IN (SELECT uuid FROM office) GROUP BY object ORDER BY 1";

void check_groups(SQLite::Database& db, Findings& findings) {
    GroupChecker checker(db);
    SQLite::Statement groups(db, k_not_only_listed);
    while (findings.size() < k_most_findings && groups.executeStep()) {
        const std::int64_t number = groups.getColumn(0).getInt64();
        try {
            auto finding = checker.judge({number, sql::uuid_at(groups, 1), groups.getColumn(2).getInt() != 0,
                                          sql::count_at(groups, 3), sql::count_at(groups, 4)});
            if (!finding.empty()) {
                findings.push_back(std::move(finding));
            }
        } catch (const Error& error) { // a value that hnat never writes
            findings.push_back(fmt::format("{}: {}", name_of_group(number), error.what()));
        }
    }
    if (findings.size() == k_most_findings) {
        return; // not all groups were looked at
    }
    SQLite::Statement rows(db, k_rows_of_groups);
    while (findings.size() < k_most_findings && rows.executeStep()) {
        if (!checker.knows(sql::uuid_at(rows, 2))) {
            findings.push_back(
                say("a group that was changed on {} (row {} of the audit chain) is not there, or "
                    "is as a list brought it: somebody took it out of the database, or put it "
                    "back",
                    rows.getColumn(1).getString(), rows.getColumn(0).getInt64()));
        }
    }
}

/// The batches, and when they were taken back.
void check_batches(SQLite::Database& db, Findings& findings) {
    SQLite::Statement batches(
        db, "SELECT id, (SELECT count(*) FROM audit WHERE object = uuid AND verb = 'survey-import'),"
            " reverted_on IS (SELECT max(day) FROM audit WHERE object = uuid AND verb = 'survey-revert')"
            " FROM survey_batch ORDER BY id");
    while (findings.size() < k_most_findings && batches.executeStep()) {
        const std::string batch = say("batch {}", batches.getColumn(0).getInt64());
        if (batches.getColumn(1).getInt64() == 0) {
            findings.push_back(say_put_in(batch));
        } else if (batches.getColumn(2).getInt() == 0) {
            findings.push_back(say_changed(batch));
        }
    }
    SQLite::Statement missing(db, "SELECT min(seq), day FROM audit WHERE verb = 'survey-import'"
                                  " AND object NOT IN (SELECT uuid FROM survey_batch) GROUP BY object"
                                  " ORDER BY 1");
    while (findings.size() < k_most_findings && missing.executeStep()) {
        findings.push_back(say_taken_out(std::string(tr("a batch")), missing.getColumn(1).getString(),
                                         missing.getColumn(0).getInt64()));
    }
}

/// How many groups went when a batch was taken back; nullopt: it can't be said. The row of the chain commits
/// to the numbers, and mostly they are those of the batch.
std::optional<std::int64_t> removed_by_revert(const Witness::Row& row, std::int64_t batch, std::int64_t added,
                                              std::int64_t changed) {
    std::int64_t tries_left = 200'000;
    for (std::int64_t removed = added; removed >= 0; --removed) {
        for (std::int64_t restored = changed; restored >= 0; --restored) {
            if (row.tells(
                    CanonicalState().add("batch", batch).add("removed", removed).add("restored", restored))) {
                return removed;
            }
            if (--tries_left == 0) {
                return std::nullopt;
            }
        }
    }
    return std::nullopt;
}

/// The groups that batches brought, without those that went when one was taken back; nullopt: it can't be
/// said.
std::optional<std::int64_t> brought_by_batches(SQLite::Database& db) {
    Witness witness(db);
    std::int64_t groups = 0;
    SQLite::Statement batches(db, "SELECT id, uuid, new, changed, reverted_on IS NOT NULL FROM survey_batch");
    while (batches.executeStep()) {
        const std::int64_t added = batches.getColumn(2).getInt64();
        groups += added;
        if (batches.getColumn(4).getInt() != 0) {
            const auto newest = witness.newest(sql::uuid_at(batches, 1));
            const auto removed = newest ? removed_by_revert(*newest, batches.getColumn(0).getInt64(), added,
                                                            batches.getColumn(3).getInt64())
                                        : std::nullopt;
            if (!removed) {
                return std::nullopt;
            }
            groups -= *removed;
        }
    }
    return groups;
}

/// As many groups as came and did not go.
void check_count(SQLite::Database& db, Findings& findings) {
    const auto expired = sql::integer_of(db, "SELECT coalesce(sum(groups), 0) FROM survey_expired");
    const auto told = read_purges(db).expired;
    if (told && *told != expired) {
        findings.push_back(say("{} groups are counted as expired, but {} were by the last purge: somebody "
                               "changed the database",
                               expired, *told));
    }
    const auto there = sql::integer_of(db, "SELECT count(*) FROM survey_group");
    const auto brought = brought_by_batches(db);
    const auto expected =
        brought.value_or(0) - expired +
        sql::integer_of(db, "SELECT coalesce(sum(CASE verb WHEN 'survey-add' THEN 1 ELSE -1 END), 0)"
                            " FROM audit WHERE verb IN ('survey-add', 'survey-merge')");
    if (brought && there != expected) {
        findings.push_back(say("the register has {} groups, but {} came and did not go: somebody put groups "
                               "into the database, or took some out",
                               there, expected));
    }
}

Findings check_all(SQLite::Database& db) {
    Findings findings;
    check_batches(db, findings);
    check_count(db, findings);
    check_groups(db, findings);
    return findings;
}

} // namespace

std::vector<CheckResult> check_register(const Store& store) {
    const Snapshot snapshot(store.db());
    return {run_check(store, "groups", [&] { return check_all(store.db()); })};
}

} // namespace hnat
