#include "report/tips_view.hpp"

#include "report/words.hpp"

#include <algorithm>
#include <functional>

namespace hnat {

namespace {

using kainjow::mustache::data;
using kainjow::mustache::list;
using kainjow::mustache::object;

class TipsView {
  public:
    TipsView(const ReportFigures& figures, ViewObjects& objects) : m_figures(figures), m_objects(objects) {}

    data section() {
        const auto& tips = m_figures.tips;
        object fields{{"shown", tips.now.has_value()},
                      {"monthly", m_figures.period.kind == PeriodKind::month},
                      {"in_another_calendar", m_figures.in_another_calendar},
                      {"open", !tips.now && !m_figures.in_another_calendar &&
                                   m_figures.period.kind != PeriodKind::month},
                      {"any", tips.now && has_tips(*tips.now)},
                      {"threshold", m_objects.wording().number(k_smallest_count)}};
        fields["received"] =
            table<Harm>(TipTable::received, [this](Harm harm) { return word("harm", name_of(harm)); });
        fields["referred"] =
            table<Route>(TipTable::referred, [this](Route route) { return word("route", name_of(route)); });
        fields["closed"] = table<TipDisposition>(TipTable::closed, [this](TipDisposition disposition) {
            return word("disposition", name_of(disposition));
        });
        add_terms(fields, "acknowledge", TipTable::acknowledged, &ShownTips::acknowledge_median);
        add_terms(fields, "refer", TipTable::referred_term, &ShownTips::refer_median);
        add_terms(fields, "close", TipTable::closed_term, &ShownTips::close_median);
        fields["out_of_scope"] = total_over_time(TipTable::out_of_scope);
        fields["reopened"] = total_over_time(TipTable::reopened);
        fields["extended"] = total_over_time(TipTable::extended);
        fields["purged"] = total_over_time(TipTable::purged);
        fields["reveals"] = total_over_time(TipTable::reveals);
        fields["revealed"] = cell_over_time(TipTable::reveals, 0);
        fields["reveal_refused"] = cell_over_time(TipTable::reveals, 1);
        return m_objects.wrap(fields);
    }

  private:
    using TextOf = std::function<std::string(const ShownTips&)>;

    [[nodiscard]] std::string word(std::string_view list_name, std::string_view code) const {
        return std::string(word_of(list_name, code, m_objects.wording().vietnamese()));
    }

    /// P8: a hidden count.
    [[nodiscard]] std::string text(const ShownCount& count) const {
        return count ? m_objects.wording().number(*count) : "*";
    }

    static bool has_tips(const ShownTips& tips) {
        return std::ranges::any_of(tips.tables, [](const ShownTable& table) { return table.total != 0; });
    }

    /// A figure of this period beside the same of the others; "–" where there is none.
    data over_time(const TextOf& text_of) {
        const auto& tips = m_figures.tips;
        const auto of = [&](const std::optional<ShownTips>& shown) {
            return shown && (&shown == &tips.now || has_tips(*shown)) ? text_of(*shown) : std::string("–");
        };
        return m_objects.wrap(
            {{"now", of(tips.now)}, {"previous", of(tips.then)}, {"last_year", of(tips.last_year)}});
    }

    data total_over_time(TipTable which) {
        return over_time([this, which](const ShownTips& shown) { return text(shown.table(which).total); });
    }

    data cell_over_time(TipTable which, std::size_t cell) {
        return over_time(
            [=, this](const ShownTips& shown) { return text(shown.table(which).cells.at(cell)); });
    }

    static bool is_withheld(const ShownTable& table) {
        return std::ranges::none_of(table.cells, [](const ShownCount& cell) { return cell.has_value(); });
    }

    /// Whether a line of a table says something: in one period at least it is neither 0 nor withheld with all
    /// others.
    [[nodiscard]] bool says_something(TipTable which, std::size_t cell) const {
        const auto in = [&](const std::optional<ShownTips>& shown) {
            return shown && !is_withheld(shown->table(which)) && shown->table(which).cells.at(cell) != 0;
        };
        const auto& tips = m_figures.tips;
        return in(tips.now) || in(tips.then) || in(tips.last_year);
    }

    /// The lines of a table that say something, and its total.
    template <typename Enum>
    data table(TipTable which, const std::function<std::string(Enum)>& name) {
        list rows;
        for (std::size_t i = 0; i < k_enum_names<Enum>.size(); ++i) {
            if (says_something(which, i)) {
                const auto& entry = k_enum_names<Enum>.at(i);
                rows.push_back(m_objects.wrap({{"code", std::string(entry.name)},
                                               {"name", name(entry.value)},
                                               {"count", cell_over_time(which, i)}}));
            }
        }
        return m_objects.wrap({{"rows", rows}, {"total", total_over_time(which)}});
    }

    /// In term, late, the share in term, and the median of days: of the first times.
    void add_terms(object& fields, const std::string& name, TipTable which,
                   std::optional<std::int64_t> ShownTips::*median) {
        fields[name] = m_objects.wrap(
            {{"in_term", cell_over_time(which, 0)},
             {"late", cell_over_time(which, 1)},
             {"share",
              over_time([this, which](const ShownTips& shown) { return share(shown.table(which)); })},
             {"median", over_time([this, median](const ShownTips& shown) {
                  return shown.*median ? m_objects.wording().number(*(shown.*median)) : std::string("–");
              })}});
    }

    /// Only of what is shown anyway.
    [[nodiscard]] std::string share(const ShownTable& table) const {
        const auto& in_term = table.cells.at(0);
        const auto& late = table.cells.at(1);
        return in_term && late && *in_term + *late > 0
                   ? m_objects.wording().percent(*in_term, *in_term + *late)
                   : std::string("–");
    }

    const ReportFigures& m_figures;
    ViewObjects& m_objects;
};

} // namespace

void add_tips_section(object& root, const ReportFigures& figures, ViewObjects& objects) {
    root["tips"] = TipsView(figures, objects).section();
}

} // namespace hnat
