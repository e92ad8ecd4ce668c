/// Arguments and settings that the commands on tips share.
#pragma once

#include "cli/context.hpp"
#include "tip/route.hpp"
#include "tip/tip_terms.hpp"

#include <CLI/App.hpp>

#include <cstdint>
#include <string>

namespace hnat::cli {

/// TIP, required.
void add_tip_argument(CLI::App& app, std::int64_t& target);

/// The terms of the settings.
TipTerms tip_terms(const Context& context);

/// What `[routes.…]` of the settings file says.
RouteOverrides route_overrides(const Context& context);

/// `113 (Police)`: how a route is reached, and its name.
std::string route_text(const RouteEntry& entry, bool vietnamese);

} // namespace hnat::cli
