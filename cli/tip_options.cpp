#include "cli/tip_options.hpp"

#include <fmt/format.h>

namespace hnat::cli {

void add_tip_argument(CLI::App& app, std::int64_t& target) {
    app.add_option("TIP", target, "Number of the tip: see hnat tip list")->required();
}

TipTerms tip_terms(const Context& context) {
    const Settings& settings = context.settings();
    return {settings.count("tip_acknowledge_days"),
            settings.count("tip_answer_months"),
            {settings.count("tip_retention_days"), settings.count("tip_retention_days_csm"),
             settings.count("tip_retention_days_slf")}};
}

RouteOverrides route_overrides(const Context& context) {
    RouteOverrides overrides;
    const SettingTables& tables = context.settings().tables();
    for (const auto& [route, code] : k_enum_names<Route>) {
        RouteOverride own;
        if (const auto name = tables.find(fmt::format("routes.{}.name", code)); name != tables.end()) {
            own.name = name->second.value;
        }
        if (const auto address = tables.find(fmt::format("routes.{}.address", code));
            address != tables.end()) {
            own.address = address->second.value;
        }
        if (own.name || own.address) {
            overrides.emplace(route, own);
        }
    }
    return overrides;
}

std::string route_text(const RouteEntry& entry, bool vietnamese) {
    return fmt::format("{} ({})", entry.address(vietnamese), entry.name(vietnamese));
}

} // namespace hnat::cli
