#include "report/rollup.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/personal.hpp"
#include "base/text.hpp"
#include "report/suppression.hpp"
#include "report/words.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <utility>

namespace hnat {

namespace {

using Json = nlohmann::ordered_json;

constexpr int k_most_nested = 16;
constexpr std::int64_t k_most_count = 1'000'000'000'000'000;

[[noreturn]] void refuse(const std::string& where, std::string_view what) {
    throw Error(ErrorKind::rejected, fmt::format("{}: {}", where, what));
}

/// Refuses what no report has and a parser would take: deep nesting, a name that stands twice in an object.
class Guard {
  public:
    explicit Guard(const std::string& file) : m_file(file) {}

    bool operator()(int depth, Json::parse_event_t event, Json& parsed) {
        if (depth > k_most_nested) {
            refuse(m_file, say("values lie too deep in each other; a report of hnat has none so deep"));
        }
        if (event == Json::parse_event_t::object_start) {
            m_names.emplace_back();
        } else if (event == Json::parse_event_t::object_end) {
            m_names.pop_back();
        } else if (event == Json::parse_event_t::key) {
            const auto& name = parsed.get_ref<const std::string&>();
            if (!m_names.back().insert(name).second) {
                refuse(m_file, say("the name '{}' stands twice in one object; which one counts is not "
                                   "clear",
                                   escape_controls(name)));
            }
        }
        return true;
    }

  private:
    const std::string& m_file;
    std::vector<std::set<std::string>> m_names;
};

/// `file:line:column` of a byte, from 1.
std::string position(const std::string& file, std::string_view text, std::size_t byte) {
    const auto before = text.substr(0, byte > 0 ? byte - 1 : 0);
    const auto line = 1 + std::ranges::count(before, '\n');
    const auto begin = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
    return fmt::format("{}:{}:{}", file, line, before.size() - begin + 1);
}

Json parse(std::string_view text, const std::string& file) {
    if (text.size() > k_most_report_bytes) {
        refuse(file,
               say("has {} bytes; a report of hnat has less than {}", text.size(), k_most_report_bytes));
    }
    try {
        return Json::parse(text, Guard(file));
    } catch (const Json::parse_error& error) {
        refuse(position(file, text, error.byte),
               say("is not JSON from here on; expected a report that `hnat report … -f json` has written"));
    } catch (const Json::exception&) {
        refuse(file, say("has a number that is no number of a report"));
    }
}

/// A value and where it stands, as a JSON pointer (RFC 6901).
class Node {
  public:
    Node(const Json& json, const std::string& file) : m_json(&json), m_file(&file) {}

    [[noreturn]] void refuse_as(std::string_view expected) const {
        constexpr std::size_t k_most_shown = 60;
        const std::string value = m_json->dump(-1, ' ', false, Json::error_handler_t::replace);
        // Messages end up in logs (P1).
        const auto found = holds_phone_number(value) || holds_email(value)
                               ? std::string(tr("something else"))
                               : truncate_to_width(escape_controls(value), k_most_shown);
        refuse(where(), say("found {}; expected {}", found, expected));
    }

    [[nodiscard]] Node at(const std::string& name) const {
        if (!m_json->is_object()) {
            refuse_as(say("an object"));
        }
        const auto found = m_json->find(name);
        if (found == m_json->end()) {
            refuse(where(), say("has no '{}'; was it written by `hnat report … -f json`?", name));
        }
        return below(*found, name);
    }
    [[nodiscard]] std::optional<Node> find(const std::string& name) const {
        return m_json->is_object() && m_json->contains(name) ? std::optional(at(name)) : std::nullopt;
    }

    [[nodiscard]] std::string text() const {
        if (!m_json->is_string()) {
            refuse_as(say("a text"));
        }
        return m_json->get<std::string>();
    }
    [[nodiscard]] bool flag() const {
        if (!m_json->is_boolean()) {
            refuse_as(say("true or false"));
        }
        return m_json->get<bool>();
    }
    [[nodiscard]] Day day() const {
        const auto day = m_json->is_string() ? parse_day(m_json->get<std::string>()) : std::nullopt;
        if (!day) {
            refuse_as(say("a day such as \"2026-09-14\""));
        }
        return *day;
    }
    [[nodiscard]] std::int64_t count() const {
        const bool whole = m_json->is_number_integer() &&
                           (!m_json->is_number_unsigned() ||
                            m_json->get<std::uint64_t>() <= static_cast<std::uint64_t>(k_most_count));
        const auto value = whole ? m_json->get<std::int64_t>() : -1;
        if (value < 0 || value > k_most_count) {
            refuse_as(say("a whole number from 0 on"));
        }
        return value;
    }
    [[nodiscard]] double measure() const {
        if (!m_json->is_number() || !std::isfinite(m_json->get<double>())) {
            refuse_as(say("a number"));
        }
        return m_json->get<double>();
    }
    [[nodiscard]] bool is_null() const { return m_json->is_null(); }

    /// Calls `take` with the name and the node of each member.
    template <typename Take>
    void each_member(const Take& take) const {
        if (!m_json->is_object()) {
            refuse_as(say("an object"));
        }
        for (const auto& [name, value] : m_json->items()) {
            take(name, below(value, name));
        }
    }
    template <typename Take>
    void each_element(const Take& take) const {
        if (!m_json->is_array()) {
            refuse_as(say("an array"));
        }
        std::size_t index = 0;
        for (const auto& value : *m_json) {
            take(below(value, std::to_string(index++)));
        }
    }
    [[nodiscard]] std::vector<std::string> texts() const {
        std::vector<std::string> all;
        each_element([&](const Node& element) { all.push_back(element.text()); });
        return all;
    }

  private:
    [[nodiscard]] std::string where() const {
        return fmt::format("{}: {}", *m_file, m_path.empty() ? "/" : m_path);
    }

    [[nodiscard]] Node below(const Json& json, std::string_view name) const {
        Node node(json, *m_file);
        node.m_path = fmt::format("{}/{}", m_path, escape_controls(name));
        return node;
    }

    const Json* m_json;
    const std::string* m_file;
    std::string m_path;
};

/// Whether its numbers are counts, and whether small ones are hidden among them.
struct FigureRules {
    bool counts = true, suppressed = false;
};

Number read_number(const Node& node, bool hidden, FigureRules rules) {
    if (hidden) {
        if (!node.is_null()) {
            node.refuse_as(say("null, for 'hidden' names it"));
        }
        return NoNumber::hidden;
    }
    if (node.is_null()) {
        return NoNumber::unknown;
    }
    if (!rules.counts) {
        return node.measure();
    }
    const auto count = node.count();
    if (rules.suppressed && count > 0 && count < k_smallest_count) {
        node.refuse_as(say("null: counts from 1 to {} are hidden here (P8)", k_smallest_count - 1));
    }
    return count;
}

Figure read_figure(const std::string& name, const Node& node, FigureRules rules) {
    const auto names = node.find("hidden") ? node.at("hidden").texts() : std::vector<std::string>();
    const auto number = [&](const char* when) {
        return read_number(node.at(when), std::ranges::find(names, when) != names.end(), rules);
    };
    return {name, number("now"), number("previous"), number("last_year")};
}

std::vector<Figure> read_figures(const Node& node, FigureRules rules) {
    std::vector<Figure> figures;
    node.each_member([&](const std::string& name, const Node& member) {
        figures.push_back(read_figure(name, member, rules));
    });
    return figures;
}

/// A name that goes into a report as it is: of a platform, a commune, an office. P1: no file brings a
/// person's number or address into it.
std::string public_text(const Node& node) {
    std::string text = node.text();
    if (holds_phone_number(text) || holds_email(text)) {
        node.refuse_as(say("a name without a telephone number or an e-mail address (P1)"));
    }
    return text;
}

/// The list of data/words.toml that the keys of a table are of; empty: the keys are an office's own.
std::string_view closed_list(std::string_view table) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 4> k_lists{
        {{"by_harm", "harm"},
         {"by_route", "route"},
         {"by_disposition", "disposition"},
         {"requests", "request-kind"}}};
    const auto* const found =
        std::ranges::find(k_lists, table, &std::pair<std::string_view, std::string_view>::first);
    return found == k_lists.end() ? std::string_view() : found->second;
}

bool is_listed(std::string_view list, std::string_view key) {
    return list == "harm"          ? enum_from<Harm>(key).has_value()
           : list == "route"       ? enum_from<Route>(key).has_value()
           : list == "disposition" ? enum_from<TipDisposition>(key).has_value()
                                   : enum_from<RequestKind>(key).has_value();
}

/// P4: what may be counted of tips is compiled in, and called as here, whatever another file says.
FigureRow read_key(std::string_view table, const Node& element) {
    const Node key = element.at("key");
    if (const std::string_view list = closed_list(table); !list.empty()) {
        const std::string code = key.text();
        if (!is_listed(list, code)) {
            key.refuse_as(say("a code of the closed list '{}' (P4)", list));
        }
        return {code, std::string(word_of(list, code, true)), std::string(word_of(list, code, false)), {}};
    }
    return {public_text(key), public_text(element.at("name_vi")), public_text(element.at("name_en")), {}};
}

FigureTable read_table(const std::string& name, const Node& node, FigureRules rules) {
    FigureTable table{name, {}};
    std::set<std::string> keys;
    node.each_element([&](const Node& element) {
        FigureRow row = read_key(name, element);
        row.figures = read_figures(element.at("figures"), rules);
        if (!keys.insert(row.key).second) {
            element.at("key").refuse_as(say("a key that no other line of the table has"));
        }
        const auto& first = table.rows.empty() ? row.figures : table.rows.front().figures;
        if (!std::ranges::equal(first, row.figures, {}, &Figure::name, &Figure::name)) {
            element.at("figures").refuse_as(say("the same figures as in the table's first line"));
        }
        table.rows.push_back(std::move(row));
    });
    return table;
}

ReportSection read_section(const std::string& name, const Node& node) {
    ReportSection section{name, {}, {}, {}, node.at("suppressed").flag()};
    if (!section.suppressed && (name == "protection" || name == "tips")) {
        node.at("suppressed").refuse_as("true: small numbers of people are hidden here (P8)");
    }
    const FigureRules counts{true, section.suppressed};
    section.figures = read_figures(node.at("figures"), counts);
    section.measures = read_figures(node.at("measures"), {false, false});
    node.at("tables").each_member([&](const std::string& table, const Node& member) {
        section.tables.push_back(read_table(table, member, counts));
    });
    return section;
}

Period read_period(const Node& node, const Regime& regime, PeriodKind kind) {
    const auto code = node.at("code");
    try {
        auto period = parse_period(regime, kind, code.text(), make_day(2000, 1, 1).value());
        if (period.code() != code.text()) {
            code.refuse_as(fmt::format("\"{}\"", period.code()));
        }
        if (period.days.start != node.at("first_day").day() ||
            period.days.end - std::chrono::days{1} != node.at("last_day").day()) {
            node.refuse_as(say("{} from {} to {}", period.code(), to_iso(period.days.start),
                               to_iso(period.days.end - std::chrono::days{1})));
        }
        return period;
    } catch (const Error& error) {
        if (error.kind() == ErrorKind::rejected) {
            throw;
        }
        code.refuse_as(say("the code of a {}", name_of(kind)));
    }
}

void read_periods(const Node& root, ReportData& data) {
    const auto kind = enum_from<ReportKind>(root.at("kind").text());
    if (!kind) {
        root.at("kind").refuse_as(say("one of monthly, quarterly, half-year, annual"));
    }
    data.regime = root.at("regime").text();
    const auto regime = std::ranges::find(regimes(), data.regime, &Regime::code);
    if (regime == regimes().end()) {
        root.at("regime").refuse_as(say("a reporting calendar that this hnat knows"));
    }
    data.period = read_period(root.at("period"), *regime, period_kind(*kind));
    data.previous = read_period(root.at("previous"), *regime, data.period.kind);
    data.year_before = read_period(root.at("last_year"), *regime, data.period.kind);
    if (data.previous != regime->previous(data.period)) {
        root.at("previous").refuse_as(say("the period before {}", data.period.code()));
    }
    if (data.year_before != regime->same_of_last_year(data.period)) {
        root.at("last_year").refuse_as(say("the same period of the year before {}", data.period.code()));
    }
    auto expected = data.period;
    std::vector<Period> trend;
    const auto periods = root.at("trend").at("periods");
    const auto codes = periods.texts();
    for (std::size_t i = 0; i < codes.size(); ++i) {
        trend.insert(trend.begin(), expected);
        expected = regime->previous(expected);
        if (codes[codes.size() - 1 - i] != trend.front().code()) {
            periods.refuse_as(say("the periods up to {}, one after the other", data.period.code()));
        }
    }
    data.trend_periods = std::move(trend);
}

void read_trend(const Node& node, ReportData& data) {
    node.each_member([&](const std::string& name, const Node& member) {
        const auto hidden = member.find("hidden") ? member.at("hidden").texts() : std::vector<std::string>();
        TrendLine line{name, {}};
        member.at("values").each_element([&](const Node& value) {
            const auto at = line.values.size();
            const bool is_hidden = at < data.trend_periods.size() &&
                                   std::ranges::find(hidden, data.trend_periods[at].code()) != hidden.end();
            line.values.push_back(read_number(value, is_hidden, {}));
        });
        if (line.values.size() != data.trend_periods.size()) {
            member.at("values").refuse_as(say("{} values, one for each period", data.trend_periods.size()));
        }
        data.trend.push_back(std::move(line));
    });
}

void read_offices(const Node& node, ReportData& data) {
    node.each_element([&](const Node& office) {
        const auto uuid = office.at("uuid").text();
        constexpr std::size_t k_digits = 32;
        if (uuid.size() != k_digits || uuid.find_first_not_of("0123456789abcdef") != std::string::npos) {
            office.at("uuid").refuse_as(say("32 hexadecimal digits"));
        }
        if (office.at("code").text().empty()) {
            office.at("code").refuse_as(say("the code of an office"));
        }
        data.offices.push_back({uuid, public_text(office.at("code")), public_text(office.at("name")),
                                public_text(office.at("parent")), public_text(office.at("place"))});
    });
    if (data.offices.empty()) {
        node.refuse_as(say("at least one office"));
    }
}

} // namespace

ReportData read_report_json(std::string_view text, const std::string& file) {
    const Json json = parse(text, file);
    const Node root(json, file);
    ReportData data;
    const auto schema = root.at("schema");
    if (schema.text() != k_report_schema && schema.text() != k_rollup_schema) {
        schema.refuse_as(say("{} or {}", k_report_schema, k_rollup_schema));
    }
    data.schema = schema.text() == k_report_schema ? k_report_schema : k_rollup_schema;
    if (root.at("hidden_below").count() != k_smallest_count) {
        root.at("hidden_below").refuse_as(fmt::format("{} (P8)", k_smallest_count));
    }
    read_periods(root, data);
    data.open = root.at("open").flag();
    data.made_on = root.at("made_on").day();
    read_offices(root.at("offices"), data);
    data.selection = {root.at("selection").at("platforms").texts(), root.at("selection").at("topics").texts(),
                      root.at("selection").at("localities").texts()};
    root.at("sections").each_member([&](const std::string& name, const Node& member) {
        data.sections.push_back(read_section(name, member));
    });
    read_trend(root.at("trend").at("figures"), data);
    return data;
}

} // namespace hnat
