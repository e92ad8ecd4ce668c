/// The contacts' figures for a report: the one header of this area that lib/report reads.
#pragma once

#include "base/date.hpp"
#include "meeting/meeting.hpp"
#include "store/store.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace hnat {

/// Meetings of a kind whose day is in the period, by their state.
struct MeetingCount {
    MeetingKind kind = MeetingKind::quarterly;
    std::int64_t planned = 0, moved = 0, held = 0, cancelled = 0, missed = 0;

    [[nodiscard]] std::int64_t all() const { return planned + moved + held + cancelled + missed; }
    friend bool operator==(const MeetingCount&, const MeetingCount&) = default;
};

/// Flow figures of months add up to those of their quarter; groups met and overdue, and what is open or late
/// at the end, do not.
struct ContactFigures {
    std::vector<MeetingCount> by_kind; ///< every kind, in the order of the list
    std::int64_t present = 0, apologies = 0, absent = 0,
                 not_recorded = 0;    ///< lines of meetings that were held
    std::int64_t groups_met = 0;      ///< present at one or more meetings of the period
    std::int64_t joined = 0;          ///< groups in the programme at the end
    std::vector<std::string> overdue; ///< of these, not met in the period; names in Vietnamese order
    std::int64_t questions_asked = 0, questions_answered = 0, questions_open = 0;
    std::int64_t tasks_added = 0, tasks_done = 0, tasks_open = 0, tasks_late = 0;

    /// Meetings of every kind, by state.
    [[nodiscard]] MeetingCount meetings() const {
        MeetingCount sum;
        for (const auto& count : by_kind) {
            sum.planned += count.planned;
            sum.moved += count.moved;
            sum.held += count.held;
            sum.cancelled += count.cancelled;
            sum.missed += count.missed;
        }
        return sum;
    }
    /// A period in which nothing was planned and nobody took part has no figures.
    [[nodiscard]] bool any() const {
        return meetings().all() + joined + questions_asked + questions_open + tasks_open != 0;
    }
};

/// `period` is half-open. What is open, late or overdue is so at its end, or on `as_of` while it has not
/// ended (a meeting or a due day on that day is not over yet); what happened after it changes nothing. A
/// meeting counts on its own day, whenever it was recorded. The contact duty is one of a quarter: `overdue`
/// means it in a period of a quarter.
ContactFigures contact_figures(const Store& store, DayRange period, Day as_of);

/// Meetings of the period that were held, as contact_figures counts them.
std::int64_t meetings_held(const Store& store, DayRange period, Day as_of);

} // namespace hnat
