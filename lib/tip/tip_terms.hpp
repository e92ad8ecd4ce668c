/// How long things may take and how long a tip is kept. An office may set some of it, never beyond the maxima
/// here (P7).
#pragma once

#include "base/date.hpp"
#include "tip/harm.hpp"
#include "tip/tip.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace hnat {

/// Days for which a closed tip is kept.
struct TipRetention {
    int standard = 90, csm = 30, slf = 14;
    int moot = 14; ///< a tip that was another one again, or was taken back: nothing follows from it
    [[nodiscard]] int days_for(Harm harm) const;
    /// The fewer of those of the harm and of how it ended.
    [[nodiscard]] int days_for(Harm harm, TipDisposition disposition) const;
};

struct TipTerms {
    int acknowledge_working_days =
        3;                 ///< ISO 37002; Directive (EU) 2019/1937 art. 9 (1) (b) allows seven days
    int answer_months = 3; ///< Directive (EU) 2019/1937 art. 9 (1) (f)
    TipRetention retention;
};

/// What no setting goes beyond.
inline constexpr TipTerms k_longest_terms{3, 3, {180, 30, 30, 90}};
inline constexpr int k_longest_unclosed =
    180;                                   ///< days after receipt that a tip which was never closed is kept
inline constexpr int k_longest_delay = 31; ///< days after receipt that a tip may be entered

/// Errors: usage (a term below 1 or above its maximum).
void require_terms(const TipTerms& terms);

/// The most days of the one extension of a tip: 90, and no more than such tips are kept anyway.
int longest_extension(Harm harm);

/// The last day on which a tip is acknowledged, first referred, answered in term. P0 is referred on the day
/// itself.
Day acknowledge_due(const Tip& tip, const TipTerms& terms);
Day refer_due(const Tip& tip);
Day answer_due(const Tip& tip, const TipTerms& terms);

enum class TipStep { acknowledge, refer, answer };
template <>
inline constexpr std::array k_enum_names<TipStep>{EnumName{TipStep::acknowledge, "acknowledge"},
                                                  EnumName{TipStep::refer, "refer"},
                                                  EnumName{TipStep::answer, "answer"}};

struct DueTip {
    Tip tip;
    TipStep step = TipStep::acknowledge;
    Day due;
    std::int64_t days_left = 0; ///< calendar days; negative: late by so many
};

/// Days left from which a step is listed as due soon.
inline constexpr int k_due_soon_days = 3;

/// What is late or soon due on a day, the most urgent first; a tip of which several steps are due is there
/// several times.
std::vector<DueTip> due_tips(const Store& store, const TipTerms& terms, Day as_of);

} // namespace hnat
