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
    shown.answered_in_term = shown_count(figures.answered_in_term);
    shown.answered_late = shown_count(figures.answered_late);
    shown.done_in_term = shown_count(figures.done_in_term);
    shown.done_late = shown_count(figures.done_late);
    shown.extended = shown_count(figures.extended);
    shown.open = shown_count(figures.open_at_end);
    shown.late = shown_count(figures.late_at_end);
    shown.withdrawn = shown_count(figures.withdrawn);
    shown.erased = shown_count(figures.erased);
    shown.purged = shown_count(figures.purged);
    return shown;
}

} // namespace hnat
