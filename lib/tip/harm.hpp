/// The closed list of harms (P4): fifteen harms done to people, compiled in, and no "other". A further one
/// means a change here, a migration (the CHECK of table tip) and another golden file.
#pragma once

#include "base/enum_names.hpp"
#include "tip/route.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace hnat {

enum class Harm { slf, thr, mis, cgr, csm, trf, ext, nci, stk, ato, phi, frd, mul, dgw, mal };
template <>
inline constexpr std::array k_enum_names<Harm>{
    EnumName{Harm::slf, "SLF"}, EnumName{Harm::thr, "THR"}, EnumName{Harm::mis, "MIS"},
    EnumName{Harm::cgr, "CGR"}, EnumName{Harm::csm, "CSM"}, EnumName{Harm::trf, "TRF"},
    EnumName{Harm::ext, "EXT"}, EnumName{Harm::nci, "NCI"}, EnumName{Harm::stk, "STK"},
    EnumName{Harm::ato, "ATO"}, EnumName{Harm::phi, "PHI"}, EnumName{Harm::frd, "FRD"},
    EnumName{Harm::mul, "MUL"}, EnumName{Harm::dgw, "DGW"}, EnumName{Harm::mal, "MAL"}};

/// How soon somebody who can help has to know: P0 at once, before anything is stored; P1 within 24 hours; P2
/// within
/// 72. Days only are kept, so 1 day and 3 days.
enum class TipLevel { p0, p1, p2 };
template <>
inline constexpr std::array k_enum_names<TipLevel>{EnumName{TipLevel::p0, "P0"}, EnumName{TipLevel::p1, "P1"},
                                                   EnumName{TipLevel::p2, "P2"}};

/// What a code is called elsewhere, so that who gets a referral can file it.
struct HarmMapping {
    std::string_view scheme; ///< ICCS (UNODC 2015, level 2), IC3 (FBI), DSA (Regulation (EU) 2022/2065),
                             ///< RSIT, NCMEC, INHOPE
    std::string_view code;
};

struct HarmEntry {
    Harm harm = Harm::slf;
    std::string_view vi, en;
    std::string_view condition_vi,
        condition_en; ///< what makes it one, or what must not be taken down; may be empty
    TipLevel level = TipLevel::p2;
    std::vector<Route> routes; ///< where it may be referred to, the first one first
    std::vector<HarmMapping> mapping;

    [[nodiscard]] std::string_view name(bool vietnamese) const { return vietnamese ? vi : en; }
    [[nodiscard]] std::string_view condition(bool vietnamese) const {
        return vietnamese ? condition_vi : condition_en;
    }
};

/// In the order of the design: the most urgent first.
const std::vector<HarmEntry>& harms();
const HarmEntry& harm_entry(Harm harm);

/// The level of a tip. FRD is P1 when money has moved, for a bank can stop it within hours. Errors: usage
/// (`money_moved` with another code).
TipLevel harm_level(Harm harm, bool money_moved);

/// The routes of a tip in the order in which they are tried: for FRD the bank comes first when money has
/// moved (level P1), else last.
std::vector<Route> harm_routes(Harm harm, TipLevel level);

/// `ICCS 0201, IC3 threats of violence`.
std::string mapping_text(const HarmEntry& entry);

} // namespace hnat
