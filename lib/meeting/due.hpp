/// The contact duty: every joined group is met at least once a quarter. Computed whenever it is asked for,
/// never stored.
#pragma once

#include "base/period.hpp"
#include "store/store.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hnat {

/// Why a group is on the list. The first two say how long it is; the others what became of the quarter's
/// meetings.
enum class DueCause {
    never_met,     ///< day: it joined
    met_before,    ///< day: last contact, before the quarter
    still_planned, ///< day: of a meeting that it is invited to, not held yet
    not_held,      ///< … whose day is over
    apologies,     ///< day: of a meeting that was held without it
    absent,        ///< … and it had sent no word
    not_recorded,  ///< day: of a meeting that was held; whether it came is not on record
    contact_ended, ///< day: the last consent to contact ended, so it may not be contacted (P2)
};

struct DueReason {
    DueCause cause;
    Day day;
    friend bool operator==(const DueReason&, const DueReason&) = default;
};

/// In words, for a person: "last met on 2026-06-30, before this quarter".
std::string in_words(const DueReason& reason, bool vietnamese);

struct DueGroup {
    std::int64_t group = 0;
    std::string name;
    std::optional<std::string> liaison; ///< staff code
    Day joined_on;
    std::optional<Day> last_contact; ///< a meeting that was held and where it was present
    std::vector<DueReason> why;      ///< at least one
};

struct DueList {
    Period quarter;
    Day as_of;
    std::int64_t days_left = 0;   ///< after as_of; 0: it is the last day
    std::vector<DueGroup> groups; ///< never met first, then the longest without contact, then by name
};

/// The groups that had joined by `as_of` and were not met in the quarter that contains it, up to and with
/// that day. Days before today are answered from what is on record now about that day.
DueList due_contacts(const Store& store, const Regime& regime, Day as_of);

} // namespace hnat
