/// The programme's figures for a report: the one header of this area that lib/report reads.
#pragma once

#include "base/date.hpp"
#include "enroll/member.hpp"
#include "store/store.hpp"

#include <cstdint>
#include <vector>

namespace hnat {

struct PurposeCount {
    Purpose purpose = Purpose::contact;
    std::int64_t members = 0;
};

/// Facts about the programme in a period and at its end. Flows are counters and never change afterwards (P7).
/// Stocks come from the history of the groups that are still in the register, and of the persons that were
/// not erased: a report of a period long ago can show fewer of them than it did then.
struct ProgrammeFigures {
    // At the period's end.
    std::int64_t groups = 0; ///< in the register
    std::int64_t shortlisted = 0, approached = 0, joined = 0, resting = 0, left = 0;
    std::vector<PurposeCount>
        consents; ///< members with a consent in force, every purpose in the order of the list
    std::int64_t old_charter_groups =
        0;               ///< joined, and no consent to contact refers to the charter adopted by then
    double coverage = 0; ///< joined / groups, 0..1; 0 for an empty register

    // Within the period.
    std::int64_t approaches = 0, declines = 0, joins = 0, leavings = 0;
    std::int64_t consents_given = 0, consents_withdrawn = 0;
    std::int64_t erased = 0, purged = 0, recognised = 0;
};

/// `period` is half-open; its end is the day after the last one that counts.
ProgrammeFigures programme_figures(const Store& store, DayRange period);

} // namespace hnat
