#include "report/view.hpp"

#include "base/text.hpp"
#include "render/wording.hpp"

#include <fmt/core.h>

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
          m_wording(language) {}

    View build() {
        const auto& f = m_figures;
        object root{
            {"office", office()},
            {"made", made_on()},
            {"period", period(f.period)},
            {"previous", period(f.previous)},
            {"last_year", period(f.year_before)},
            {"regime", wrap({{"code", f.regime.code},
                             {"name", text(m_wording.vietnamese() ? f.regime.name_vi : f.regime.name_en)}})},
            {"register", register_tables()},
            {"audit", wrap({{"any", f.audit_size > 0},
                            {"size", m_wording.number(f.audit_size)},
                            {"head", f.audit_head}})}};
        View view;
        view.data = wrap(root);
        view.names = std::move(m_names);
        return view;
    }

  private:
    /// An object of the view; remembers its names.
    data wrap(const object& fields) {
        for (const auto& field : fields) {
            m_names.insert(field.first);
        }
        return fields;
    }

    static std::string text(std::string_view value) { return escape_controls(value); }

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
        return wrap({{"date", m_wording.day(m_figures.made_on)},
                     {"day", padded(static_cast<unsigned>(date.day()), 10)},
                     {"month", padded(static_cast<unsigned>(date.month()), 3)},
                     {"year", std::to_string(static_cast<int>(date.year()))}});
    }

    data period(const Period& p) {
        return wrap({{"code", p.code()},
                     {"number", std::to_string(p.number)},
                     {"roman", roman(p.number)},
                     {"year", std::to_string(p.year)},
                     {"first", m_wording.day(p.days.start)},
                     {"last", m_wording.day(p.days.end - std::chrono::days{1})},
                     {"open", m_figures.made_on < p.days.end}});
    }

    data register_tables() {
        const auto& f = m_figures;
        return wrap({{"empty", !has_data(f.now)},
                     {"groups", figure(&RegisterFigures::groups)},
                     {"members", figure(&RegisterFigures::members)},
                     {"members_known", figure(&RegisterFigures::members_known)},
                     {"members_unknown", m_wording.number(f.now.groups - f.now.members_known)},
                     {"added", figure(&RegisterFigures::added)},
                     {"expired", figure(&RegisterFigures::expired)},
                     {"unresolved", figure(&RegisterFigures::unresolved)},
                     {"unresolved_added", figure(&RegisterFigures::unresolved_added)},
                     {"by_platform", breakdown(f.now.by_platform, f.then.by_platform, std::nullopt)},
                     {"by_topic", breakdown(f.now.by_topic, f.then.by_topic, std::nullopt)},
                     {"by_locality", breakdown(f.now.by_locality, f.then.by_locality, k_most_localities)}});
    }

    /// A register that holds nothing at the end of a period and saw nothing happen has no figures for it: 0
    /// would look like a result.
    static bool has_data(const RegisterFigures& f) { return f.groups != 0 || f.added != 0 || f.expired != 0; }

    /// One figure beside the previous period and the same period of last year.
    data figure(std::int64_t RegisterFigures::*member) {
        const auto now = m_figures.now.*member;
        return wrap({{"now", m_wording.number(now)},
                     {"previous", comparison(now, m_figures.then, member)},
                     {"last_year", comparison(now, m_figures.last_year, member)}});
    }

    data comparison(std::int64_t now, const RegisterFigures& other, std::int64_t RegisterFigures::*member) {
        const auto before = other.*member;
        return wrap({{"known", has_data(other)},
                     {"value", m_wording.number(before)},
                     {"change", change(now, before)}});
    }

    /// `+1.250 (+11,1%)`; without a percentage when there was nothing before.
    [[nodiscard]] std::string change(std::int64_t now, std::int64_t before) const {
        const auto difference = now - before;
        auto amount = m_wording.change(difference);
        if (difference == 0 || before == 0) {
            return amount;
        }
        return fmt::format("{} ({}{})", amount, difference > 0 ? "+" : "",
                           m_wording.percent(difference, before));
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
            lines.push_back(breakdown_row(row, largest, total.groups));
        }
        return wrap({{"any", !rows.empty()},
                     {"rows", lines},
                     {"groups", m_wording.number(total.groups)},
                     {"members", m_wording.number(total.members)},
                     {"added", m_wording.number(total.added)},
                     {"compared", has_data(m_figures.then)},
                     {"change", m_wording.change(total.groups - m_figures.then.groups)}});
    }

    data breakdown_row(const BreakdownRow& row, std::int64_t largest, std::int64_t all) {
        const auto& count = row.count;
        return wrap({{"single", row.others == 0 && !count.code.empty()},
                     {"others", row.others > 0},
                     {"missing", row.others == 0 && count.code.empty()},
                     {"name", text(m_wording.vietnamese() ? count.name_vi : count.name_en)},
                     {"others_count", m_wording.number(static_cast<std::int64_t>(row.others))},
                     {"groups", m_wording.number(count.groups)},
                     {"share", all == 0 ? std::string() : m_wording.percent(count.groups, all)},
                     {"sized", count.members > 0},
                     {"members", m_wording.number(count.members)},
                     {"added", m_wording.number(count.added)},
                     {"compared", has_data(m_figures.then)},
                     {"change", m_wording.change(count.groups - row.before)},
                     {"bar", bar(count.groups, largest, k_bar_columns)}});
    }

    const ReportFigures& m_figures;
    Wording m_wording;
    std::set<std::string, std::less<>> m_names;
};

} // namespace

View report_view(const ReportFigures& figures, std::string_view language) {
    return ViewBuilder(figures, language).build();
}

} // namespace hnat
