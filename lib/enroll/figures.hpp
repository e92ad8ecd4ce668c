/// The programme's figures for a report: the one header of this area that lib/report reads.
#pragma once

#include "base/date.hpp"
#include "enroll/member.hpp"
#include "store/store.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace hnat {

/// Facts about the programme in a period and at its end. Flows are counters and never change afterwards (P7).
/// Stocks come from the history of the groups that are still in the register: a report of a period long ago
/// can show fewer of them than it did then.
struct ProgrammeFigures {
    // At the period's end.
    std::int64_t groups = 0; ///< in the register
    std::int64_t shortlisted = 0, approached = 0, joined = 0, resting = 0, left = 0;
    double coverage = 0; ///< joined / groups, 0..1; 0 for an empty register

    // Within the period.
    std::int64_t approaches = 0, declines = 0, joins = 0, leavings = 0;
    std::int64_t consents_given = 0, consents_withdrawn = 0;
    std::int64_t erased = 0, purged = 0, recognised = 0;

    /// A period in which the programme had nothing yet has no figures: 0 would look like a result.
    [[nodiscard]] bool any() const {
        return shortlisted + approached + joined + resting + left + approaches + declines + joins + leavings +
                   consents_given + consents_withdrawn + recognised !=
               0;
    }
};

/// Of each period (half-open), in the order that they come in.
std::vector<ProgrammeFigures> programme_figures(const Store& store, std::span<const DayRange> periods);
ProgrammeFigures programme_figures(const Store& store, DayRange period);

struct PurposeCount {
    Purpose purpose = Purpose::contact;
    std::int64_t members = 0;
};

/// Consents in force on the last day before `end`, of the persons that were not erased. Figures of two days
/// must not be shown beside each other: what was given is shown too, and the rest of the difference are the
/// withdrawals, which are hidden when they are few (P8).
struct ConsentFigures {
    std::vector<PurposeCount>
        purposes; ///< members with a consent in force, every purpose in the order of the list
    std::int64_t old_charter_groups =
        0;                    ///< joined, and no consent to contact refers to the charter adopted by then
    std::int64_t expired = 0; ///< consents that had ended by then and are still there
};
ConsentFigures consent_figures(const Store& store, Day end);

} // namespace hnat
