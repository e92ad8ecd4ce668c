#include "report/protection.hpp"

namespace hnat {

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
    shown.withdrawn = shown_count(figures.withdrawn);
    shown.erased = shown_count(figures.erased);
    shown.purged = shown_count(figures.purged);
    return shown;
}

ProtectionFigures without_stocks(ProtectionFigures figures) {
    figures.open.reset();
    figures.late.reset();
    return figures;
}

} // namespace hnat
