/// Members: people who moderate a group and consented to take part (P2). The closed lists of this area.
#pragma once

#include "base/enum_names.hpp"

#include <array>

namespace hnat {

/// What a person's data may be used for; one consent each (Law 91/2025/QH15 art. 9).
enum class Purpose { contact, meetings, tips_feedback, recognition, publication };
template <>
inline constexpr std::array k_enum_names<Purpose>{
    EnumName{Purpose::contact, "contact"}, EnumName{Purpose::meetings, "meetings"},
    EnumName{Purpose::tips_feedback, "tips-feedback"}, EnumName{Purpose::recognition, "recognition"},
    EnumName{Purpose::publication, "publication"}};

/// How a consent was given, in a form that can be shown later (Decree 356/2025/ND-CP art. 6).
enum class ConsentMethod { written, recorded_call, sms, email, in_person_signed };
template <>
inline constexpr std::array k_enum_names<ConsentMethod>{
    EnumName{ConsentMethod::written, "written"}, EnumName{ConsentMethod::recorded_call, "recorded-call"},
    EnumName{ConsentMethod::sms, "sms"}, EnumName{ConsentMethod::email, "email"},
    EnumName{ConsentMethod::in_person_signed, "in-person-signed"}};

/// What a member does in a group.
enum class MemberRole { owner, admin, moderator };
template <>
inline constexpr std::array k_enum_names<MemberRole>{EnumName{MemberRole::owner, "owner"},
                                                     EnumName{MemberRole::admin, "admin"},
                                                     EnumName{MemberRole::moderator, "moderator"}};

/// The one channel over which a member is reached.
enum class ContactKind { phone, email, facebook, zalo, telegram };
template <>
inline constexpr std::array k_enum_names<ContactKind>{
    EnumName{ContactKind::phone, "phone"}, EnumName{ContactKind::email, "email"},
    EnumName{ContactKind::facebook, "facebook"}, EnumName{ContactKind::zalo, "zalo"},
    EnumName{ContactKind::telegram, "telegram"}};

} // namespace hnat
