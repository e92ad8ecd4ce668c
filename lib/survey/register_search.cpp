#include "base/text.hpp"
#include "store/statement.hpp"
#include "survey/register.hpp"
#include "survey/register_filter.hpp"
#include "survey/register_row.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <tuple>

namespace hnat {

namespace {

/// Hits that are ranked. A query with more of them says too little for the order to mean much: then the
/// groups that were surveyed first are ranked, and the answer stays quick in a register of a million.
constexpr std::size_t k_most_hits = 100'000;
/// So many hits are all read. More of them are met in the order of their members, until none that is left can
/// come before what was found: a row that is read from a cold disk costs as much as hundreds in an index.
constexpr std::size_t k_few_hits = 500;
/// A name does not have more words than this, and every word costs the index a look-up.
constexpr std::size_t k_most_words = 64;

std::vector<std::string_view> split_words(std::string_view key) {
    std::vector<std::string_view> words;
    while (!key.empty()) {
        const std::size_t end = std::min(key.find(' '), key.size());
        if (end != 0) {
            words.push_back(key.substr(0, end));
        }
        key.remove_prefix(std::min(end + 1, key.size()));
    }
    return words;
}

/// The words as an FTS5 query: each one quoted, so that nothing the user types is an operator; the last one a
/// prefix.
std::string match_expression(const std::vector<std::string_view>& words) {
    std::string expression;
    for (const std::string_view word : words) {
        expression += expression.empty() ? "\"" : " \"";
        for (const char c : word) {
            expression.append(c == '"' ? 2 : 1, c);
        }
        expression += '"';
    }
    return expression + '*';
}

/// How many words of a query stand in a name with the accents that the query gives them.
std::int64_t agreeing_words(const std::vector<std::string_view>& query, std::string_view name) {
    const std::string key = name_key(name);
    const auto words = split_words(key);
    const auto stands = [&words](std::string_view word, bool prefix) {
        return std::any_of(words.begin(), words.end(), [word, prefix](std::string_view candidate) {
            return prefix ? candidate.starts_with(word) : candidate == word;
        });
    };
    std::int64_t agreeing = 0;
    for (std::size_t i = 0; i < query.size(); ++i) {
        agreeing += stands(query[i], i + 1 == query.size()) ? 1 : 0;
    }
    return agreeing;
}

struct Hit {
    std::int64_t agreeing = 0, members = 0, id = 0;

    [[nodiscard]] auto rank() const { return std::tuple(-agreeing, -members, id); }
};

/// Finds the best of the hits that it is shown.
class Ranking {
  public:
    /// `accented` (K1) are the words as they were typed, `plain` (K2) the same without accents. Who types no
    /// accent at all asks for none.
    Ranking(std::string_view accented, std::string_view plain, std::size_t limit)
        : m_words(accented == plain ? std::vector<std::string_view>() : split_words(accented)),
          m_limit(limit) {}

    void add(std::int64_t id, std::int64_t members, std::string_view name) {
        const std::int64_t agreeing = m_words.empty() ? 0 : agreeing_words(m_words, name);
        m_hits.push_back({agreeing, members, id});
        m_agreeing += agreeing == static_cast<std::int64_t>(m_words.size()) ? 1U : 0U;
    }

    /// Nothing with fewer members can come before the first `limit`.
    [[nodiscard]] bool settled() const { return m_agreeing >= m_limit; }

    /// The numbers of the best `limit`, best first.
    std::vector<std::int64_t> best() {
        const auto end = m_hits.begin() + static_cast<std::ptrdiff_t>(std::min(m_limit, m_hits.size()));
        std::partial_sort(m_hits.begin(), end, m_hits.end(),
                          [](const Hit& left, const Hit& right) { return left.rank() < right.rank(); });
        std::vector<std::int64_t> ids;
        std::transform(m_hits.begin(), end, std::back_inserter(ids), [](const Hit& hit) { return hit.id; });
        return ids;
    }

  private:
    std::vector<std::string_view> m_words;
    std::size_t m_limit;
    std::vector<Hit> m_hits;
    std::size_t m_agreeing = 0; ///< hits that agree in every word
};

/// Numbers of all groups with these words, ascending.
std::vector<std::int64_t> hits_of(SQLite::Database& db, const std::vector<std::string_view>& words) {
    SQLite::Statement statement(db, "SELECT rowid FROM survey_search WHERE survey_search MATCH ? LIMIT ?");
    sql::bind_all(statement, match_expression(words), static_cast<std::int64_t>(k_most_hits));
    std::vector<std::int64_t> ids;
    while (statement.executeStep()) {
        ids.push_back(statement.getColumn(0).getInt64());
    }
    return ids;
}

void rank(SQLite::Database& db, const std::vector<std::int64_t>& hits, const GroupFilter& filter, Day today,
          Ranking& ranking) {
    SQLite::Statement row(db, fmt::format("SELECT coalesce(g.members, -1), g.name FROM survey_group AS g"
                                          " WHERE g.id = :id AND {}",
                                          filter_sql()));
    bind_filter(row, filter, today);
    const int id_parameter = row.getIndex(":id");
    const auto add = [&](std::int64_t id) {
        row.bind(id_parameter, id);
        if (row.executeStep()) {
            ranking.add(id, row.getColumn(0).getInt64(), row.getColumn(1).getString());
        }
        row.reset();
    };
    if (hits.size() <= k_few_hits) {
        std::ranges::for_each(hits, add);
        return;
    }
    std::vector<bool> is_hit(static_cast<std::size_t>(hits.back()) + 1);
    for (const std::int64_t id : hits) {
        is_hit[static_cast<std::size_t>(id)] = true;
    }
    // By survey_group_members alone.
    SQLite::Statement by_members(db, "SELECT id FROM survey_group ORDER BY members DESC, id");
    for (std::size_t left = hits.size(); left > 0 && !ranking.settled() && by_members.executeStep();) {
        const std::int64_t id = by_members.getColumn(0).getInt64();
        if (id <= hits.back() && is_hit[static_cast<std::size_t>(id)]) {
            add(id);
            --left;
        }
    }
}

} // namespace

std::vector<Group> find_groups(const Store& store, std::string_view words, const GroupFilter& filter,
                               Day today, std::size_t limit) {
    const std::string accented = name_key(words);
    const std::string plain = search_key_of_name_key(accented);
    const auto plain_words = split_words(plain);
    if (plain_words.empty() || plain_words.size() > k_most_words) {
        return {};
    }
    Ranking ranking(accented, plain, limit);
    rank(store.db(), hits_of(store.db(), plain_words), filter, today, ranking);
    std::vector<Group> groups;
    for (const std::int64_t id : ranking.best()) {
        groups.push_back(register_row::get_group(store.db(), id, today));
    }
    return groups;
}

} // namespace hnat
