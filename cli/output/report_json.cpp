#include "cli/output/cell.hpp"
#include "cli/output/report_writers.hpp"
#include "report/suppression.hpp"

#include <nlohmann/json.hpp>

namespace hnat::cli {

namespace {

using Json = nlohmann::ordered_json;

Json to_json_number(const Number& number) {
    if (const auto* count = std::get_if<std::int64_t>(&number)) {
        return *count;
    }
    if (const auto* real = std::get_if<double>(&number)) {
        return *real;
    }
    return nullptr;
}

bool is_hidden(const Number& number) {
    return number == Number(NoNumber::hidden);
}

/// A null says why it is one: what is hidden is named.
Json to_json_figure(const Figure& figure) {
    Json json{{"now", to_json_number(figure.now)},
              {"previous", to_json_number(figure.previous)},
              {"last_year", to_json_number(figure.last_year)}};
    Json hidden = Json::array();
    const std::array<std::pair<const char*, const Number*>, 3> numbers{
        {{"now", &figure.now}, {"previous", &figure.previous}, {"last_year", &figure.last_year}}};
    for (const auto& [name, number] : numbers) {
        if (is_hidden(*number)) {
            hidden.push_back(name);
        }
    }
    if (!hidden.empty()) {
        json["hidden"] = std::move(hidden);
    }
    return json;
}

Json to_json_figures(const std::vector<Figure>& figures) {
    Json json = Json::object();
    for (const auto& figure : figures) {
        json[figure.name] = to_json_figure(figure);
    }
    return json;
}

Json to_json_table(const FigureTable& table) {
    Json rows = Json::array();
    for (const auto& row : table.rows) {
        rows.push_back({{"key", row.key},
                        {"name_vi", row.name_vi},
                        {"name_en", row.name_en},
                        {"figures", to_json_figures(row.figures)}});
    }
    return rows;
}

Json to_json_section(const ReportSection& section) {
    Json tables = Json::object();
    for (const auto& table : section.tables) {
        tables[table.name] = to_json_table(table);
    }
    return {{"suppressed", section.suppressed},
            {"figures", to_json_figures(section.figures)},
            {"measures", to_json_figures(section.measures)},
            {"tables", std::move(tables)}};
}

Json to_json_period(const Period& period) {
    return {{"code", period.code()},
            {"first_day", to_iso(period.days.start)},
            {"last_day", to_iso(period.days.end - std::chrono::days{1})}};
}

Json to_json_trend(const ReportData& data) {
    Json periods = Json::array();
    for (const auto& period : data.trend_periods) {
        periods.push_back(period.code());
    }
    Json figures = Json::object();
    for (const auto& line : data.trend) {
        Json values = Json::array();
        Json hidden = Json::array();
        for (std::size_t i = 0; i < line.values.size(); ++i) {
            values.push_back(to_json_number(line.values[i]));
            if (is_hidden(line.values[i])) {
                hidden.push_back(data.trend_periods.at(i).code());
            }
        }
        figures[line.figure] = {{"values", std::move(values)}};
        if (!hidden.empty()) {
            figures[line.figure]["hidden"] = std::move(hidden);
        }
    }
    return {{"periods", std::move(periods)}, {"figures", std::move(figures)}};
}

Json to_json_offices(const ReportData& data) {
    Json offices = Json::array();
    for (const auto& office : data.offices) {
        offices.push_back({{"uuid", office.uuid},
                           {"code", office.code},
                           {"name", office.name},
                           {"parent", office.parent},
                           {"place", office.place}});
    }
    return offices;
}

Json to_json_report(const ReportData& data) {
    Json json{{"schema", data.schema},
              {"kind", name_of(report_kind(data.period.kind))},
              {"regime", data.regime},
              {"period", to_json_period(data.period)},
              {"previous", to_json_period(data.previous)},
              {"last_year", to_json_period(data.year_before)},
              {"open", data.open},
              {"made_on", to_iso(data.made_on)},
              {"number", data.number ? Json(*data.number) : Json(nullptr)},
              {"offices", to_json_offices(data)},
              {"selection",
               {{"platforms", data.selection.platforms},
                {"topics", data.selection.topics},
                {"localities", data.selection.localities}}},
              {"hidden_below", k_smallest_count}};
    Json sections = Json::object();
    for (const auto& section : data.sections) {
        sections[section.name] = to_json_section(section);
    }
    json["sections"] = std::move(sections);
    json["trend"] = to_json_trend(data);
    if (data.schema == k_report_schema) {
        json["audit"] = {{"size", data.audit_size}, {"head", data.audit_head}};
    }
    return json;
}

} // namespace

void write_report_json(const ReportData& data, std::ostream& out) {
    constexpr int k_indent = 2;
    out << escape_for_terminal(
               to_json_report(data).dump(k_indent, ' ', false, Json::error_handler_t::replace))
        << '\n';
}

} // namespace hnat::cli
