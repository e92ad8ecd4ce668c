/// Reports that the settings describe: `[report.NAME]` in hnat.toml.
#pragma once

#include "report/report_kind.hpp"
#include "survey/figures.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hnat::cli {

/// A key that was given, for `config show`.
struct NamedReportKey {
    std::string key, value, origin; ///< origin: `file:line:column`
};

struct NamedReport {
    std::string name;
    std::string origin;                       ///< `file:line:column`
    ReportKind kind = ReportKind::quarterly;  ///< kind: the one key that every report needs
    std::optional<std::string> period;        ///< "last", "this" or a code
    std::optional<std::string> regime;        ///< a reporting calendar
    std::optional<std::string> template_name; ///< instead of the kind's
    std::optional<std::string> format;        ///< a name of ReportFormat, for when neither -f nor -o says one
    std::optional<std::string> recipients;    ///< as the setting `recipients`
    RegisterSelection selection;              ///< platform, topic, locality
    std::string locality_origin;              ///< of `locality`, whose codes only the store knows
    std::vector<NamedReportKey> keys;
};

/// Errors: usage (none of this name; the nearest one, or a command, is named).
const NamedReport& find_named_report(const std::vector<NamedReport>& reports, std::string_view name);

} // namespace hnat::cli
