/// Reporting periods by regime (data/regimes.toml): half-open ranges of days.
#pragma once

#include "base/date.hpp"
#include "base/enum_names.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hnat {

enum class PeriodKind { month, quarter, half, year };
template <>
inline constexpr std::array k_enum_names<PeriodKind>{
    EnumName{PeriodKind::month, "month"}, EnumName{PeriodKind::quarter, "quarter"},
    EnumName{PeriodKind::half, "half"}, EnumName{PeriodKind::year, "year"}};

/// A period of a year in a regime.
struct Period {
    PeriodKind kind = PeriodKind::quarter;
    int year = 0;
    int number = 1; ///< 1..12, 1..4, 1..2, 1
    DayRange days;

    /// `2026-09`, `2026Q3`, `2026H1`, `2026`.
    [[nodiscard]] std::string code() const;
    friend bool operator==(const Period&, const Period&) = default;
};

/// A reporting calendar. nd09: Decree 09/2019/ND-CP art. 12 as Circular 06/2022/TT-UBDT applies it: month M
/// runs from the 15th of M-1 to the 14th of M.
struct Regime {
    std::string code;
    std::string name_vi, name_en;
    std::string source;     ///< the legal rule
    int months_back = 0;    ///< a period starts in this many months before its first month …
    unsigned start_day = 1; ///< … on this day
    int deadline_working_days = 1;

    [[nodiscard]] Period period(PeriodKind kind, int year, int number) const;
    /// The period that contains a day.
    [[nodiscard]] Period containing(PeriodKind kind, Day day) const;
    /// The last period that has ended on or before `day` (its end <= day).
    [[nodiscard]] Period last_closed(PeriodKind kind, Day day) const;
    [[nodiscard]] Period previous(const Period& of) const;
    [[nodiscard]] Period same_of_last_year(const Period& of) const;
    /// The quarters from the one that contains `first` to the last that ends on or before `end`, in their
    /// order.
    [[nodiscard]] std::vector<Period> quarters_until(Day first, Day end) const;
};

/// All regimes of data/regimes.toml.
const std::vector<Regime>& regimes();
/// Errors: usage (lists the codes).
const Regime& find_regime(std::string_view code);

/// Reads `2026Q3`, `2026-Q3`, `2026-09`, `2026H1`, `2026`, `last`, `this`, and `last-quarter`…; the kind must
/// agree. Errors: usage.
Period parse_period(const Regime& regime, PeriodKind kind, std::string_view text, Day today);

} // namespace hnat
