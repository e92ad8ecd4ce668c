/// P8: of which periods numbers about people are reported: tips, requests, consents.
#pragma once

#include "base/period.hpp"
#include "store/store.hpp"

namespace hnat {

/// In the calendar in which tips are counted; before the first tip, in nd09, the one of the law. Two quarters
/// of two calendars would tell, side by side, of the days by which they differ.
bool in_another_calendar(const Store& store, const Regime& regime, const Period& period);

/// False in a month, whose numbers are small, and taken from the quarter's would tell of the other months; in
/// a period that has not ended, which would tell, day by day, of single persons; and in another calendar.
bool reports_people(const Store& store, const Regime& regime, const Period& period, Day today);

} // namespace hnat
