#include "base/error.hpp"
#include "base/message.hpp"
#include "store/audit.hpp"
#include "store/statement.hpp"
#include "store/wipe.hpp"
#include "survey/import.hpp"
#include "survey/import_writer.hpp"
#include "survey/register_row.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hnat {

namespace {

constexpr std::int64_t k_most_named = 20;

Batch read_batch(SQLite::Statement& statement) {
    Batch batch;
    batch.id = statement.getColumn(0).getInt64();
    batch.file_name = statement.getColumn(1).getString();
    batch.sha256 = statement.getColumn(2).getString();
    batch.day = sql::required_day_at(statement, 3);
    batch.staff = statement.getColumn(4).getString();
    batch.mode = enum_from<ImportMode>(statement.getColumn(5).getString()).value_or(ImportMode::update);
    batch.counts = {statement.getColumn(6).getInt64(),  statement.getColumn(7).getInt64(),
                    statement.getColumn(8).getInt64(),  statement.getColumn(9).getInt64(),
                    statement.getColumn(10).getInt64(), statement.getColumn(11).getInt64()};
    batch.reverted_on = sql::day_at(statement, 12);
    return batch;
}

/// The groups of a batch that something touched after it. A group that the batch brought or changed still has
/// the batch's number as its last one; a change by hand clears it. A group that the batch brought would go
/// altogether, so a meeting or a comment that names it is in the way as well.
constexpr const char* k_touched_later_sql =
    "FROM survey_group WHERE ((first_batch = ?1 OR id IN (SELECT group_id FROM survey_change WHERE batch_id "
    "= "
    "?1)) AND last_batch IS NOT ?1)"
    " OR (first_batch = ?1 AND id IN (SELECT group_id FROM meeting_group UNION SELECT group_id FROM "
    "meeting_question UNION SELECT group_id FROM charter_comment UNION SELECT group_id FROM assessment))";

void refuse_if_touched_later(SQLite::Database& db, std::int64_t batch) {
    SQLite::Statement count(db, fmt::format("SELECT count(*) {}", k_touched_later_sql));
    sql::bind_all(count, batch);
    count.executeStep();
    const std::int64_t touched = count.getColumn(0).getInt64();
    if (touched == 0) {
        return;
    }
    std::string names;
    SQLite::Statement groups(
        db, fmt::format("SELECT id, name, last_batch {} ORDER BY id LIMIT ?2", k_touched_later_sql));
    sql::bind_all(groups, batch, k_most_named);
    while (groups.executeStep()) {
        const auto later = groups.getColumn(2);
        const bool by_batch = !later.isNull() && later.getInt64() != batch;
        const std::string label =
            register_row::group_label(groups.getColumn(0).getInt64(), groups.getColumn(1).getString());
        names += names.empty() ? "" : ", ";
        names += by_batch ? say("{} (batch {})", label, later.getInt64()) : say("{} (by hand)", label);
    }
    if (touched > k_most_named) {
        names = say("{} and {} more", names, touched - k_most_named);
    }
    throw Error(ErrorKind::failed,
                say("batch {} can't be taken back: later work touched {} of its groups: {}; take later "
                    "batches back first, or correct the groups with `hnat survey edit`",
                    batch, touched, names));
}

/// The batch's uuid. Errors: not_found, usage (reverted already).
Uuid open_batch(SQLite::Database& db, std::int64_t batch) {
    SQLite::Statement statement(db, "SELECT uuid, reverted_on FROM survey_batch WHERE id = ?");
    sql::bind_all(statement, batch);
    if (!statement.executeStep()) {
        throw Error(ErrorKind::not_found,
                    say("there is no batch {}; `hnat survey batches` lists them", batch));
    }
    if (!statement.getColumn(1).isNull()) {
        throw Error(ErrorKind::usage,
                    say("batch {} was taken back on {} already", batch, statement.getColumn(1).getString()));
    }
    const std::string bytes = statement.getColumn(0).getString();
    Uuid uuid{};
    std::copy_n(bytes.begin(), std::min(bytes.size(), uuid.size()), uuid.begin());
    return uuid;
}

} // namespace

bool has_batches(const Store& store) {
    return sql::integer_of(store.db(),
                           "SELECT EXISTS (SELECT 1 FROM survey_batch WHERE reverted_on IS NULL)") != 0;
}

std::optional<std::int64_t> batch_of_digest(const Store& store, const Digest& digest) {
    SQLite::Statement statement(store.db(),
                                "SELECT max(id) FROM survey_batch WHERE sha256 = ? AND reverted_on IS NULL");
    sql::bind_all(statement, digest);
    statement.executeStep();
    const auto id = statement.getColumn(0);
    return id.isNull() ? std::nullopt : std::optional<std::int64_t>(id.getInt64());
}

std::vector<Batch> list_batches(const Store& store) {
    std::vector<Batch> batches;
    SQLite::Statement statement(
        store.db(), "SELECT id, file_name, lower(hex(sha256)), day, staff, mode, rows_read, new, changed,"
                    " unchanged, duplicate, rejected, reverted_on FROM survey_batch ORDER BY id");
    while (statement.executeStep()) {
        batches.push_back(read_batch(statement));
    }
    return batches;
}

RevertResult revert_batch(Transaction& transaction, std::int64_t batch) {
    SQLite::Database& db = transaction.db();
    const Uuid uuid = open_batch(db, batch);
    refuse_if_touched_later(db, batch);

    RevertResult result;
    result.restored = sql::run_once(db, restore_groups("").c_str(), batch);
    sql::run_once(db, "DELETE FROM survey_change WHERE batch_id = ?", batch);
    result.removed = sql::run_once(db, "DELETE FROM survey_group WHERE first_batch = ?", batch);
    sql::run_once(db, "UPDATE survey_batch SET reverted_on = ? WHERE id = ?", transaction.today(), batch);

    CanonicalState state;
    state.add("batch", batch).add("removed", result.removed).add("restored", result.restored);
    append_audit(transaction, AuditVerb::survey_revert, uuid, state);
    request_wipe(transaction); // it may have been a list that should never have come in
    return result;
}

} // namespace hnat
