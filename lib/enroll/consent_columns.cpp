#include "enroll/consent_columns.hpp"

#include "base/message.hpp"
#include "base/personal.hpp"
#include "base/resource.hpp"
#include "base/text.hpp"
#include "list/header.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <map>
#include <set>

namespace hnat {

namespace {

constexpr std::size_t k_shown_width = 60; ///< of a header in a message

/// data/consent_columns.toml, its names as header_key() makes them.
struct Names {
    std::map<std::string, ConsentColumn, std::less<>> columns;
    std::map<std::string, std::string, std::less<>> spelling; ///< of each name of `columns`, for people
    std::set<std::string, std::less<>> ignored, refused;
};

std::vector<std::string> strings(const toml::node_view<const toml::node>& names) {
    std::vector<std::string> all;
    for (const auto& name : *names.as_array()) {
        all.push_back(name.ref<std::string>());
    }
    return all;
}

Names load() {
    constexpr std::string_view k_path = "data/consent_columns.toml";
    const toml::table file = toml::parse(resource(k_path), k_path);
    Names names;
    for (const auto& entry : *file["column"].as_array()) {
        const toml::table& table = *entry.as_table();
        const auto column = enum_from<ConsentColumn>(table["column"].ref<std::string>());
        for (const auto& name : strings(table["names"])) {
            names.columns.emplace(header_key(name), column.value());
            names.spelling.emplace(header_key(name), name);
        }
    }
    for (const auto& name : strings(file["ignored"]["names"])) {
        names.ignored.insert(header_key(name));
    }
    for (const auto& name : strings(file["refused"]["names"])) {
        names.refused.insert(header_key(name));
    }
    return names;
}

const Names& names() {
    static const Names loaded = load();
    return loaded;
}

std::optional<ConsentColumn> known_column(std::string_view header) {
    const auto found = names().columns.find(header_key(header));
    return found == names().columns.end() ? std::nullopt : std::optional(found->second);
}

bool is_ignored(std::string_view header) {
    return header.empty() || is_rejects_column(header) || names().ignored.contains(header_key(header));
}

/// Whether whole words of the header, together, are something that is not recorded.
bool is_refused(std::string_view header) {
    const std::string key = search_key(header);
    for (std::size_t from = 0; from < key.size(); from = std::min(key.find(' ', from), key.size() - 1) + 1) {
        for (auto to = std::min(key.find(' ', from), key.size());;
             to = std::min(key.find(' ', to + 1), key.size())) {
            std::string run = key.substr(from, to - from);
            std::erase(run, ' ');
            if (names().refused.contains(run)) {
                return true;
            }
            if (to == key.size()) {
                break;
            }
        }
    }
    return false;
}

/// Something typed into the header row by mistake is not repeated.
std::string shown(std::string_view header) {
    if (holds_phone_number(header) || holds_email(header)) {
        return std::string(tr("(it holds personal data)"));
    }
    return truncate_to_width(escape_controls(header), k_shown_width);
}

std::string refusal(std::string_view header) {
    if (is_refused(header)) {
        return say(
            "column \"{}\" is not recorded: a consent list says who agreed to what, and nothing else about "
            "a person (P2): remove the column",
            shown(header));
    }
    std::vector<std::string> keys;
    for (const auto& [key, column] : names().columns) {
        keys.push_back(key);
    }
    if (const auto near = nearest(header_key(header), keys)) {
        return say(R"(unknown column "{}"; did you mean "{}"?)", shown(header), names().spelling.at(*near));
    }
    std::string expected;
    for (const auto name : names_of<ConsentColumn>()) {
        expected.append(expected.empty() ? "" : ", ").append(name);
    }
    return say("unknown column \"{}\"; expected {}: rename it, or remove it", shown(header), expected);
}

bool has_contact(const ConsentColumns& map) {
    return std::ranges::any_of(k_contact_columns,
                               [&](ConsentColumn column) { return map.position(column).has_value(); });
}

} // namespace

std::optional<std::size_t> ConsentColumns::position(ConsentColumn column) const {
    const auto found = std::ranges::find(columns, std::optional(column));
    return found == columns.end() ? std::nullopt
                                  : std::optional(static_cast<std::size_t>(found - columns.begin()));
}

ConsentColumns map_consent_columns(const std::vector<std::string>& header, std::string_view file,
                                   std::size_t line) {
    ConsentColumns map;
    const auto problem = [&](std::string column, std::string message) {
        map.problems.push_back(
            {Severity::error, std::string(file), line, std::move(column), std::move(message)});
    };
    for (const auto& cell : header) {
        const auto number = std::to_string(map.columns.size() + 1);
        const auto column = known_column(cell);
        if (!column && !is_ignored(cell)) {
            problem(number, refusal(cell));
        }
        if (const auto before = column ? map.position(*column) : std::nullopt) {
            problem(number, say(R"(column "{}" means {}, as column {} ("{}") does; keep one of them)",
                                shown(cell), name_of(*column), *before + 1, shown(header[*before])));
        }
        map.columns.push_back(column);
    }
    for (const auto required :
         {ConsentColumn::group, ConsentColumn::name, ConsentColumn::role, ConsentColumn::purpose,
          ConsentColumn::method, ConsentColumn::evidence, ConsentColumn::given_on}) {
        if (!map.position(required)) {
            problem({}, say("no column \"{}\": a consent is not complete without it", name_of(required)));
        }
    }
    if (!has_contact(map)) {
        problem({}, say("no column for the contact; expected \"contact\", \"phone\", \"email\", "
                        "\"facebook\", \"zalo\" or "
                        "\"telegram\""));
    }
    return map;
}

bool looks_like_consent_header(const std::vector<std::string>& cells) {
    return std::ranges::count_if(cells,
                                 [](const std::string& cell) { return known_column(cell).has_value(); }) >= 2;
}

} // namespace hnat
