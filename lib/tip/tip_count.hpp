/// What happened with tips, as numbers by month: raised when it happens, so that no report changes when a tip
/// expires (P7). A period is made of months. They are counted in one reporting calendar, that of the first
/// count of a database: two beside each other would tell of half months what each of them hides (P8).
#pragma once

#include "base/date.hpp"
#include "base/enum_names.hpp"
#include "base/period.hpp"
#include "store/store.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace hnat {

/// `detail` says what the figures need of an event, in closed words joined by ':':
///
///     received        CODE                          FRD
///     acknowledged    in|late DAYS                  in:2       in term or not, days after receipt
///     referred        ROUTE LEVEL in|late DAYS      police:P1:in:1       the first time
///                     ROUTE                         police               another time
///     closed          DISPOSITION in|late DAYS      resolved:in:40       the first time
///                     DISPOSITION                   resolved             after it was opened again
///     all others      nothing
enum class TipEvent {
    received, ///< as all of them in the month in which it is entered: what was reported does not change any
              ///< more
    acknowledged,
    referred,
    closed,
    reopened,
    extended,
    purged,
    out_of_scope,
    revealed,
    reveal_refused,
};
template <>
inline constexpr std::array k_enum_names<TipEvent>{
    EnumName{TipEvent::received, "received"}, EnumName{TipEvent::acknowledged, "acknowledged"},
    EnumName{TipEvent::referred, "referred"}, EnumName{TipEvent::closed, "closed"},
    EnumName{TipEvent::reopened, "reopened"}, EnumName{TipEvent::extended, "extended"},
    EnumName{TipEvent::purged, "purged"},     EnumName{TipEvent::out_of_scope, "out-of-scope"},
    EnumName{TipEvent::revealed, "revealed"}, EnumName{TipEvent::reveal_refused, "reveal-refused"}};

/// How long something took, and whether that was in term.
struct TipTook {
    bool in_term = true;
    std::int64_t days = 0;
};
/// `in:2`, `late:9`.
std::string detail_of(const TipTook& took);

/// Adds one, in the month of `on`. `first` is the calendar from now on, where none is counted yet.
void raise_tip_count(Transaction& transaction, TipEvent event, Day on, std::string_view detail = {},
                     const Regime& first = regimes().front());

/// The same month by month of a tombstone: what is left of a purged tip. `disposition` is empty for one that
/// was never closed.
void raise_tip_tombstone(Transaction& transaction, Day received_on, std::string_view code,
                         std::string_view disposition);

} // namespace hnat
