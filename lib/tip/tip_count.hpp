/// What happened with tips, as numbers by month: raised when it happens, in each reporting calendar by
/// itself, so that no report changes when a tip expires (P7). A period of a calendar is made of its months.
#pragma once

#include "base/date.hpp"
#include "base/enum_names.hpp"
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
    received, ///< in the month of receipt; all others in the month in which they are done
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

/// Adds one, in the month of `on` of every calendar.
void raise_tip_count(Transaction& transaction, TipEvent event, Day on, std::string_view detail = {});

/// The same month by month of a tombstone: what is left of a purged tip. `disposition` is empty for one that
/// was never closed.
void raise_tip_tombstone(Transaction& transaction, Day received_on, std::string_view code,
                         std::string_view disposition);

} // namespace hnat
