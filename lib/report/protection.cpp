#include "report/protection.hpp"

#include "report/deeds.hpp"
#include "report/people.hpp"

#include <algorithm>
#include <array>

namespace hnat {

namespace {

constexpr std::array k_flows{
    &ProtectionFigures::received,     &ProtectionFigures::answered_in_term, &ProtectionFigures::answered_late,
    &ProtectionFigures::done_in_term, &ProtectionFigures::done_late,        &ProtectionFigures::extended,
    &ProtectionFigures::withdrawn,    &ProtectionFigures::erased,           &ProtectionFigures::purged};

/// What was done with requests, and what is left to do.
constexpr std::array k_deeds{&ProtectionFigures::answered_in_term, &ProtectionFigures::answered_late,
                             &ProtectionFigures::done_in_term, &ProtectionFigures::done_late,
                             &ProtectionFigures::open};

constexpr std::array k_losses{&ProtectionFigures::withdrawn, &ProtectionFigures::erased,
                              &ProtectionFigures::purged};

ShownCount sum(const ShownCount& left, const ShownCount& right) {
    return left && right ? ShownCount(*left + *right) : std::nullopt;
}

/// What came and was done in all quarters so far. A request, a consent or a member has no day after which
/// nothing happens to it.
class Flows {
  public:
    void add(const RequestFigures& figures) {
        const LossFigures& lost = figures.losses;
        m_requests.push_back(
            {figures.received,
             {figures.answered_in_term + figures.answered_late, figures.done_in_term + figures.done_late}});
        m_consents.push_back(
            {lost.given, {lost.withdrawn, lost.erased, lost.purged, lost.withdrawn + lost.purged}});
        // Who has withdrawn everything is erased within 20 days (data/terms.toml).
        m_withdrawals.push_back({lost.withdrawn, {lost.erased}});
    }

    /// Hides what would tell small numbers, whatever it is.
    void restrict(ProtectionFigures& figures) const {
        // Each request is extended once at most, and one that is late is done late some day.
        figures.extended.reset();
        figures.late.reset();
        if (!may_show_deeds(m_requests, std::nullopt)) {
            withhold(figures, k_deeds);
        }
        if (!may_show_losses(m_consents, std::nullopt) || !may_show_deeds(m_withdrawals, std::nullopt)) {
            withhold(figures, k_losses);
        }
    }

  private:
    static void withhold(ProtectionFigures& figures, const auto& members) {
        for (const auto& member : members) {
            (figures.*member).reset();
        }
    }

    std::vector<QuarterFlow> m_requests, m_consents, m_withdrawals;
};

} // namespace

ProtectionFigures protection_figures(const RequestFigures& figures) {
    std::vector<std::int64_t> received;
    for (const auto& kind : figures.kinds) {
        received.push_back(kind.received);
    }
    const auto table = shown_table(received);
    ProtectionFigures shown;
    for (std::size_t i = 0; i < figures.kinds.size(); ++i) {
        shown.kinds.push_back({figures.kinds[i].kind, table.cells[i]});
    }
    shown.received = table.total;
    // The total is shown, so what is left of it must not give a small part away.
    const auto answered = shown_table({figures.answered_in_term, figures.answered_late});
    shown.answered_in_term = answered.cells[0];
    shown.answered_late = answered.cells[1];
    const auto done = shown_table({figures.done_in_term, figures.done_late, figures.open_at_end});
    shown.done_in_term = done.cells[0];
    shown.done_late = done.cells[1];
    shown.open = done.cells[2];
    shown.extended = shown_count(figures.extended);
    shown.late = shown_count(figures.late_at_end);
    shown.withdrawn = shown_count(figures.losses.withdrawn);
    shown.erased = shown_count(figures.losses.erased);
    shown.purged = shown_count(figures.losses.purged);
    return shown;
}

ProtectionFigures sum_of_quarters(const std::vector<ProtectionFigures>& quarters) {
    ProtectionFigures total = quarters.front();
    for (std::size_t i = 1; i < quarters.size(); ++i) {
        const ProtectionFigures& quarter = quarters[i];
        for (const auto& flow : k_flows) {
            total.*flow = sum(total.*flow, quarter.*flow);
        }
        for (std::size_t kind = 0; kind < total.kinds.size(); ++kind) {
            total.kinds[kind].received = sum(total.kinds[kind].received, quarter.kinds[kind].received);
        }
        total.open = quarter.open;
        total.late = quarter.late;
    }
    return total;
}

std::optional<ProtectionFigures> reported_protection(const Store& store, const Regime& regime,
                                                     const Period& period, Day today) {
    if (!reports_people(store, regime, period, today)) {
        return std::nullopt;
    }
    const RequestHistory requests(store);
    const Day first = std::min({requests.first_day().value_or(period.days.start),
                                first_programme_day(store).value_or(period.days.start), period.days.start});
    Flows flows;
    std::vector<ProtectionFigures> parts;
    for (const Period& quarter : regime.quarters_until(first, period.days.end)) {
        const RequestFigures figures = requests.figures(quarter.days);
        flows.add(figures);
        if (quarter.days.start >= period.days.start) {
            parts.push_back(protection_figures(figures));
        }
    }
    ProtectionFigures shown = sum_of_quarters(parts);
    flows.restrict(shown);
    return shown;
}

ProtectionFigures without_stocks(ProtectionFigures figures) {
    figures.open.reset();
    figures.late.reset();
    return figures;
}

} // namespace hnat
