#include "report/data_people.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace hnat {

namespace {

Number shown(const ShownCount& count) {
    return count ? Number(*count) : NoNumber::hidden;
}

constexpr std::array k_protection{std::pair{"received", &ProtectionFigures::received},
                                  std::pair{"answered_in_term", &ProtectionFigures::answered_in_term},
                                  std::pair{"answered_late", &ProtectionFigures::answered_late},
                                  std::pair{"done_in_term", &ProtectionFigures::done_in_term},
                                  std::pair{"done_late", &ProtectionFigures::done_late},
                                  std::pair{"extended", &ProtectionFigures::extended},
                                  std::pair{"open", &ProtectionFigures::open},
                                  std::pair{"late", &ProtectionFigures::late},
                                  std::pair{"withdrawn", &ProtectionFigures::withdrawn},
                                  std::pair{"erased", &ProtectionFigures::erased},
                                  std::pair{"purged", &ProtectionFigures::purged}};

/// The section on tips: each number as it was decided whether to show it.
class TipsSection {
    static auto cell_of(TipTable which, std::size_t i) {
        return [which, i](const ShownTips& tips) { return tips.table(which).cells.at(i); };
    }

  public:
    explicit TipsSection(const OverTime<std::optional<ShownTips>>& tips) : m_tips(tips) {}

    ReportSection build() {
        ReportSection section{"tips", {}, {}, {}, true};
        const auto total = [&](const char* name, TipTable which) {
            section.figures.push_back(
                figure(name, [which](const ShownTips& shown) { return shown.table(which).total; }));
        };
        const auto cell = [&](const char* name, TipTable which, std::size_t i) {
            section.figures.push_back(figure(name, cell_of(which, i)));
        };
        total("received", TipTable::received);
        total("acknowledged", TipTable::acknowledged);
        cell("acknowledged_in_term", TipTable::acknowledged, 0);
        cell("acknowledged_late", TipTable::acknowledged, 1);
        total("referred", TipTable::referred);
        cell("referred_in_term", TipTable::referred_term, 0);
        cell("referred_late", TipTable::referred_term, 1);
        total("closed", TipTable::closed);
        cell("closed_in_term", TipTable::closed_term, 0);
        cell("closed_late", TipTable::closed_term, 1);
        total("reopened", TipTable::reopened);
        total("extended", TipTable::extended);
        total("purged", TipTable::purged);
        total("out_of_scope", TipTable::out_of_scope);
        cell("revealed", TipTable::reveals, 0);
        cell("reveal_refused", TipTable::reveals, 1);
        section.measures = {median("acknowledge_median", &ShownTips::acknowledge_median),
                            median("refer_median", &ShownTips::refer_median),
                            median("close_median", &ShownTips::close_median)};
        section.tables = {table<Harm>("by_harm", "harm", TipTable::received),
                          table<Route>("by_route", "route", TipTable::referred),
                          table<TipDisposition>("by_disposition", "disposition", TipTable::closed)};
        return section;
    }

  private:
    template <typename CountOf>
    Figure figure(std::string name, const CountOf& count_of) {
        const auto of = [&](const std::optional<ShownTips>& tips) -> Number {
            return tips ? shown(count_of(*tips)) : NoNumber::hidden;
        };
        return {std::move(name), of(m_tips.now), of(m_tips.then), of(m_tips.last_year)};
    }

    /// A median that is not there is hidden, or there was nothing to take it of: both are told by the counts.
    Figure median(std::string name, std::optional<std::int64_t> ShownTips::*days) {
        const auto of = [&](const std::optional<ShownTips>& tips) -> Number {
            return tips && (*tips).*days ? Number(static_cast<double>(*((*tips).*days))) : NoNumber::unknown;
        };
        return {std::move(name), of(m_tips.now), of(m_tips.then), of(m_tips.last_year)};
    }

    template <typename Enum>
    FigureTable table(std::string name, std::string_view words, TipTable which) {
        FigureTable table{std::move(name), {}};
        for (std::size_t i = 0; i < k_enum_names<Enum>.size(); ++i) {
            table.rows.push_back(
                row_of(words, k_enum_names<Enum>.at(i).name, {figure("count", cell_of(which, i))}));
        }
        return table;
    }

    const OverTime<std::optional<ShownTips>>& m_tips;
};

} // namespace

ReportSection protection_section(const ReportFigures& f) {
    /// `shown_of`: the count in the figures of a period; withheld figures are hidden ones.
    const auto over_time = [&](std::string name, const auto& shown_of) {
        const auto of = [&](const std::optional<ProtectionFigures>& figures) -> Number {
            return figures ? shown(shown_of(*figures)) : NoNumber::hidden;
        };
        const auto& [now, then, last_year] = f.protection;
        return Figure{std::move(name), of(now), f.programme.then.any() ? of(then) : NoNumber::unknown,
                      f.programme.last_year.any() ? of(last_year) : NoNumber::unknown};
    };
    ReportSection section{"protection", {}, {}, {}, true};
    for (const auto& entry : k_protection) {
        section.figures.push_back(
            over_time(entry.first, [&](const ProtectionFigures& figures) { return figures.*entry.second; }));
    }
    FigureTable requests{"requests", {}};
    for (const auto& kind : k_enum_names<RequestKind>) {
        const auto received = [&](const ProtectionFigures& figures) {
            const auto found = std::ranges::find(figures.kinds, kind.value, &ProtectionFigures::Kind::kind);
            return found == figures.kinds.end() ? ShownCount(0) : found->received;
        };
        requests.rows.push_back(row_of("request-kind", kind.name, {over_time("received", received)}));
    }
    section.tables.push_back(std::move(requests));
    return section;
}

ReportSection tips_section(const ReportFigures& f) {
    return TipsSection(f.tips).build();
}

} // namespace hnat
