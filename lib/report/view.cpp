#include "report/view.hpp"

#include "render/chart.hpp"
#include "report/programme_view.hpp"
#include "report/tips_view.hpp"
#include "report/view_objects.hpp"

#include <algorithm>
#include <map>
#include <optional>

namespace hnat {

namespace {

using kainjow::mustache::data;
using kainjow::mustache::list;
using kainjow::mustache::object;

constexpr std::int64_t k_bar_columns = 12;

/// A line of a breakdown table, before it becomes text.
struct BreakdownRow {
    RegisterCount count;
    std::int64_t before = 0; ///< groups at the end of the previous period
    std::size_t others = 0;  ///< how many values this row sums up; 0: it is a single one
};

class ViewBuilder {
  public:
    ViewBuilder(const ReportFigures& figures, std::string_view language)
        : m_figures(figures),
          m_objects(language) {}

    View build() {
        const auto& f = m_figures;
        object root{
            {"office", office()},
            {"made", made_on()},
            {"kind", m_objects.kind(f.period.kind)},
            {"period", period(f.period)},
            {"previous", period(f.previous)},
            {"last_year", period(f.year_before)},
            {"regime", wrap({{"code", f.regime.code},
                             {"name", text(wording().vietnamese() ? f.regime.name_vi : f.regime.name_en)}})},
            {"register", register_tables()},
            {"number", wrap({{"any", f.number.has_value()},
                             {"text", f.number ? text(number_text(*f.number, f.office.code)) : ""}})},
            {"audit", audit()}};
        root["trend"] = trend();
        root["whole"] = f.selection.all();
        root["selection"] = selection();
        if (f.selection.all()) {
            add_programme_sections(root, f, m_objects);
            add_tips_section(root, f, m_objects);
        }
        View view;
        view.data = wrap(root);
        view.names = m_objects.names();
        add_form(view, wording(), f.form);
        return view;
    }

  private:
    data wrap(const object& fields) { return m_objects.wrap(fields); }
    static std::string text(std::string_view value) { return ViewObjects::text(value); }
    [[nodiscard]] const Wording& wording() const { return m_objects.wording(); }

    data office() {
        const auto& o = m_figures.office;
        return wrap({{"name", text(o.name)},
                     {"code", text(o.code)},
                     {"place", text(o.place)},
                     {"has_place", !o.place.empty()},
                     {"parent", text(o.parent)},
                     {"has_parent", !o.parent.empty()}});
    }

    data made_on() {
        const std::chrono::year_month_day date{m_figures.made_on};
        return wrap({{"date", wording().day(m_figures.made_on)},
                     {"iso", to_iso(m_figures.made_on)},
                     {"day", padded(static_cast<unsigned>(date.day()), 10)},
                     {"month", padded(static_cast<unsigned>(date.month()), 3)},
                     {"year", std::to_string(static_cast<int>(date.year()))}});
    }

    /// Which groups the report is of, when it is not of all.
    data selection() {
        const auto& names = m_figures.selection_names;
        return wrap({{"any", !m_figures.selection.all()},
                     {"by_platform", !names.platforms.empty()},
                     {"platforms", names_of_lines(names.platforms)},
                     {"by_topic", !names.topics.empty()},
                     {"topics", names_of_lines(names.topics)},
                     {"by_locality", !names.localities.empty()},
                     {"localities", names_of_lines(names.localities)}});
    }

    /// With commas between them.
    [[nodiscard]] std::string names_of_lines(const std::vector<RegisterCount>& lines) const {
        std::string names;
        for (const auto& line : lines) {
            names += names.empty() ? "" : ", ";
            names += wording().vietnamese() ? line.name_vi : line.name_en;
        }
        return text(names);
    }

    data audit() {
        const auto& f = m_figures;
        const auto checkpoint = f.checkpoint.value_or(AuditCheckpoint());
        return wrap({{"any", f.audit_size > 0},
                     {"size", wording().number(f.audit_size)},
                     {"head", f.audit_head},
                     {"checkpointed", f.checkpoint.has_value()},
                     {"checkpoint_size", wording().number(checkpoint.size)},
                     {"checkpoint_day", wording().day(checkpoint.day)},
                     {"checkpoint_root", checkpoint.root}});
    }

    /// The main figures over the last periods, when there is more than one to tell of.
    data trend() {
        std::int64_t known = 0;
        std::int64_t largest = 0;
        for (const auto& point : m_figures.trend) {
            known += point.known ? 1 : 0;
            largest = std::max(largest, point.groups);
        }
        list rows;
        for (const auto& point : m_figures.trend) {
            object row = m_objects.period_names(point.period, m_figures.made_on);
            row["known"] = point.known;
            row["groups"] = wording().number(point.groups);
            row["bar"] = bar(point.groups, largest, k_bar_columns);
            const auto height = bar_length(point.groups, largest, k_chart_height);
            row["x"] = std::to_string(static_cast<std::int64_t>(rows.size()) * k_chart_column);
            row["top"] = std::to_string(k_chart_height - height);
            row["length"] = std::to_string(height);
            row["last"] = rows.size() + 1 == m_figures.trend.size();
            row["added"] = wording().number(point.added);
            row["joined"] = wording().number(point.joined);
            row["joins"] = wording().number(point.joins);
            row["held"] = wording().number(point.meetings_held);
            rows.push_back(wrap(row));
        }
        return wrap({{"any", known > 1},
                     {"count", wording().number(static_cast<std::int64_t>(rows.size()))},
                     {"programme", m_figures.selection.all()},
                     {"rows", rows}});
    }

    data period(const Period& p) { return wrap(m_objects.period_names(p, m_figures.made_on)); }

    data register_tables() {
        const auto& f = m_figures;
        return wrap({{"empty", !f.now.any()},
                     {"groups", figure(&RegisterFigures::groups)},
                     {"members", figure(&RegisterFigures::members)},
                     {"members_known", figure(&RegisterFigures::members_known)},
                     {"members_unknown", wording().number(f.now.groups - f.now.members_known)},
                     {"added", figure(&RegisterFigures::added)},
                     {"expired", figure(&RegisterFigures::expired)},
                     {"unresolved", figure(&RegisterFigures::unresolved)},
                     {"unresolved_added", figure(&RegisterFigures::unresolved_added)},
                     {"by_platform", breakdown(f.now.by_platform, f.then.by_platform, std::nullopt)},
                     {"by_topic", breakdown(f.now.by_topic, f.then.by_topic, std::nullopt)},
                     {"by_locality", breakdown(f.now.by_locality, f.then.by_locality, k_most_localities)}});
    }

    /// One figure beside the previous period and the same period of last year.
    data figure(std::int64_t RegisterFigures::*member) {
        const auto known = [member](const RegisterFigures& earlier) {
            return earlier.any() ? std::optional(earlier.*member) : std::nullopt;
        };
        return m_objects.figure(m_figures.now.*member, known(m_figures.then), known(m_figures.last_year));
    }

    /// The values of a table: those of now, then those that only the previous period had, so that changes add
    /// up.
    static std::vector<BreakdownRow> values_of(const std::vector<RegisterCount>& now,
                                               const std::vector<RegisterCount>& then) {
        std::map<std::string_view, std::int64_t> before;
        for (const auto& count : then) {
            before[count.code] = count.groups;
        }
        std::vector<BreakdownRow> values;
        for (const auto& count : now) {
            values.push_back({count, before[count.code], 0});
            before.erase(count.code);
        }
        for (const auto& count : then) {
            if (before.contains(count.code)) {
                values.push_back({{count.code, count.name_vi, count.name_en, 0, 0, 0}, count.groups, 0});
            }
        }
        return values;
    }

    /// The rows of a table: `most` single values, then the rest in one row, then what no value is known of.
    static std::vector<BreakdownRow> rows_of(const std::vector<BreakdownRow>& values,
                                             std::optional<std::size_t> most) {
        std::vector<BreakdownRow> rows;
        BreakdownRow others;
        std::optional<BreakdownRow> missing;
        for (const auto& value : values) {
            if (value.count.code.empty()) {
                missing = value;
            } else if (!most || rows.size() < *most) {
                rows.push_back(value);
            } else {
                add(others.count, value.count);
                others.before += value.before;
                ++others.others;
            }
        }
        if (others.others > 0) {
            rows.push_back(others);
        }
        if (missing) {
            rows.push_back(*missing);
        }
        return rows;
    }

    static void add(RegisterCount& sum, const RegisterCount& count) {
        sum.groups += count.groups;
        sum.members += count.members;
        sum.added += count.added;
    }

    data breakdown(const std::vector<RegisterCount>& now, const std::vector<RegisterCount>& then,
                   std::optional<std::size_t> most) {
        const auto rows = rows_of(values_of(now, then), most);
        std::int64_t largest = 0;
        RegisterCount total;
        for (const auto& row : rows) {
            largest = std::max(largest, row.count.groups);
            add(total, row.count);
        }
        list lines;
        for (const auto& row : rows) {
            auto fields = breakdown_row(row, largest, total.groups);
            fields["y"] = std::to_string(static_cast<std::int64_t>(lines.size()) * k_chart_row);
            fields["last"] = lines.size() + 1 == rows.size();
            lines.push_back(wrap(fields));
        }
        return wrap({{"any", !rows.empty()},
                     {"height", std::to_string(static_cast<std::int64_t>(rows.size()) * k_chart_row)},
                     {"rows", lines},
                     {"groups", wording().number(total.groups)},
                     {"members", wording().number(total.members)},
                     {"added", wording().number(total.added)},
                     {"compared", m_figures.then.any()},
                     {"change", wording().change(total.groups - m_figures.then.groups)}});
    }

    object breakdown_row(const BreakdownRow& row, std::int64_t largest, std::int64_t all) {
        const auto& count = row.count;
        const auto name = text(wording().vietnamese() ? count.name_vi : count.name_en);
        return {{"single", row.others == 0 && !count.code.empty()},
                {"others", row.others > 0},
                {"missing", row.others == 0 && count.code.empty()},
                {"name", name},
                {"label", chart_label(name)},
                {"others_count", wording().number(static_cast<std::int64_t>(row.others))},
                {"groups", wording().number(count.groups)},
                {"share", all == 0 ? std::string() : wording().percent(count.groups, all)},
                {"sized", count.members > 0},
                {"members", wording().number(count.members)},
                {"added", wording().number(count.added)},
                {"compared", m_figures.then.any()},
                {"change", wording().change(count.groups - row.before)},
                {"bar", bar(count.groups, largest, k_bar_columns)},
                {"length", std::to_string(bar_length(count.groups, largest))}};
    }

    const ReportFigures& m_figures;
    ViewObjects m_objects;
};

} // namespace

View report_view(const ReportFigures& figures, std::string_view language) {
    return ViewBuilder(figures, language).build();
}

} // namespace hnat
