#include "cli/named_report_file.hpp"

#include "address/address.hpp"
#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/report_output.hpp"
#include "survey/row.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

namespace hnat::cli {

namespace {

constexpr std::array<std::string_view, 9> k_keys{"kind",       "period",   "regime", "template", "format",
                                                 "recipients", "platform", "topic",  "locality"};

/// What lists of groups can be narrowed by, and figures can't: they are kept by platform, topic and locality.
constexpr std::array<std::string_view, 8> k_no_filters{"entity", "state",    "liaison", "visibility",
                                                       "source", "language", "since",   "until"};

std::string position(const std::filesystem::path& file, const toml::source_region& region) {
    return fmt::format("{}:{}:{}", file.string(), region.begin.line, region.begin.column);
}

[[noreturn]] void refuse(const std::string& where, std::string_view what) {
    throw Error(ErrorKind::usage, fmt::format("{}: {}", where, what));
}

/// Small letters, digits and '-', a letter first: what can stand on a command line without quotes.
bool is_report_name(std::string_view name) {
    return !name.empty() && name.front() >= 'a' && name.front() <= 'z' &&
           std::ranges::all_of(
               name, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

class ReportReader {
  public:
    ReportReader(std::string_view name, const toml::table& table, std::string where,
                 const std::filesystem::path& file)
        : m_table(table),
          m_file(file) {
        m_report.name = name;
        m_report.origin = std::move(where);
    }

    NamedReport read() {
        if (!is_report_name(m_report.name)) {
            refuse(m_report.origin,
                   say("'{}' is not a name of a report; write it in a-z, 0-9 and -", m_report.name));
        }
        if (find_command("report " + m_report.name) != nullptr) {
            refuse(m_report.origin,
                   say("'hnat report {0}' is a command; call the report something else than '{0}'",
                       m_report.name));
        }
        for (const auto& [key, node] : m_table) {
            take(key.str(), node, position(m_file, key.source()));
        }
        if (!m_table.contains("kind")) {
            refuse(m_report.origin, say("[report.{}] has no 'kind'; write one of {}", m_report.name,
                                        fmt::join(names_of<ReportKind>(), ", ")));
        }
        return std::move(m_report);
    }

  private:
    void take(std::string_view key, const toml::node& node, const std::string& where) {
        if (key == "platform") {
            m_report.selection.platforms = codes(key, node, where, AddressRules::standard().platforms());
        } else if (key == "topic") {
            m_report.selection.topics = codes(key, node, where, topics());
        } else if (key == "locality") {
            m_report.selection.localities = codes(key, node, where, {});
            m_report.locality_origin = where;
        } else if (std::ranges::find(k_keys, key) != k_keys.end()) {
            take_text(key, node, where);
        } else {
            refuse_key(key, where);
        }
    }

    void take_text(std::string_view key, const toml::node& node, const std::string& where) {
        const auto value = node.value<std::string>();
        if (!node.is_string() || value->empty()) {
            refuse(where, say("{}: expected a text in quotes", key));
        }
        remember(key, *value, where);
        if (key == "kind") {
            const auto kind = enum_from<ReportKind>(*value);
            if (!kind) {
                refuse_value(where, key, *value, names_of<ReportKind>());
            }
            m_report.kind = *kind;
        } else if (key == "format") {
            if (!report_format_from(*value)) {
                refuse_value(where, key, *value, report_format_names());
            }
            m_report.format = *value;
        } else if (key == "regime") {
            std::vector<std::string_view> known;
            for (const auto& regime : regimes()) {
                known.push_back(regime.code);
            }
            if (std::ranges::find(known, *value) == known.end()) {
                refuse_value(where, key, *value, known);
            }
            m_report.regime = *value;
        } else if (key == "period") {
            m_report.period = *value;
        } else if (key == "recipients") {
            m_report.recipients = *value;
        } else {
            m_report.template_name = *value;
        }
    }

    /// One code or an array of them; of a closed list, each is looked up.
    std::vector<std::string> codes(std::string_view key, const toml::node& node, const std::string& where,
                                   const std::vector<std::string>& known) {
        std::vector<std::string> found;
        const auto take_code = [&](const toml::node& element) {
            const auto code = element.value<std::string>();
            if (!element.is_string() || code->empty()) {
                refuse(where, say("{}: expected a code in quotes, or several of them in brackets", key));
            }
            if (code->find(',') != std::string::npos ||
                (!known.empty() && std::ranges::find(known, *code) == known.end())) {
                refuse_value(where, key, *code, {known.begin(), known.end()});
            }
            found.push_back(*code);
        };
        if (const auto* array = node.as_array()) {
            for (const auto& element : *array) {
                take_code(element);
            }
        } else {
            take_code(node);
        }
        if (found.empty()) {
            refuse(where, say("{}: no code; leave the key out for a report of all groups", key));
        }
        remember(key, fmt::format("{}", fmt::join(found, ", ")), where);
        return found;
    }

    void remember(std::string_view key, std::string value, const std::string& where) {
        m_report.keys.push_back({std::string(key), std::move(value), where});
    }

    [[noreturn]] static void refuse_value(const std::string& where, std::string_view key,
                                          std::string_view found,
                                          const std::vector<std::string_view>& known) {
        refuse(where, known.empty() ? say("{}: '{}' is not a code", key, escape_controls(found))
                                    : say("{}: '{}' is not one of {}", key, escape_controls(found),
                                          fmt::join(known, ", ")));
    }

    [[noreturn]] void refuse_key(std::string_view key, const std::string& where) const {
        if (std::ranges::find(k_no_filters, key) != k_no_filters.end()) {
            refuse(where, say("figures can't be narrowed to a '{}'; a report can be of a platform, a topic "
                              "or a locality",
                              key));
        }
        const auto near = nearest(key, k_keys);
        refuse(where, near ? say("no key '{}' in [report.{}]; did you mean '{}'?", escape_controls(key),
                                 m_report.name, *near)
                           : say("no key '{}' in [report.{}]; there are {}", escape_controls(key),
                                 m_report.name, fmt::join(k_keys, ", ")));
    }

    const toml::table& m_table;
    const std::filesystem::path& m_file;
    NamedReport m_report;
};

} // namespace

std::vector<NamedReport> read_named_reports(const toml::node& reports, const std::filesystem::path& file) {
    const auto* names = reports.as_table();
    if (names == nullptr) {
        refuse(position(file, reports.source()),
               say("report: expected a table for each report, [report.NAME]"));
    }
    std::vector<NamedReport> all;
    for (const auto& [name, node] : *names) {
        const auto where = position(file, name.source());
        const auto* table = node.as_table();
        if (table == nullptr) {
            refuse(where, say("report.{}: expected a table, [report.{}]", name.str(), name.str()));
        }
        all.push_back(ReportReader(name.str(), *table, where, file).read());
    }
    return all;
}

const NamedReport& find_named_report(const std::vector<NamedReport>& reports, std::string_view name) {
    const auto found = std::ranges::find(reports, name, &NamedReport::name);
    if (found != reports.end()) {
        return *found;
    }
    constexpr std::string_view k_area = "report ";
    std::vector<std::string> known;
    known.reserve(reports.size());
    for (const auto& report : reports) {
        known.push_back(report.name);
    }
    for (const auto& command : command_table()) {
        if (command.name.starts_with(k_area)) {
            known.emplace_back(command.name.substr(k_area.size()));
        }
    }
    const auto near = nearest(name, known);
    throw Error(
        ErrorKind::usage,
        near ? say("no report '{0}': hnat has no such command, and the settings no [report.{0}]; did you "
                   "mean \"report {1}\"?",
                   escape_controls(name), *near)
             : say("no report '{0}': hnat has no such command, and the settings no [report.{0}]; 'hnat "
                   "help report' lists the commands",
                   escape_controls(name)));
}

} // namespace hnat::cli
