#include "report/rollup_view.hpp"

#include "base/message.hpp"
#include "render/form.hpp"
#include "report/suppression.hpp"
#include "report/view_objects.hpp"
#include "report/words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hnat {

namespace {

using kainjow::mustache::data;
using kainjow::mustache::list;
using kainjow::mustache::object;

class RollupView {
  public:
    RollupView(const ReportData& total, std::string_view language) : m_total(total), m_objects(language) {}

    View build() {
        const auto& regime = find_regime(m_total.regime);
        list sections;
        for (const auto& section : m_total.sections) {
            sections.push_back(section_view(section));
        }
        View view;
        view.data = m_objects.wrap(
            {{"kind", m_objects.kind(m_total.period.kind)},
             {"period", m_objects.wrap(m_objects.period_names(m_total.period, m_total.made_on))},
             {"previous", m_objects.wrap(m_objects.period_names(m_total.previous, m_total.made_on))},
             {"last_year", m_objects.wrap(m_objects.period_names(m_total.year_before, m_total.made_on))},
             {"regime", ViewObjects::text(m_objects.choose(regime.name_vi, regime.name_en))},
             {"made_on", m_objects.wording().day(m_total.made_on)},
             {"open", m_total.open},
             {"offices", offices()},
             {"offices_count", count(static_cast<std::int64_t>(m_total.offices.size()))},
             {"sections", sections},
             {"threshold", count(k_smallest_count)},
             // What the parts of a Word document say of it.
             {"office", m_objects.wrap({{"name", names_of_offices()}})},
             {"made", m_objects.wrap({{"iso", to_iso(m_total.made_on)}})}});
        view.names = m_objects.names();
        view.document = mark_message("roll-up");
        add_form(view, m_objects.wording(), {});
        return view;
    }

  private:
    [[nodiscard]] std::string count(std::int64_t value) const { return m_objects.wording().number(value); }

    [[nodiscard]] std::string shown(const Number& number) const {
        if (const auto* value = std::get_if<std::int64_t>(&number)) {
            return count(*value);
        }
        return number == Number(NoNumber::hidden) ? "*" : "–";
    }

    /// Reports may hold figures of a later hnat, which this one has no words for.
    [[nodiscard]] std::string words(const std::string& path) const {
        const auto found = find_figure_words(path, m_objects.wording().vietnamese());
        return found ? std::string(*found) : ViewObjects::text(path);
    }

    list offices() {
        list lines;
        for (const auto& office : m_total.offices) {
            lines.push_back(m_objects.wrap({{"code", ViewObjects::text(office.code)},
                                            {"name", ViewObjects::text(office.name)},
                                            {"place", ViewObjects::text(office.place)}}));
        }
        return lines;
    }

    [[nodiscard]] std::string names_of_offices() const {
        std::string names;
        for (const auto& office : m_total.offices) {
            names += (names.empty() ? "" : "; ") + office.name;
        }
        return ViewObjects::text(names);
    }

    data section_view(const ReportSection& section) {
        list figures;
        for (const auto& figure : section.figures) {
            figures.push_back(
                m_objects.wrap({{"name", words(fmt::format("{}.{}", section.name, figure.name))},
                                {"now", shown(figure.now)},
                                {"previous", shown(figure.previous)},
                                {"last_year", shown(figure.last_year)}}));
        }
        list tables;
        for (const auto& table : section.tables) {
            if (!table.rows.empty()) {
                tables.push_back(table_view(fmt::format("{}.{}", section.name, table.name), table));
            }
        }
        return m_objects.wrap({{"name", words(section.name)},
                               {"suppressed", section.suppressed},
                               {"figures", figures},
                               {"tables", tables}});
    }

    data table_view(const std::string& path, const FigureTable& table) {
        const auto& figures = table.rows.front().figures;
        // Columns of a Word document have widths: twentieths of a point, of a line of 8787 in all.
        const auto width = std::min<std::size_t>(1'417, 5'000 / std::max<std::size_t>(1, figures.size()));
        list columns;
        for (const auto& figure : figures) {
            columns.push_back(m_objects.wrap({{"name", words(fmt::format("{}.{}", path, figure.name))},
                                              {"width", std::to_string(width)}}));
        }
        list rows;
        for (const auto& row : table.rows) {
            list cells;
            for (const auto& figure : row.figures) {
                cells.push_back(m_objects.wrap({{"value", shown(figure.now)}}));
            }
            rows.push_back(m_objects.wrap(
                {{"name", ViewObjects::text(m_objects.choose(row.name_vi, row.name_en))}, {"cells", cells}}));
        }
        return m_objects.wrap({{"name", words(path)},
                               {"first_width", std::to_string(8'787 - width * figures.size())},
                               {"columns", columns},
                               {"rows", rows}});
    }

    const ReportData& m_total;
    ViewObjects m_objects;
};

} // namespace

View rollup_view(const ReportData& total, std::string_view language) {
    return RollupView(total, language).build();
}

std::string render_rollup(const ReportData& total, std::string_view language, DocumentFormat format,
                          const std::optional<std::filesystem::path>& folder) {
    return render_document(rollup_view(total, language), language, "rollup", format, folder);
}

} // namespace hnat
