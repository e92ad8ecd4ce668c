#include "enroll/figures_losses.hpp"

#include "enroll/programme_count.hpp"
#include "store/statement.hpp"

namespace hnat {

namespace {

/// Around every day that the database can hold.
constexpr Day k_first_day = std::chrono::sys_days{std::chrono::year{1000} / std::chrono::January / 1};
constexpr Day k_last_day = std::chrono::sys_days{std::chrono::year{9999} / std::chrono::December / 31};

} // namespace

LossFigures loss_figures(const Store& store, DayRange period) {
    const auto count = [&](ProgrammeEvent event) { return programme_count(store, event, period); };
    return {count(ProgrammeEvent::consented), count(ProgrammeEvent::withdrawn), count(ProgrammeEvent::erased),
            count(ProgrammeEvent::purged)};
}

LossFigures losses_before(const Store& store, Day end) {
    return loss_figures(store, {k_first_day, end});
}

LossFigures losses_since(const Store& store, Day first) {
    return loss_figures(store, {first, k_last_day});
}

std::optional<Day> first_programme_day(const Store& store) {
    SQLite::Statement first(store.db(), "SELECT min(day) FROM programme_count");
    return first.executeStep() ? sql::day_at(first, 0) : std::nullopt;
}

} // namespace hnat
