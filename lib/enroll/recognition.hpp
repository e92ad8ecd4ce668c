/// Recognition: a member is commended for good work. It needs a consent to that purpose which is in force on
/// the day, and naming the member in public needs another one (P2).
#pragma once

#include "base/date.hpp"
#include "base/enum_names.hpp"
#include "store/store.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hnat {

/// What for. A closed list: free words about a person would be a file on them.
enum class RecognitionReason {
    safety_rules,   ///< rules that keep people safe, made and kept
    quick_warning,  ///< a warning that came quickly
    helped_victims, ///< help for people who were harmed
    account_safety, ///< the safety of the moderators' accounts
    steady_contact, ///< contact kept over time
    helped_others,  ///< help for other groups
};
template <>
inline constexpr std::array k_enum_names<RecognitionReason>{
    EnumName{RecognitionReason::safety_rules, "safety-rules"},
    EnumName{RecognitionReason::quick_warning, "quick-warning"},
    EnumName{RecognitionReason::helped_victims, "helped-victims"},
    EnumName{RecognitionReason::account_safety, "account-safety"},
    EnumName{RecognitionReason::steady_contact, "steady-contact"},
    EnumName{RecognitionReason::helped_others, "helped-others"}};

/// For people; `language` is "vi" or "en".
std::string_view reason_name(RecognitionReason reason, std::string_view language);

struct Recognition {
    std::int64_t number = 0, member = 0;
    Day day;
    RecognitionReason reason = RecognitionReason::safety_rules;
    bool publish = false; ///< it may be told in public; consent to that may be over by now
    std::optional<std::string>
        name; ///< the member's, only where it may be told in public on the day that was asked for
};

/// Commends a member and raises the counter. Returns the number. Errors: not_found (no such member), usage
/// (the member withdrew or restricted processing; a consent to `recognition`, or to `publication` where
/// `publish` is asked for, was not given, was withdrawn, or has expired: the message says which).
std::int64_t recognise_member(Transaction& transaction, std::int64_t member, RecognitionReason reason,
                              bool publish);

/// Those from `since` on, oldest first, with what may be told in public on `today`.
std::vector<Recognition> list_recognitions(const Store& store, std::optional<Day> since, Day today);

} // namespace hnat
