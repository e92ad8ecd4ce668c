#include "base/text.hpp"
#include "survey/register.hpp"
#include "survey/register_filter.hpp"
#include "survey/register_row.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace hnat {

namespace {

/// Hits that are ranked. A query with more of them says too little for the order to mean much: then the
/// groups that were surveyed first are ranked, and the answer stays quick in a register of a million.
constexpr std::int64_t k_most_hits = 20'000;
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

std::vector<Hit> best_hits(SQLite::Database& db, std::string_view words, const GroupFilter& filter, Day today,
                           std::size_t limit) {
    const std::string accented = name_key(words);
    const std::string plain = search_key_of_name_key(accented);
    const auto accented_words = split_words(accented);
    const auto plain_words = split_words(plain);
    if (plain_words.empty() || plain_words.size() > k_most_words) {
        return {};
    }
    SQLite::Statement statement(
        db,
        fmt::format(
            "SELECT g.id, g.name, coalesce(g.members, -1) FROM survey_search AS s"
            " JOIN survey_group AS g ON g.id = s.rowid WHERE survey_search MATCH :words AND {} LIMIT :most",
            filter_sql()));
    bind_filter(statement, filter, today);
    statement.bind(":words", match_expression(plain_words));
    statement.bind(":most", k_most_hits);
    std::vector<Hit> hits;
    while (statement.executeStep()) {
        hits.push_back({agreeing_words(accented_words, statement.getColumn(1).getString()),
                        statement.getColumn(2).getInt64(), statement.getColumn(0).getInt64()});
    }
    const auto end = hits.begin() + static_cast<std::ptrdiff_t>(std::min(limit, hits.size()));
    std::partial_sort(hits.begin(), end, hits.end(),
                      [](const Hit& left, const Hit& right) { return left.rank() < right.rank(); });
    hits.erase(end, hits.end());
    return hits;
}

} // namespace

std::vector<Group> find_groups(const Store& store, std::string_view words, const GroupFilter& filter,
                               Day today, std::size_t limit) {
    std::vector<Group> groups;
    for (const Hit& hit : best_hits(store.db(), words, filter, today, limit)) {
        groups.push_back(register_row::get_group(store.db(), hit.id, today));
    }
    return groups;
}

} // namespace hnat
