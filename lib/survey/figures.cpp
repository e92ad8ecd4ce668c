#include "survey/figures.hpp"

#include "address/address.hpp"
#include "store/statement.hpp"
#include "survey/register_count.hpp"
#include "survey/row.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

namespace hnat {

namespace {

using Names = std::pair<std::string, std::string>; ///< Vietnamese, English

Names platform_names(const std::string& code) {
    const std::string name(AddressRules::standard().platform_name(code));
    return {name, name};
}

Names topic_names(const std::string& code) {
    return {std::string(topic_name(code, "vi")), std::string(topic_name(code, "en"))};
}

/// English for the kinds of units since 1 July 2025; older and other kinds stay as they are.
std::string_view kind_in_english(std::string_view kind) {
    if (kind == "xã") {
        return "commune";
    }
    if (kind == "phường") {
        return "ward";
    }
    return kind == "đặc khu" ? "special zone" : kind;
}

/// `Phường Gia Sàng`, `Gia Sàng ward`. A name alone is not enough: a ward and a commune may share it.
class LocalityNames {
  public:
    explicit LocalityNames(SQLite::Database& db)
        : m_statement(db, "SELECT kind, name FROM locality_unit WHERE code = ?"
                          " ORDER BY valid_to IS NOT NULL, valid_from DESC LIMIT 1") {}

    const Names& operator()(const std::string& code) {
        const auto [entry, fresh] = m_names.try_emplace(code, code, code);
        if (fresh) {
            sql::bind_all(m_statement, code);
            if (m_statement.executeStep()) {
                const std::string kind = m_statement.getColumn(0).getString();
                const std::string name = m_statement.getColumn(1).getString();
                entry->second = {fmt::format("{} {}", kind, name),
                                 fmt::format("{} {}", name, kind_in_english(kind))};
            }
            m_statement.reset();
        }
        return entry->second;
    }

  private:
    SQLite::Statement m_statement;
    std::map<std::string, Names> m_names;
};

/// The figures of one period, from what came and went before its start and before its end.
class PeriodFigures {
  public:
    PeriodFigures(const RegisterFlows& start, const RegisterFlows& end, LocalityNames& localities)
        : m_start(start),
          m_end(end),
          m_localities(localities) {}

    RegisterFigures figures() {
        RegisterFigures figures;
        if (const auto all = m_end.find({CountDimension::all, ""}); all != m_end.end()) {
            const RegisterFlow before = flow_before(all->first);
            const RegisterSum left = all->second.left();
            const RegisterSum added = all->second.surveyed - before.surveyed;
            figures.groups = left.groups;
            figures.members = left.members;
            figures.members_known = left.members_known;
            figures.unresolved = left.unresolved;
            figures.added = added.groups;
            figures.unresolved_added = added.unresolved;
            figures.expired = (all->second.gone - before.gone).groups;
        }
        figures.by_platform = breakdown(CountDimension::platform);
        figures.by_topic = breakdown(CountDimension::topic);
        figures.by_locality = breakdown(CountDimension::locality);
        return figures;
    }

  private:
    [[nodiscard]] RegisterFlow flow_before(const RegisterFlows::key_type& key) const {
        const auto found = m_start.find(key);
        return found == m_start.end() ? RegisterFlow{} : found->second;
    }

    std::vector<RegisterCount> breakdown(CountDimension dimension) {
        std::vector<RegisterCount> counts;
        for (auto line = m_end.lower_bound({dimension, ""});
             line != m_end.end() && line->first.first == dimension; ++line) {
            const RegisterSum left = line->second.left();
            const std::int64_t added = (line->second.surveyed - flow_before(line->first).surveyed).groups;
            if (left.groups != 0 || added != 0) {
                auto [vi, en] = names(dimension, line->first.second);
                counts.push_back(
                    {line->first.second, std::move(vi), std::move(en), left.groups, left.members, added});
            }
        }
        // By their code where they have as many groups: that is their order in the map.
        std::ranges::stable_sort(counts, std::greater(), &RegisterCount::groups);
        return counts;
    }

    Names names(CountDimension dimension, const std::string& code) {
        if (code.empty()) {
            return {"chưa rõ", "not given"};
        }
        switch (dimension) {
        case CountDimension::platform:
            return platform_names(code);
        case CountDimension::topic:
            return topic_names(code);
        case CountDimension::locality:
            return m_localities(code);
        case CountDimension::all:
            break;
        }
        return {};
    }

    const RegisterFlows& m_start;
    const RegisterFlows& m_end;
    LocalityNames& m_localities;
};

} // namespace

std::vector<RegisterFigures> register_figures(const Store& store, std::span<const DayRange> periods,
                                              const RegisterSelection& selection) {
    std::set<Day> bounds;
    for (const auto& period : periods) {
        bounds.insert({period.start, period.end});
    }
    const std::vector<Day> days(bounds.begin(), bounds.end());
    const auto flows =
        selection.all() ? register_flows(store.db(), days) : selected_flows(store.db(), days, selection);
    const auto before = [&](Day day) -> const RegisterFlows& {
        return flows.at(static_cast<std::size_t>(std::ranges::lower_bound(days, day) - days.begin()));
    };
    LocalityNames localities(store.db());
    std::vector<RegisterFigures> all;
    for (const auto& period : periods) {
        all.push_back(PeriodFigures(before(period.start), before(period.end), localities).figures());
    }
    return all;
}

SelectionNames selection_names(const Store& store, const RegisterSelection& selection) {
    LocalityNames localities(store.db());
    const auto name_all = [](const std::vector<std::string>& codes, const auto& names_of) {
        std::vector<RegisterCount> lines;
        for (const auto& code : codes) {
            auto [vi, en] = names_of(code);
            lines.push_back({code, std::move(vi), std::move(en), 0, 0, 0});
        }
        return lines;
    };
    return {name_all(selection.platforms, platform_names), name_all(selection.topics, topic_names),
            name_all(selection.localities, [&](const std::string& code) { return Names(localities(code)); })};
}

RegisterFigures register_figures(const Store& store, DayRange period, const RegisterSelection& selection) {
    return register_figures(store, std::span(&period, 1), selection).front();
}

} // namespace hnat
