/// Withdrawing consent (P3; Law 91/2025/QH15 art. 10): no reason is asked for, every use ends at once, and
/// the erasure follows by a due day.
#pragma once

#include "base/enum_names.hpp"
#include "enroll/member.hpp"
#include "store/store.hpp"

#include <array>
#include <cstdint>
#include <vector>

namespace hnat {

enum class WithdrawalMethod { written, recorded_call, sms, email, in_person };
template <>
inline constexpr std::array k_enum_names<WithdrawalMethod>{
    EnumName{WithdrawalMethod::written, "written"},
    EnumName{WithdrawalMethod::recorded_call, "recorded-call"}, EnumName{WithdrawalMethod::sms, "sms"},
    EnumName{WithdrawalMethod::email, "email"}, EnumName{WithdrawalMethod::in_person, "in-person"}};

struct WithdrawalResult {
    std::int64_t consents = 0;             ///< that were withdrawn
    bool leaves = false;                   ///< nothing is left to rest on: the person is to be erased
    Day erased_by;                         ///< when `leaves`: the last day for it
    std::vector<std::int64_t> groups_left; ///< that are no longer joined
};

/// Withdraws the consents to these purposes; no purpose: all. Without a consent to contact nobody is a member
/// (P2), so with that one, or with the last one in force, all go and the member's erasure is due in
/// terms().erasure_days. Errors: not_found, usage (a purpose without a consent in force; the person has
/// withdrawn everything already).
WithdrawalResult withdraw_consents(Transaction& transaction, std::int64_t member,
                                   const std::vector<Purpose>& purposes, WithdrawalMethod how);

/// Whether the person has withdrawn everything already. Errors: not_found.
bool has_withdrawn(const Store& store, std::int64_t member);

} // namespace hnat
