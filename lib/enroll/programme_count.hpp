/// What happened in the programme, as numbers by day: raised when it happens, so that no report changes when a person is
/// erased or a record expires (P7).
#pragma once

#include "base/date.hpp"
#include "base/enum_names.hpp"
#include "store/store.hpp"

#include <array>
#include <cstdint>

namespace hnat {

enum class ProgrammeEvent {
    approached, ///< a group was asked to take part
    declined,   ///< … and said no
    joined,     ///< a group joined
    left,       ///< … or left
    consented,  ///< consents that were recorded, one for each purpose
    withdrawn,  ///< consents that were withdrawn
    erased,     ///< persons erased on request or after withdrawal
    purged,     ///< persons whose consents had expired
    recognised, ///< commendations
};
template <>
inline constexpr std::array k_enum_names<ProgrammeEvent>{
    EnumName{ProgrammeEvent::approached, "approached"}, EnumName{ProgrammeEvent::declined, "declined"},
    EnumName{ProgrammeEvent::joined, "joined"},         EnumName{ProgrammeEvent::left, "left"},
    EnumName{ProgrammeEvent::consented, "consented"},   EnumName{ProgrammeEvent::withdrawn, "withdrawn"},
    EnumName{ProgrammeEvent::erased, "erased"},         EnumName{ProgrammeEvent::purged, "purged"},
    EnumName{ProgrammeEvent::recognised, "recognised"}};

/// Adds `count` (at least 1) to the transaction's day.
void raise_count(Transaction& transaction, ProgrammeEvent event, std::int64_t count = 1);

/// The sum over a half-open range of days.
std::int64_t programme_count(const Store& store, ProgrammeEvent event, DayRange period);

} // namespace hnat
