#include "report/protection.hpp"

#include "report/tips.hpp"

#include <array>

namespace hnat {

namespace {

constexpr std::array k_flows{
    &ProtectionFigures::received,     &ProtectionFigures::answered_in_term, &ProtectionFigures::answered_late,
    &ProtectionFigures::done_in_term, &ProtectionFigures::done_late,        &ProtectionFigures::extended,
    &ProtectionFigures::withdrawn,    &ProtectionFigures::erased,           &ProtectionFigures::purged};

ShownCount sum(const ShownCount& left, const ShownCount& right) {
    return left && right ? ShownCount(*left + *right) : std::nullopt;
}

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
    if (period.kind == PeriodKind::month || today < period.days.end || in_another_calendar(store, regime)) {
        return std::nullopt;
    }
    if (period.kind == PeriodKind::quarter) {
        return protection_figures(request_figures(store, period.days));
    }
    const int quarters = period.kind == PeriodKind::half ? 2 : 4;
    std::vector<ProtectionFigures> parts;
    for (int i = 1; i <= quarters; ++i) {
        const auto quarter =
            regime.period(PeriodKind::quarter, period.year, quarters * (period.number - 1) + i);
        parts.push_back(protection_figures(request_figures(store, quarter.days)));
    }
    return sum_of_quarters(parts);
}

ProtectionFigures without_stocks(ProtectionFigures figures) {
    figures.open.reset();
    figures.late.reset();
    return figures;
}

} // namespace hnat
