/// Where a tip is referred to: a closed list of routes, with the names and numbers of data/routes.toml. An
/// office may say how a route is called and reached where it is, and can't add one.
#pragma once

#include "base/date.hpp"
#include "base/enum_names.hpp"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hnat {

enum class Route {
    emergency,
    crisis_line,
    child_line,
    police,
    takedown_hotline,
    platform,
    trafficking_line,
    victim_support,
    bank,
    cert,
};
template <>
inline constexpr std::array k_enum_names<Route>{EnumName{Route::emergency, "emergency"},
                                                EnumName{Route::crisis_line, "crisis-line"},
                                                EnumName{Route::child_line, "child-line"},
                                                EnumName{Route::police, "police"},
                                                EnumName{Route::takedown_hotline, "takedown-hotline"},
                                                EnumName{Route::platform, "platform"},
                                                EnumName{Route::trafficking_line, "trafficking-line"},
                                                EnumName{Route::victim_support, "victim-support"},
                                                EnumName{Route::bank, "bank"},
                                                EnumName{Route::cert, "cert"}};

/// How a route is reached.
struct RouteEntry {
    Route route = Route::emergency;
    std::string name_vi, name_en;
    std::string to_vi, to_en;           ///< whom a referral is addressed to
    std::string address_vi, address_en; ///< number, e-mail or web address; several with ", "
    std::optional<Day> checked; ///< the day on which somebody made sure of it; nullopt: the office's own word
    bool own = false;           ///< the office's settings say so

    [[nodiscard]] const std::string& name(bool vietnamese) const { return vietnamese ? name_vi : name_en; }
    [[nodiscard]] const std::string& address(bool vietnamese) const {
        return vietnamese ? address_vi : address_en;
    }
    [[nodiscard]] const std::string& addressee(bool vietnamese) const { return vietnamese ? to_vi : to_en; }
};

/// What an office's settings say of a route; what they leave out stays as it is in the data.
struct RouteOverride {
    std::optional<std::string> name, address;
};
using RouteOverrides = std::map<Route, RouteOverride>;

/// The routes of data/routes.toml with the office's words in their place, in the order of the list. Errors:
/// failed (the data lacks a route or has one that is not on the list: a bug).
std::vector<RouteEntry> routes(const RouteOverrides& overrides = {});

/// One of them.
RouteEntry route_entry(Route route, const RouteOverrides& overrides = {});

} // namespace hnat
