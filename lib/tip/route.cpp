#include "tip/route.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/resource.hpp"

#include <toml++/toml.h>

#include <algorithm>

namespace hnat {

namespace {

constexpr std::string_view k_file = "data/routes.toml";

std::string text_of(const toml::table& table, std::string_view key) {
    const auto text = table[key].value<std::string>();
    if (!text || text->empty()) {
        throw Error(ErrorKind::failed,
                    say("{}:{}: a route has no '{}'", k_file, table.source().begin.line, key));
    }
    return *text;
}

RouteEntry read_entry(const toml::table& table) {
    const std::string code = text_of(table, "code");
    const auto route = enum_from<Route>(code);
    if (!route) {
        throw Error(ErrorKind::failed,
                    say("{}:{}: '{}' is no route of the list", k_file, table.source().begin.line, code));
    }
    const auto checked = table["checked"].value<toml::date>();
    const auto day = checked ? make_day(checked->year, checked->month, checked->day) : std::nullopt;
    if (!day) {
        throw Error(ErrorKind::failed, say("{}:{}: a route says on which day it was 'checked'", k_file,
                                           table.source().begin.line));
    }
    const bool by_language = table.contains("address_vi");
    return {*route,
            text_of(table, "vi"),
            text_of(table, "en"),
            text_of(table, "to_vi"),
            text_of(table, "to_en"),
            text_of(table, by_language ? "address_vi" : "address"),
            text_of(table, by_language ? "address_en" : "address"),
            day,
            false};
}

std::vector<RouteEntry> read_routes() {
    const toml::table file = toml::parse(resource(k_file), k_file);
    std::vector<RouteEntry> list;
    if (const auto* const rows = file["route"].as_array()) {
        for (const auto& row : *rows) {
            list.push_back(read_entry(*row.as_table()));
        }
    }
    const auto in_order = [](const RouteEntry& entry, const EnumName<Route>& name) {
        return entry.route == name.value;
    };
    if (!std::ranges::equal(list, k_enum_names<Route>, in_order)) {
        throw Error(ErrorKind::failed,
                    say("{}: not the routes of the list, each once, in its order", k_file));
    }
    return list;
}

const std::vector<RouteEntry>& standard_routes() {
    static const std::vector<RouteEntry> list = read_routes();
    return list;
}

} // namespace

std::vector<RouteEntry> routes(const RouteOverrides& overrides) {
    std::vector<RouteEntry> list = standard_routes();
    for (RouteEntry& entry : list) {
        const auto own = overrides.find(entry.route);
        if (own == overrides.end()) {
            continue;
        }
        if (own->second.name) {
            entry.name_vi = entry.name_en = entry.to_vi = entry.to_en = *own->second.name;
        }
        if (own->second.address) {
            entry.address_vi = entry.address_en = *own->second.address;
        }
        entry.checked.reset();
        entry.own = true;
    }
    return list;
}

RouteEntry route_entry(Route route, const RouteOverrides& overrides) {
    return routes(overrides).at(static_cast<std::size_t>(route));
}

} // namespace hnat
