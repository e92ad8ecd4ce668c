#include "cli/command.hpp"

namespace hnat::cli {

Action bind_config_show(Parser& /*parser*/) {
    return [](Context& context) {
        static const ListShape shape{"hnat.config.show/1",
                                     {{"setting", "Setting"}, {"value", "Value"}, {"origin", "From"}}};
        context.write_list(shape, [&context](RowWriter& out) {
            for (const auto& spec : setting_specs()) {
                const auto& [value, origin] = context.settings().at(spec.key);
                out.row({std::string(spec.key), value.empty() ? Value{} : Value{value}, origin});
            }
            for (const auto& [key, setting] : context.settings().tables()) {
                out.row({key, setting.value, setting.origin});
            }
            for (const auto& report : context.settings().named_reports()) {
                for (const auto& [key, value, origin] : report.keys) {
                    out.row({"report." + report.name + "." + key, value, origin});
                }
            }
        });
        return 0;
    };
}

} // namespace hnat::cli
