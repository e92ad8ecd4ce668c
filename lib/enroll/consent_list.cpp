#include "enroll/consent_list.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "enroll/consent_list_row.hpp"
#include "enroll/member_row.hpp"
#include "store/audit.hpp"
#include "store/office.hpp"
#include "store/statement.hpp"

#include <SQLiteCpp/Exception.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>

namespace hnat {

namespace {

using consent_list::ParsedRow;

/// A row on its way: what it says, or why it is rejected.
struct Entry {
    ListRow row;
    std::optional<ParsedRow> parsed;
    Diagnostics problems;
};

/// The rows about one person in one group, in the order of the file.
using Unit = std::vector<Entry*>;

class ConsentImport {
  public:
    ConsentImport(Transaction& transaction, std::string_view file)
        : m_transaction(transaction),
          m_file(file) {}

    /// Records what the rows of a unit say; what can't be is noted as problems of the rows.
    void take(const Unit& unit);
    [[nodiscard]] ConsentListResult& result() { return m_result; }
    [[nodiscard]] bool changed() const { return m_changed; }

  private:
    void record(const Unit& unit);
    void record_more(const Unit& unit, std::int64_t member);
    Unit agreeing(const Unit& unit);
    Unit acceptable(const Unit& unit, std::optional<std::int64_t> member);
    void problem(Entry& entry, std::string message) const {
        entry.problems.push_back(
            {Severity::error, std::string(m_file), entry.row.line, {}, std::move(message)});
    }

    Transaction& m_transaction;
    std::string_view m_file;
    ConsentListResult m_result;
    bool m_changed = false;
};

std::vector<ConsentGiven> consents_of(const Unit& unit) {
    std::vector<ConsentGiven> consents;
    for (const Entry* entry : unit) {
        consents.push_back(entry->parsed->consent);
    }
    return consents;
}

/// The work's refusal, which becomes a problem of the row; anything else goes on.
template <typename Work>
std::optional<std::string> refusal_of(const Work& work) {
    try {
        work();
    } catch (const Error& error) {
        if (error.kind() != ErrorKind::usage && error.kind() != ErrorKind::not_found) {
            throw;
        }
        return error.what();
    }
    return std::nullopt;
}

void ConsentImport::take(const Unit& unit) {
    const Unit rows = agreeing(unit);
    if (rows.empty()) {
        return;
    }
    if (const auto refusal = refusal_of([&] { record(rows); })) {
        for (Entry* entry : rows) {
            if (entry->problems.empty()) {
                problem(*entry, *refusal);
            }
        }
    }
}

/// The rows that say the same of the person as the first one, each purpose once.
Unit ConsentImport::agreeing(const Unit& unit) {
    Unit rows;
    for (Entry* entry : unit) {
        const ParsedRow& first = *unit.front()->parsed;
        const ParsedRow& row = *entry->parsed;
        const auto same_purpose = std::ranges::find_if(rows, [&](const Entry* before) {
            return before->parsed->consent.purpose == row.consent.purpose;
        });
        if (name_key(row.person.name) != name_key(first.person.name) || row.role != first.role ||
            row.language != first.language) {
            problem(*entry,
                    say("has the contact and group of line {}, but another name, role or language; correct "
                        "one of the two",
                        unit.front()->row.line));
        } else if (same_purpose != rows.end()) {
            problem(*entry, say("the same person, group and purpose as line {}; keep one of the two rows",
                                (*same_purpose)->row.line));
        } else {
            rows.push_back(entry);
        }
    }
    return rows;
}

/// The rows whose consent can be recorded; what was recorded before is counted, what can't be is a problem of
/// its row.
Unit ConsentImport::acceptable(const Unit& unit, std::optional<std::int64_t> member) {
    Unit rows;
    for (Entry* entry : unit) {
        const ConsentGiven& consent = entry->parsed->consent;
        if (member && is_recorded(m_transaction.db(), *member, consent)) {
            ++m_result.counts.unchanged;
        } else if (auto refusal = refusal_of([&] {
                       check_consents(m_transaction.db(), m_transaction.today(), member, {consent});
                   })) {
            problem(*entry, *std::move(refusal));
        } else {
            rows.push_back(entry);
        }
    }
    return rows;
}

void ConsentImport::record(const Unit& unit) {
    SQLite::Database& db = m_transaction.db();
    const ParsedRow& first = *unit.front()->parsed;
    const auto member = member_row::id_of_contact(db, first.person.contact);
    const bool moderates =
        member && sql::integer_of(db,
                                  "SELECT 1 FROM member_group JOIN survey_group ON survey_group.id ="
                                  " group_id WHERE member_id = ? AND group_id = ? AND state = 'joined'",
                                  *member, first.group) != 0;
    if (moderates) {
        record_more(unit, *member);
        return;
    }
    const auto unchanged = m_result.counts.unchanged;
    const Unit rows = acceptable(unit, member);
    if (rows.empty() && m_result.counts.unchanged == unchanged) {
        return;
    }
    JoinResult joined;
    try {
        joined = join_group(m_transaction,
                            {first.group, first.role, first.person, first.language, consents_of(rows)});
    } catch (const Error&) {
        m_result.counts.unchanged = unchanged;
        throw;
    }
    m_changed = true;
    m_result.counts.recorded += static_cast<std::int64_t>(rows.size());
    m_result.counts.groups += joined.group_joined ? 1 : 0;
    if (joined.new_member) {
        ++m_result.counts.members;
        m_result.members.push_back(joined.member);
    }
}

void ConsentImport::record_more(const Unit& unit, std::int64_t member) {
    SQLite::Database& db = m_transaction.db();
    const ParsedRow& first = *unit.front()->parsed;
    const bool agrees =
        name_key(member_row::get_member(db, member).name) == name_key(first.person.name) &&
        sql::integer_of(db, "SELECT 1 FROM member_group WHERE member_id = ? AND group_id = ? AND role = ?",
                        member, first.group, name_of(first.role)) != 0;
    if (!agrees) {
        throw Error(
            ErrorKind::usage,
            say("member {0} has this contact and moderates the group, under another name or in another "
                "role; correct the list, or the record: `hnat enroll edit {0}`",
                member));
    }
    const Unit rows = acceptable(unit, member);
    if (!rows.empty()) {
        give_consents(m_transaction, member, consents_of(rows));
        m_changed = true;
        m_result.counts.recorded += static_cast<std::int64_t>(rows.size());
    }
}

/// All rows of the list.
std::vector<Entry> read_rows(ListReader& reader, const consent_list::RowRules& rules) {
    std::vector<Entry> entries;
    Entry entry;
    while (reader.next(entry.row)) {
        if (entries.size() == k_most_consent_rows) {
            throw Error(ErrorKind::rejected,
                        say("{}: has more than {} rows; divide it", rules.file, k_most_consent_rows));
        }
        auto parsed = consent_list::parse_row(entry.row, rules);
        if (auto* problems = std::get_if<Diagnostics>(&parsed)) {
            entry.problems = std::move(*problems);
        } else {
            entry.parsed = std::get<ParsedRow>(std::move(parsed));
        }
        entry.row.cells.clear();
        entries.push_back(std::move(entry));
        entry = {};
    }
    return entries;
}

/// Persons in their groups, in the order in which the file first has them.
std::vector<Unit> units_of(std::vector<Entry>& entries) {
    std::vector<Unit> units;
    std::map<std::tuple<ContactKind, std::string, std::int64_t>, std::size_t> positions;
    for (Entry& entry : entries) {
        if (entry.parsed) {
            const Contact& contact = entry.parsed->person.contact;
            const auto [place, is_new] =
                positions.try_emplace({contact.kind, contact.value, entry.parsed->group}, units.size());
            if (is_new) {
                units.emplace_back();
            }
            units[place->second].push_back(&entry);
        }
    }
    return units;
}

void audit_list(Transaction& transaction, const Digest& digest, const ConsentListCounts& counts) {
    CanonicalState state;
    state.add("sha256", to_hex(digest)).add("rows", counts.rows).add("recorded", counts.recorded);
    state.add("unchanged", counts.unchanged).add("rejected", counts.rejected);
    append_audit(transaction, AuditVerb::member_import, office_uuid(transaction.db()), state);
}

ConsentListResult run(Store& store, const Actor& actor, ListReader& reader, std::string_view file,
                      const GroupResolver& find_group, const ConsentListOptions& options,
                      const ConsentRejectSink& reject, const std::function<void()>& before_commit) {
    const ConsentColumns columns = map_consent_columns(reader.header(), file, reader.header_line());
    if (!columns.problems.empty()) {
        ConsentListResult refused;
        refused.problems = columns.problems;
        return refused;
    }
    std::vector<Entry> entries = read_rows(reader, {columns, reader.header(), file, find_group});
    Transaction transaction(store, actor);
    ConsentImport import(transaction, file);
    for (const Unit& unit : units_of(entries)) {
        import.take(unit);
    }
    ConsentListResult result = std::move(import.result());
    result.counts.rows = static_cast<std::int64_t>(entries.size());
    for (Entry& entry : entries) {
        if (!entry.problems.empty()) {
            ++result.counts.rejected;
            if (reject) {
                reject(entry.row, entry.problems);
            }
            std::ranges::move(entry.problems, std::back_inserter(result.problems));
        }
    }
    if (options.dry_run || (result.counts.rejected > 0 && !options.skip_bad)) {
        return result;
    }
    if (import.changed()) {
        audit_list(transaction, reader.digest(), result.counts);
    }
    if (before_commit) {
        before_commit();
    }
    if (import.changed()) {
        transaction.commit();
        result.written = true;
    }
    return result;
}

} // namespace

ConsentListResult import_consents(Store& store, const Actor& actor, ListReader& reader,
                                  std::string_view file_name, const GroupResolver& find_group,
                                  const ConsentListOptions& options, const ConsentRejectSink& reject,
                                  const std::function<void()>& before_commit) {
    try {
        return run(store, actor, reader, file_name, find_group, options, reject, before_commit);
    } catch (const SQLite::Exception& exception) {
        rethrow_as_error(exception, store.path());
    }
}

} // namespace hnat
