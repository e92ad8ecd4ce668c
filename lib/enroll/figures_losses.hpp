/// What was given and lost of consents and persons, as reports on data protection count it.
#pragma once

#include "base/date.hpp"
#include "store/store.hpp"

#include <cstdint>
#include <optional>

namespace hnat {

struct LossFigures {
    std::int64_t given = 0;     ///< consents that were recorded: what can be lost
    std::int64_t withdrawn = 0; ///< consents that were withdrawn
    std::int64_t erased = 0;    ///< persons erased on request or after a withdrawal
    std::int64_t purged = 0;    ///< persons whose consents had expired
};

LossFigures loss_figures(const Store& store, DayRange period);
/// Until the day before, and from a day on, whatever day it is today.
LossFigures losses_before(const Store& store, Day end);
LossFigures losses_since(const Store& store, Day first);

/// The first day of which the programme counted anything.
std::optional<Day> first_programme_day(const Store& store);

} // namespace hnat
