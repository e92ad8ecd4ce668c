#include "survey/columns.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/personal.hpp"
#include "base/resource.hpp"
#include "base/text.hpp"
#include "list/header.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>

namespace hnat {

namespace {

constexpr std::size_t k_shown_width = 60; ///< of a header in a message

/// data/columns.toml, its names as header_key() makes them.
struct HeaderNames {
    std::map<std::string, Column, std::less<>> columns;
    std::map<std::string, std::string, std::less<>> spelling; ///< of each name of `columns`, for people
    std::map<Column, std::vector<std::string>> of_column;     ///< in the file's order
    std::vector<std::string> ignored;
    std::vector<std::string> person;
    std::map<std::string, std::string, std::less<>> unclear; ///< name to hint
};

std::vector<std::string> strings(const toml::node_view<const toml::node>& names) {
    std::vector<std::string> all;
    for (const auto& name : *names.as_array()) {
        all.push_back(name.ref<std::string>());
    }
    return all;
}

std::vector<std::string> compact_all(const std::vector<std::string>& names) {
    std::vector<std::string> keys;
    keys.reserve(names.size());
    for (const auto& name : names) {
        keys.push_back(header_key(name));
    }
    return keys;
}

HeaderNames load() {
    const toml::table file =
        toml::parse(resource("data/columns.toml"), std::string_view("data/columns.toml"));
    HeaderNames names;
    for (const auto& entry : *file["column"].as_array()) {
        const toml::table& table = *entry.as_table();
        const auto column = enum_from<Column>(table["column"].ref<std::string>());
        for (const auto& name : strings(table["names"])) {
            names.columns.emplace(header_key(name), column.value());
            names.spelling.emplace(header_key(name), name);
            names.of_column[*column].push_back(name);
        }
    }
    for (const auto& entry : *file["unclear"].as_array()) {
        const toml::table& table = *entry.as_table();
        for (const auto& key : compact_all(strings(table["names"]))) {
            names.unclear.emplace(key, table["hint"].ref<std::string>());
        }
    }
    names.ignored = compact_all(strings(file["ignored"]["names"]));
    names.person = compact_all(strings(file["person"]["names"]));
    return names;
}

const HeaderNames& header_names() {
    static const HeaderNames names = load();
    return names;
}

bool contains(const std::vector<std::string>& names, const std::string& key) {
    return std::ranges::find(names, key) != names.end();
}

/// The words of a header; "adminPhone" is two.
std::vector<std::string> words_of(std::string_view header) {
    std::string spaced;
    for (const char c : header) {
        const bool hump =
            c >= 'A' && c <= 'Z' && !spaced.empty() && spaced.back() >= 'a' && spaced.back() <= 'z';
        spaced += hump ? " " : "";
        spaced += c;
    }
    std::vector<std::string> words;
    const auto key = search_key(spaced);
    for (std::size_t from = 0; from < key.size();) {
        const auto to = std::min(key.find(' ', from), key.size());
        words.push_back(key.substr(from, to - from));
        from = to + 1;
    }
    return words;
}

/// P1: whether whole words of the header, written together or apart, are a word for a person.
bool is_about_person(std::string_view header) {
    const auto& person = header_names().person;
    const auto words = words_of(header);
    for (std::size_t first = 0; first < words.size(); ++first) {
        std::string run;
        for (std::size_t last = first; last < words.size(); ++last) {
            run += words[last];
            if (contains(person, run)) {
                return true;
            }
        }
    }
    return false;
}

std::optional<Column> known_column(const std::string& key) {
    const auto& columns = header_names().columns;
    const auto found = columns.find(key);
    return found == columns.end() ? std::nullopt : std::optional(found->second);
}

bool is_ignored(std::string_view header) {
    return header.empty() || is_rejects_column(header) ||
           contains(header_names().ignored, header_key(header));
}

/// A header that holds a telephone number or an e-mail address is not repeated (P1).
std::string shown(std::string_view header) {
    if (holds_phone_number(header) || holds_email(header)) {
        return say("(it holds personal data)");
    }
    return truncate_to_width(escape_controls(header), k_shown_width);
}

/// Why a header is no column of a list.
std::string refusal(std::string_view header) {
    const auto& names = header_names();
    const auto key = header_key(header);
    const auto unclear = names.unclear.find(key);
    if (unclear != names.unclear.end()) {
        return say(R"(column "{}" is unclear: {})", shown(header), tr(unclear->second));
    }
    if (is_about_person(header)) {
        return say("column \"{}\" is about a person; hnat records groups, not people (P1): remove the column",
                   shown(header));
    }
    std::vector<std::string> keys;
    for (const auto& [known, column] : names.columns) {
        keys.push_back(known);
    }
    if (const auto near = nearest(key, keys)) {
        return say(R"(unknown column "{}"; did you mean "{}"?)", shown(header), names.spelling.at(*near));
    }
    return say(R"(unknown column "{}"; expected {}: rename it, or remove it)", shown(header),
               fmt::format("{}", fmt::join(names_of<Column>(), ", ")));
}

std::string no_name() {
    const auto& names = header_names().of_column.at(Column::name);
    return say(R"(no column for the group's name; expected one called "{}", "{}" or "{}")", names[0],
               names[1], names[2]);
}

std::string no_address() {
    const auto& names = header_names().of_column.at(Column::url);
    return say(
        R"(no column for the group's link; expected one called "{}", "{}" or "{}", or both "platform" and "handle")",
        names[0], names[1], names[2]);
}

} // namespace

void ColumnMap::add(std::optional<Column> column) {
    if (column && !position(*column)) {
        first.at(static_cast<std::size_t>(*column)) = columns.size();
    }
    columns.push_back(column);
}

ColumnMap map_columns(const std::vector<std::string>& header, std::string_view file, std::size_t line) {
    ColumnMap map;
    const auto problem = [&](std::string column, std::string message) {
        map.problems.push_back(
            {Severity::error, std::string(file), line, std::move(column), std::move(message)});
    };
    for (const auto& cell : header) {
        const auto number = std::to_string(map.columns.size() + 1);
        const auto column = known_column(header_key(cell));
        if (!column && !is_ignored(cell)) {
            problem(number, refusal(cell));
        }
        if (const auto before = column ? map.position(*column) : std::nullopt) {
            problem(number, say(R"(column "{}" means {}, as column {} ("{}") does; keep one of them)",
                                shown(cell), name_of(*column), *before + 1, shown(header[*before])));
        }
        map.add(column);
    }
    if (!map.position(Column::name)) {
        problem({}, no_name());
    }
    const bool addressed = map.position(Column::platform) && map.position(Column::handle);
    if (!map.position(Column::url) && !addressed) {
        problem({}, no_address());
    }
    return map;
}

bool looks_like_header(const std::vector<std::string>& cells) {
    std::size_t known = 0;
    std::size_t other = 0;
    for (const auto& cell : cells) {
        if (known_column(header_key(cell))) {
            ++known;
        } else if (!cell.empty() && (is_ignored(cell) || contains(header_names().person, header_key(cell)))) {
            ++other;
        }
    }
    return known >= 1 && known + other >= 2;
}

} // namespace hnat
