#include "survey/import_writer.hpp"

#include "address/personal.hpp"
#include "base/text.hpp"
#include "store/audit.hpp"
#include "store/statement.hpp"
#include "survey/register.hpp"
#include "survey/register_row.hpp"

#include <fmt/format.h>

#include <filesystem>

namespace hnat {

namespace {

/// The list's base name, for the list of batches; one that holds a telephone number or the like is not kept
/// (P1).
std::string kept_file_name(std::string_view file_name) {
    const std::string name = std::filesystem::path(file_name).filename().string();
    return personal_contact(name, AddressRules::standard()) ? "(name not kept)" : name;
}

std::int64_t open_batch(Transaction& transaction, const Uuid& uuid, std::string_view file_name,
                        ImportMode mode) {
    sql::run_once(
        transaction.db(),
        "INSERT INTO survey_batch (uuid, sha256, file_name, day, staff, mode, rows_read, new, changed,"
        " unchanged, duplicate, rejected) VALUES (?, zeroblob(32), ?, ?, ?, ?, 0, 0, 0, 0, 0, 0)",
        uuid, kept_file_name(file_name), transaction.today(), transaction.actor().staff, name_of(mode));
    return transaction.db().getLastInsertRowid();
}

/// Nothing that a list could change.
bool is_empty(SQLite::Database& db) {
    return sql::integer_of(
               db, "SELECT EXISTS (SELECT 1 FROM survey_group) + EXISTS (SELECT 1 FROM survey_alias)") == 0;
}

/// Where every group is the list's own, there is nothing to give back, and little is spared by waiting for
/// long.
std::size_t most_waiting(bool was_empty) {
    return ChangedGroups::k_most_bytes / (was_empty ? 3 : 1);
}

} // namespace

std::string restore_groups(std::string_view which) {
    return fmt::format("UPDATE survey_group SET search_key = hnat_k2(json_extract(c.before, '$.name')),"
                       " last_batch = json_extract(c.before, '$.last_batch'), {}"
                       " FROM survey_change AS c WHERE c.batch_id = ?1 AND c.group_id = survey_group.id {}",
                       facts_sql([](std::string_view column) {
                           return fmt::format("{0} = json_extract(c.before, '$.{0}')", column);
                       }),
                       which);
}

ImportWriter::ImportWriter(Transaction& transaction, std::string_view file_name, ImportMode mode)
    : m_transaction(transaction),
      m_uuid(random_uuid()),
      m_batch(open_batch(transaction, m_uuid, file_name, mode)),
      m_was_empty(is_empty(transaction.db())),
      m_has_aliases(sql::integer_of(transaction.db(), "SELECT EXISTS (SELECT 1 FROM survey_alias)") != 0),
      m_number(transaction.db(), "SELECT id FROM survey_group WHERE key = ?"),
      m_by_key(transaction.db(), register_row::select_groups("WHERE g.key = :key")),
      m_by_alias(transaction.db(),
                 register_row::select_groups("WHERE g.id = (SELECT group_id FROM survey_alias "
                                             "WHERE key = :key)")),
      m_by_id(transaction.db(), register_row::select_groups("WHERE g.id = :id")),
      m_restore(transaction.db(), restore_groups("AND survey_group.id = ?2")),
      m_forget(transaction.db(), "DELETE FROM survey_change WHERE batch_id = ? AND group_id = ?"),
      m_standing(transaction.db(), transaction.today()),
      m_new(transaction, m_batch),
      m_seen(transaction.db()),
      m_changed(transaction, m_batch, m_new.first(), most_waiting(m_was_empty)),
      m_tally(transaction) {
    for (SQLite::Statement* statement : {&m_by_key, &m_by_alias, &m_by_id}) {
        statement->bind(":today", to_iso(transaction.today()));
    }
}

std::optional<Group> ImportWriter::select(SQLite::Statement& statement) {
    auto group = statement.executeStep() ? std::optional(register_row::read_group(statement)) : std::nullopt;
    statement.reset();
    if (group) {
        m_changed.apply(*group);
    }
    return group;
}

std::optional<Standing> ImportWriter::standing(const GroupKey& key, const GroupFacts& row) {
    return m_new.find(key) != nullptr ? std::nullopt : m_standing.find(key.text, row);
}

std::optional<Group> ImportWriter::find(const GroupKey& key) {
    if (const Group* group = m_new.find(key)) {
        return *group;
    }
    m_by_key.bind(":key", key.text);
    if (auto group = select(m_by_key)) {
        return group;
    }
    if (!m_has_aliases) {
        return std::nullopt;
    }
    m_by_alias.bind(":key", key.text);
    return select(m_by_alias);
}

std::optional<std::int64_t> ImportWriter::brought(const GroupKey& key) {
    if (const Group* group = m_new.find(key)) {
        return group->id;
    }
    sql::bind_all(m_number, key.text);
    const auto number =
        m_number.executeStep() ? std::optional(m_number.getColumn(0).getInt64()) : std::nullopt;
    m_number.reset();
    return number;
}

Group ImportWriter::get(std::int64_t id) {
    m_by_id.bind(":id", id);
    return select(m_by_id).value();
}

std::int64_t ImportWriter::purge_expired() {
    write_changes();
    return purge_expired_groups(m_transaction);
}

std::int64_t ImportWriter::add(ParsedRow& row, GroupAddress& address) {
    PreparedGroup& prepared = row.prepared;
    if (prepared.search_key.empty()) {
        prepared.search_key = search_key(row.facts.name);
    }
    if (prepared.key_facts.bytes().empty()) {
        commit_to(m_new.next(), row.key.text, row.facts);
    } else {
        commit_to(m_new.next(), prepared.key_facts);
    }
    const Group& group = m_new.add(address, row.key, row.facts, prepared.search_key);
    m_tally.add(group, 1);
    return group.id;
}

void ImportWriter::replace(std::int64_t group, const GroupFacts& facts) {
    if (const Group* held = m_new.find(group)) {
        if (held->facts != facts) {
            account(*held, facts);
            m_new.replace(group, facts);
        }
        return;
    }
    m_changed.put_all(group, facts);
    write_changes_if_full();
}

void ImportWriter::change(const Group& group, const GroupFacts& facts) {
    m_changed.put(group, facts);
    write_changes_if_full();
}

void ImportWriter::write_changes_if_full() {
    if (m_changed.is_full()) {
        write_changes();
    }
}

void ImportWriter::write_changes() {
    m_changed.write([this](const Group& before, const GroupFacts& after) { account(before, after); });
}

void ImportWriter::account(const Group& group, const GroupFacts& facts) {
    m_tally.add(group, -1);
    m_tally.add(group.address, facts, group.surveyed_on, gone_on(group), 1);
    commit_to(group.id, group.address.key(), facts);
}

bool ImportWriter::take_back(std::int64_t group) {
    if (m_changed.remove(group)) {
        return true;
    }
    m_tally.add(get(group), -1);
    sql::run(m_restore, m_batch, group);
    sql::run(m_forget, m_batch, group);
    const Group before = get(group);
    m_tally.add(before, 1);
    commit_to(before.id, before.address.key(), before.facts);
    return false;
}

void ImportWriter::commit_to(std::int64_t id, std::string_view key, const GroupFacts& facts) {
    m_state.clear();
    m_state.add("number", id).add("key", key);
    register_row::add_facts(m_state, facts);
    m_changes.update(m_state.bytes());
}

void ImportWriter::commit_to(std::int64_t id, const CanonicalState& key_facts) {
    m_state.clear();
    m_changes.update(m_state.add("number", id).add(key_facts).bytes());
}

void ImportWriter::finish(const Digest& digest, const ImportCounts& counts) {
    SQLite::Database& db = m_transaction.db();
    write_changes();
    sql::run_once(db,
                  "UPDATE survey_batch SET sha256 = ?, rows_read = ?, new = ?, changed = ?, unchanged = ?,"
                  " duplicate = ?, rejected = ? WHERE id = ?",
                  digest, counts.rows, counts.added, counts.changed, counts.unchanged, counts.duplicate,
                  counts.rejected, m_batch);
    m_new.finish();
    m_seen.clear();
    m_tally.finish();
    CanonicalState state;
    state.add("batch", m_batch)
        .add("sha256", as_bytes(digest))
        .add("rows", counts.rows)
        .add("new", counts.added)
        .add("changed", counts.changed)
        .add("unchanged", counts.unchanged)
        .add("duplicate", counts.duplicate)
        .add("rejected", counts.rejected)
        .add("changes", as_bytes(m_changes.finish()));
    append_audit(m_transaction, AuditVerb::survey_import, m_uuid, state);
}

} // namespace hnat
