#include "survey/import.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "store/office.hpp"
#include "store/wipe.hpp"
#include "survey/columns.hpp"
#include "survey/import_plan.hpp"
#include "survey/import_writer.hpp"
#include "survey/parsed_rows.hpp"
#include "survey/register_row.hpp"
#include "survey/row.hpp"

#include <SQLiteCpp/Exception.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace hnat {

namespace {

constexpr std::size_t k_most_changes = 1'000;
constexpr std::size_t k_most_problems = 50'000;
constexpr std::int64_t k_progress_every = 2'000;

/// Which group of the register a row is about.
struct Match {
    std::optional<Group> group;      ///< empty: a new one
    GroupAddress* address = nullptr; ///< of a new one
    std::string problem;             ///< not empty: the row is rejected
};

std::string named(const GroupAddress& address, const std::optional<Group>& group) {
    return group ? say("group {} ({})", register_row::group_label(group->id, group->facts.name),
                       group->address.key())
                 : say("a group that is not in the register ({})", address.key());
}

/// Takes rows into a batch and keeps the counts true after each of them.
class Importer {
  public:
    Importer(ImportWriter& writer, const ImportOptions& options, std::string_view file, ImportResult& result)
        : m_writer(writer),
          m_options(options),
          m_file(file),
          m_result(result),
          m_collect_changes(options.dry_run || options.limit.has_value()) {}

    /// Why the row was rejected, or nothing. The row's texts are used up.
    std::optional<std::string> take(ParsedRow& row);

  private:
    std::optional<Group> find(const GroupKey& key);
    Match match(ParsedRow& row);
    /// In a register that was empty.
    std::optional<std::string> take_of_own(ParsedRow& row);
    /// Of a group that has the row's key and has not expired.
    std::optional<std::string> take_standing(ParsedRow& row, const Standing& standing);
    /// The list's second row about a group. `says_it_all`: it says what the database has of the group.
    std::optional<std::string> take_again(ParsedRow& row, std::string_view key, std::int64_t number,
                                          const SeenRow& seen, bool says_it_all);
    /// The list's first row about the group is done.
    void settle(std::int64_t number, const ParsedRow& row, RowOutcome outcome);
    RowOutcome add(ParsedRow& row, GroupAddress& address);
    RowOutcome change(const ParsedRow& row, const Group& group);
    RowOutcome change_again(ParsedRow& row, std::int64_t number, RowOutcome earlier, bool says_it_all);
    void collect_changes(const ParsedRow& row, const Group& group, const GroupFacts& after);
    /// Which of two rows about one group counts.
    void warn_of_same(std::size_t line, std::string_view key, std::size_t earlier, std::size_t counting,
                      bool by_day);
    std::int64_t& count_of(RowOutcome outcome);

    ImportWriter& m_writer;
    const ImportOptions& m_options;
    std::string_view m_file;
    ImportResult& m_result;
    bool m_collect_changes;
};

std::int64_t& Importer::count_of(RowOutcome outcome) {
    ImportCounts& counts = m_result.counts;
    return outcome == RowOutcome::added     ? counts.added
           : outcome == RowOutcome::changed ? counts.changed
                                            : counts.unchanged;
}

/// The group with this key. One that has expired is gone by right (P7): it goes now, with all others that
/// have, and the list brings a new one.
std::optional<Group> Importer::find(const GroupKey& key) {
    auto group = m_writer.find(key);
    if (group && group->state == GroupState::expired) {
        m_result.expired += m_writer.purge_expired();
        return std::nullopt;
    }
    return group;
}

/// A row can name its group twice, by url and by platform + handle. Two keys are one group only when a merge
/// has said so; a link that nobody has opened yet gives way to the other one.
Match Importer::match(ParsedRow& row) {
    Match match{find(row.key), &row.address, {}};
    if (!row.second) {
        return match;
    }
    Match second{find(GroupKey(row.second->key())), &*row.second, {}};
    if (match.group && second.group && match.group->id == second.group->id) {
        return match;
    }
    if (!match.group && !row.address.resolved && row.second->resolved) {
        return second;
    }
    if (!second.group && !row.second->resolved && row.address.resolved) {
        return match;
    }
    match.problem =
        say("url and handle name two different groups: {} and {}; correct one of them, or if they "
            "are one group, import each in a row of its own and join them with "
            "`hnat survey merge`",
            named(row.address, match.group), named(*row.second, second.group));
    return match;
}

std::optional<std::string> Importer::take(ParsedRow& row) {
    if (m_writer.expects_new_groups() && !row.second) {
        return take_of_own(row);
    }
    if (const auto standing = row.second ? std::nullopt : m_writer.standing(row.key, row.facts);
        standing && standing->is_present) {
        return take_standing(row, *standing);
    }
    const Match found = match(row);
    if (!found.problem.empty()) {
        return found.problem;
    }
    if (!found.group) {
        ++count_of(add(row, *found.address));
        return std::nullopt;
    }
    const std::int64_t number = found.group->id;
    if (const auto seen = m_writer.seen(number)) {
        return take_again(row, found.group->address.key(), number, *seen, false);
    }
    settle(number, row, change(row, *found.group));
    return std::nullopt;
}

std::optional<std::string> Importer::take_standing(ParsedRow& row, const Standing& standing) {
    const std::int64_t number = standing.group;
    if (const auto seen = m_writer.seen(number)) {
        return take_again(row, row.key.text, number, *seen, standing.says_it_all);
    }
    settle(number, row, standing.says_it_all ? RowOutcome::unchanged : change(row, m_writer.get(number)));
    return std::nullopt;
}

void Importer::settle(std::int64_t number, const ParsedRow& row, RowOutcome outcome) {
    m_writer.remember(number, {row.line, row.facts.members_on, outcome});
    ++count_of(outcome);
}

std::optional<std::string> Importer::take_of_own(ParsedRow& row) {
    const auto number = row.prepared.has_new_key ? std::nullopt : m_writer.brought(row.key);
    if (!number) {
        ++count_of(add(row, row.address));
        return std::nullopt;
    }
    // Every group is one that a row of this list brought.
    return take_again(row, row.key.text, *number, m_writer.seen(*number).value(), false);
}

RowOutcome Importer::add(ParsedRow& row, GroupAddress& address) {
    if (row.second) {
        row.key = GroupKey(address.key());
    }
    m_result.unresolved += address.resolved ? 0U : 1U;
    const SeenRow seen{row.line, row.facts.members_on, RowOutcome::added};
    row.facts = facts_of_new_group(std::move(row.facts));
    m_writer.remember(m_writer.add(row, address), seen);
    return RowOutcome::added;
}

RowOutcome Importer::change(const ParsedRow& row, const Group& group) {
    const GroupFacts after = facts_after(group.facts, row.facts, m_options.mode);
    if (after == group.facts) {
        return RowOutcome::unchanged;
    }
    m_writer.change(group, after);
    collect_changes(row, group, after);
    return RowOutcome::changed;
}

/// One of the two is the duplicate; when it is the earlier one, which was taken already, the group is first
/// put back to what it was before this file.
std::optional<std::string> Importer::take_again(ParsedRow& row, std::string_view key, std::int64_t number,
                                                const SeenRow& seen, bool says_it_all) {
    if (m_options.duplicates == DuplicateRule::reject) {
        return say("the same group as line {} ({}); keep one of the two rows, or let --duplicates say which "
                   "one counts",
                   seen.line, key);
    }
    ++m_result.counts.duplicate;
    const bool later_by_rule = m_options.duplicates == DuplicateRule::last;
    if (!later_by_rule || !later_row_wins(seen.members_on, row.facts.members_on)) {
        warn_of_same(row.line, key, seen.line, seen.line, later_by_rule);
        return std::nullopt;
    }
    warn_of_same(row.line, key, seen.line, row.line, false);
    --count_of(seen.outcome);
    const std::optional<Day> members_on = row.facts.members_on;
    const RowOutcome outcome = change_again(row, number, seen.outcome, says_it_all);
    m_writer.remember(number, {row.line, members_on, outcome});
    ++count_of(outcome);
    return std::nullopt;
}

RowOutcome Importer::change_again(ParsedRow& row, std::int64_t number, RowOutcome earlier, bool says_it_all) {
    if (earlier == RowOutcome::added) {
        m_writer.replace(number, facts_of_new_group(std::move(row.facts)));
        return earlier;
    }
    bool stands = says_it_all; // and no change of the earlier row is left
    if (earlier == RowOutcome::changed) {
        std::erase_if(m_result.changes,
                      [number](const FieldChange& change) { return change.group == number; });
        stands = m_writer.take_back(number) && says_it_all;
    }
    return stands ? RowOutcome::unchanged : change(row, m_writer.get(number));
}

void Importer::collect_changes(const ParsedRow& row, const Group& group, const GroupFacts& after) {
    if (!m_collect_changes) {
        return;
    }
    for (auto& difference : differences(group.facts, after)) {
        if (m_result.changes.size() < k_most_changes) {
            m_result.changes.push_back({group.id, row.line, group.facts.name, std::string(difference.field),
                                        std::move(difference.before), std::move(difference.after)});
        }
    }
}

void Importer::warn_of_same(std::size_t line, std::string_view key, std::size_t earlier, std::size_t counting,
                            bool by_day) {
    if (++m_result.warnings_total > m_options.most_warnings) {
        return;
    }
    std::string message = by_day
                              ? say("the same group as line {} ({}); line {} counts, its members_on is newer",
                                    earlier, key, counting)
                              : say("the same group as line {} ({}); line {} counts", earlier, key, counting);
    m_result.warnings.push_back({Severity::warning, std::string(m_file), line, {}, std::move(message)});
}

/// A list on its way into the register.
class ListImport {
  public:
    ListImport(Store& store, ListReader& reader, std::string_view file, const ImportOptions& options,
               const RejectSink& reject, const ProgressSink& progress, const CommitHook& before_commit)
        : m_store(store),
          m_reader(reader),
          m_file(file),
          m_options(options),
          m_reject(reject),
          m_progress(progress),
          m_before_commit(before_commit) {}

    ImportResult run(const Actor& actor);

  private:
    void read_rows(Importer& importer, const ColumnMap& columns, const RowRules& rules,
                   bool expects_new_groups);
    Diagnostics take(Importer& importer, ParsedRows::Item& item);
    void reject(const ListRow& row, Diagnostics problems);
    void keep_problems(Diagnostics problems);

    Store& m_store;
    ListReader& m_reader;
    std::string_view m_file;
    const ImportOptions& m_options;
    const RejectSink& m_reject;
    const ProgressSink& m_progress;
    const CommitHook& m_before_commit;
    ImportResult m_result;
};

ImportResult ListImport::run(const Actor& actor) {
    const ColumnMap columns = map_columns(m_reader.header(), m_file, m_reader.header_line());
    if (!columns.problems.empty()) {
        keep_problems(columns.problems);
        return std::move(m_result);
    }
    const std::string province = read_office(m_store).province;
    const LocalityIndex localities = LocalityIndex::load(m_store);

    Transaction transaction(m_store, actor);
    ImportWriter writer(transaction, m_file, m_options.mode);
    const RowRules rules{AddressRules::standard(), localities, province, m_file, actor.today};
    Importer importer(writer, m_options, m_file, m_result);
    read_rows(importer, columns, rules, writer.expects_new_groups());
    if (m_options.limit) {
        return std::move(m_result);
    }
    const Digest digest = m_reader.digest();
    if (const auto before = m_options.again ? std::nullopt : batch_of_digest(m_store, digest)) {
        ImportResult nothing;
        nothing.imported_before = before;
        return nothing;
    }
    if (m_options.dry_run || (m_result.counts.rejected != 0 && !m_options.skip_bad)) {
        return std::move(m_result);
    }
    writer.finish(digest, m_result.counts);
    if (m_before_commit) {
        m_before_commit(m_result.counts);
    }
    transaction.commit();
    if (m_result.expired > 0) {
        wipe_deleted(m_store, say("batch {} is imported and what had expired is removed", writer.batch()));
    }
    m_result.written = true;
    m_result.batch = writer.batch();
    return std::move(m_result);
}

void ListImport::read_rows(Importer& importer, const ColumnMap& columns, const RowRules& rules,
                           bool expects_new_groups) {
    ParsedRows rows(m_reader, columns, rules, expects_new_groups, m_options.limit);
    while (ParsedRows::Block* block = rows.next()) {
        for (std::size_t at = 0; at < block->rows; ++at) {
            ParsedRows::Item& item = block->items[at];
            ++m_result.counts.rows;
            if (auto problems = take(importer, item); !problems.empty()) {
                reject(item.row, std::move(problems));
            }
            if (m_progress && m_result.counts.rows % k_progress_every == 0) {
                m_progress(m_result.counts.rows, block->progress);
            }
        }
    }
}

Diagnostics ListImport::take(Importer& importer, ParsedRows::Item& item) {
    if (!item.problems.empty()) {
        return std::move(item.problems);
    }
    if (auto problem = importer.take(item.parsed)) {
        return {{Severity::error, std::string(m_file), item.row.line, {}, *std::move(problem)}};
    }
    return {};
}

void ListImport::reject(const ListRow& row, Diagnostics problems) {
    ++m_result.counts.rejected;
    if (m_reject) {
        m_reject(row, problems);
    }
    keep_problems(std::move(problems));
}

void ListImport::keep_problems(Diagnostics problems) {
    m_result.problems_total += problems.size();
    const std::size_t room = k_most_problems - std::min(k_most_problems, m_result.problems.size());
    const auto kept = static_cast<std::ptrdiff_t>(std::min(room, problems.size()));
    std::move(problems.begin(), problems.begin() + kept, std::back_inserter(m_result.problems));
}

} // namespace

ImportResult import_list(Store& store, const Actor& actor, ListReader& reader, std::string_view file_name,
                         const ImportOptions& options, const RejectSink& reject, const ProgressSink& progress,
                         const CommitHook& before_commit) {
    try {
        return ListImport(store, reader, file_name, options, reject, progress, before_commit).run(actor);
    } catch (const SQLite::Exception& exception) {
        rethrow_as_error(exception, store.path());
    }
}

} // namespace hnat
