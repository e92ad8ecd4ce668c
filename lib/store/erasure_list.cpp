#include "base/error.hpp"
#include "base/hash.hpp"
#include "base/message.hpp"
#include "base/message_catalogue.hpp"
#include "base/text.hpp"
#include "store/audit_row.hpp"
#include "store/backup.hpp"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Statement.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <tuple>
#include <utility>

namespace hnat {

namespace {

constexpr std::array k_verbs{AuditVerb::member_erase, AuditVerb::member_withdraw, AuditVerb::tip_purge,
                             AuditVerb::tip_scrub};

bool is_hex_digit(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}
bool is_word(char c) {
    return is_hex_digit(c) || (c >= 'g' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
}

/// Words of letters, digits and hyphens: what separates them depends on the format.
std::vector<std::string_view> words_of(std::string_view line) {
    std::vector<std::string_view> words;
    while (!line.empty()) {
        const auto end = static_cast<std::size_t>(std::ranges::find_if_not(line, is_word) - line.begin());
        if (end > 0) {
            words.push_back(line.substr(0, end));
        }
        line.remove_prefix(std::min(end + 1, line.size()));
    }
    return words;
}

constexpr std::size_t k_record_digits = 32;

bool is_record(std::string_view word) {
    return word.size() == k_record_digits && std::ranges::all_of(word, is_hex_digit);
}

constexpr std::string_view k_json_schema = "hnat.db.erasures/1";

/// As `db erasures` has them: their keys, and their headings in a table.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> k_columns{
    {{"seq", "No"}, {"day", "Day"}, {"verb", "What"}, {"record", "Record"}}};

/// Of CSV, TSV, a spreadsheet's text; of a table in English and in Vietnamese, whatever is spoken now.
std::vector<std::string> known_headings() {
    const MessageCatalogue vietnamese(vietnamese_catalogue());
    std::vector<std::string> headings(3);
    for (const auto& [column, english] : k_columns) {
        const std::string key =
            fmt::format("{}\4{}", column, english); // the column is the context of the entry
        headings[0] += fmt::format("{} ", column);
        headings[1] += fmt::format("{} ", english);
        headings[2] += fmt::format("{} ", vietnamese.find(key).value_or(english));
    }
    return headings;
}

bool is_heading(std::string_view line) {
    static const std::vector<std::string> headings = known_headings();
    const auto words = words_of(line);
    return std::ranges::any_of(headings,
                               [&](const std::string& heading) { return words == words_of(heading); });
}

/// nullopt: the line names no such verb.
std::optional<ErasureRow> parse_line(std::string_view line, std::string_view name, std::size_t number) {
    ErasureRow row;
    for (const std::string_view word : words_of(line)) {
        const auto verb = enum_from<AuditVerb>(word);
        if ((verb && std::ranges::find(k_verbs, *verb) != k_verbs.end()) || word == k_consent_withdrawn ||
            word == k_list_end) {
            row.verb = word;
        } else if (is_record(word)) {
            row.object = word;
        } else if (row.seq == 0) {
            std::from_chars(word.data(), word.data() + word.size(), row.seq);
        } else if (row.day.empty() && parse_day(word)) {
            row.day = word;
        }
    }
    if (row.verb.empty()) {
        return std::nullopt;
    }
    if (row.object.empty() || row.seq <= 0) {
        throw Error(ErrorKind::usage,
                    say("{}:{}: names {} but not its number and its record of 32 digits; give the list as "
                        "`hnat db erasures -f csv` wrote it",
                        name, number, row.verb));
    }
    return row;
}

/// Of the lines in the order of their numbers, whatever order they came in: a spreadsheet may have sorted
/// them.
std::string digest_of(std::vector<ErasureRow> rows, std::int64_t chain_size) {
    const auto key = [](const ErasureRow& row) { return std::tie(row.seq, row.verb, row.object); };
    std::ranges::sort(rows, [&](const ErasureRow& a, const ErasureRow& b) { return key(a) < key(b); });
    std::string text = fmt::format("{}\n", chain_size);
    for (const ErasureRow& row : rows) {
        text += fmt::format("{} {} {}\n", row.seq, row.verb, row.object);
    }
    return to_hex(sha256(text)).substr(0, k_record_digits);
}

} // namespace

std::vector<ErasureRow> erasure_rows(const Store& store) {
    SQLite::Statement statement(store.db(),
                                "SELECT seq, day, verb, object FROM audit WHERE outcome = 'done' AND verb "
                                "IN (?1, ?2, ?3, ?4) UNION ALL "
                                "SELECT (SELECT max(seq) FROM audit WHERE object = member.uuid AND verb = "
                                "'member-withdraw'), withdrawn.withdrawn_on, ?5, consent.uuid FROM "
                                "consent_withdrawal AS withdrawn JOIN consent ON consent.id = "
                                "withdrawn.consent_id JOIN member ON member.id = consent.member_id "
                                "ORDER BY 1, 3 DESC, 4");
    for (std::size_t i = 0; i < k_verbs.size(); ++i) {
        statement.bind(static_cast<int>(i) + 1, std::string(name_of(k_verbs.at(i))));
    }
    statement.bind(static_cast<int>(k_verbs.size()) + 1, std::string(k_consent_withdrawn));
    std::vector<ErasureRow> rows;
    while (statement.executeStep()) {
        rows.push_back({statement.getColumn(0).getInt64(), statement.getColumn(1).getString(),
                        statement.getColumn(2).getString(), column_hex(statement, 3)});
    }
    return rows;
}

ErasureRow end_of_list(const Store& store, const std::vector<ErasureRow>& rows) {
    SQLite::Statement last(store.db(), "SELECT seq, day FROM audit ORDER BY seq DESC LIMIT 1");
    last.executeStep();
    const std::int64_t size = last.getColumn(0).getInt64();
    return {size, last.getColumn(1).getString(), std::string(k_list_end), digest_of(rows, size)};
}

std::vector<std::string> told_more_often(SQLite::Database& db, std::span<const ErasureRow> list,
                                         AuditVerb verb) {
    std::map<std::string, std::int64_t> unknown;
    for (const ErasureRow& row : list) {
        if (row.verb == name_of(verb)) {
            ++unknown[row.object];
        }
    }
    SQLite::Statement known(db, "SELECT object FROM audit WHERE outcome = 'done' AND verb = ?");
    known.bind(1, std::string(name_of(verb)));
    while (known.executeStep()) {
        if (const auto found = unknown.find(column_hex(known, 0)); found != unknown.end()) {
            --found->second;
        }
    }
    std::vector<std::string> records;
    for (const auto& [record, times] : unknown) {
        if (times > 0) {
            records.push_back(record);
        }
    }
    return records;
}

ErasureList parse_erasure_list(std::string_view text, std::string_view name) {
    if (!is_utf8(text)) {
        throw Error(ErrorKind::usage,
                    say("{}: is not text; give the list as `hnat db erasures -f csv` wrote it", name));
    }
    ErasureList list;
    std::string end_record;
    std::size_t number = 0;
    const bool json = text.find(k_json_schema) != std::string_view::npos;
    bool is_list = json;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        const std::string_view line = text.substr(0, end);
        if (auto row = parse_line(line, name, ++number)) {
            if (row->verb == k_list_end) {
                list.chain_size = row->seq;
                end_record = row->object;
            } else {
                list.rows.push_back(std::move(*row));
            }
        } else if (!json && (is_list || !list.rows.empty()) && !is_heading(line) && !words_of(line).empty()) {
            throw Error(
                ErrorKind::usage,
                say("{}:{}: is no line of a list of erasures: was it cut off or changed? Give the list as "
                    "`hnat db erasures -f csv` wrote it",
                    name, number));
        }
        is_list = is_list || is_heading(line);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    if (!is_list && list.rows.empty() &&
        end_record.empty()) { // a list of another kind, or one whose writing failed
        throw Error(ErrorKind::usage,
                    say("{}: is no list of erasures; give it as `hnat db erasures -f csv` wrote it", name));
    }
    if (end_record != digest_of(list.rows, list.chain_size)) {
        throw Error(ErrorKind::usage, say("{}: does not end with the line `list-end` that belongs to it: was "
                                          "it cut off or changed? Give "
                                          "the list as `hnat db erasures -f csv` wrote it",
                                          name));
    }
    return list;
}

} // namespace hnat
