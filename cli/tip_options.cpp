#include "cli/tip_options.hpp"

#include "base/message.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

namespace hnat::cli {

void add_tip_argument(Parser& parser, std::int64_t& target) {
    parser.add_option("TIP", target, "Number of the tip: see hnat tip list")->required();
}

TipTerms tip_terms(const Context& context) {
    const Settings& settings = context.settings();
    return {settings.count("tip_acknowledge_days"),
            settings.count("tip_answer_months"),
            {settings.count("tip_retention_days"), settings.count("tip_retention_days_csm"),
             settings.count("tip_retention_days_slf"), settings.count("tip_retention_days_moot")}};
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

void OpeningFlags::declare(Parser& parser) {
    m_passphrase.declare(parser, "--passphrase-file",
                         "The passphrase, in a file of mode 0600; - is standard input [asked for]");
    parser
        .add_option("--key", m_key_file,
                    "A key file that lies elsewhere, on a stick [that in the key folder]")
        ->type_name("FILE");
}

Secret OpeningFlags::passphrase(Context& context, KeyRole role) const {
    const auto question =
        role == KeyRole::office ? tr("passphrase of the office") : tr("passphrase of the custodian");
    return read_passphrase(context, question, m_passphrase);
}

std::optional<std::filesystem::path> OpeningFlags::key_file() const {
    return m_key_file ? std::optional<std::filesystem::path>(*m_key_file) : std::nullopt;
}

OpenedBody open_body(Context& context, std::int64_t number, const OpeningFlags& flags) {
    const Store& store = context.store();
    const Tip tip = find_tip(store, number, context.today());
    return OpenedBody::open(store, KeyRing(context.settings().key_dir()), tip,
                            flags.passphrase(context, KeyRole::office), flags.key_file());
}

void write_secret(Context& context, const Secret& text) {
    std::string lines;
    std::string_view rest = text.text();
    while (true) {
        const auto end = std::min(rest.find('\n'), rest.size());
        lines += escape_controls(rest.substr(0, end)) + "\n";
        if (end == rest.size()) {
            break;
        }
        rest.remove_prefix(end + 1);
    }
    context.write_document(lines);
}

} // namespace hnat::cli
