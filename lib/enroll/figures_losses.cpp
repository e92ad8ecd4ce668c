#include "enroll/figures_losses.hpp"

#include "enroll/programme_count.hpp"
#include "store/statement.hpp"

namespace hnat {

LossFigures loss_figures(const Store& store, DayRange period) {
    const auto count = [&](ProgrammeEvent event) { return programme_count(store, event, period); };
    return {count(ProgrammeEvent::withdrawn), count(ProgrammeEvent::erased), count(ProgrammeEvent::purged)};
}

LossFigures losses_since(const Store& store, Day first) {
    constexpr auto k_last_day = std::chrono::sys_days{std::chrono::year{9999} / std::chrono::December / 31};
    return loss_figures(store, {first, k_last_day});
}

std::optional<Day> first_programme_day(const Store& store) {
    SQLite::Statement first(store.db(), "SELECT min(day) FROM programme_count");
    return first.executeStep() ? sql::day_at(first, 0) : std::nullopt;
}

} // namespace hnat
