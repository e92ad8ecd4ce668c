/// The one channel over which a member is reached, checked by its kind. Messages say what is wrong without
/// repeating what was typed: they may end up in a log.
#pragma once

#include "enroll/member.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace hnat {

/// A contact in its one written form, so that the same channel is the same text:
/// phone     E.164 (ITU-T), "+84900000001"
/// email     as typed, the domain in lower case
/// others    a handle or the link of a profile, NFC; a Zalo account that is a telephone number as E.164
struct Contact {
    ContactKind kind = ContactKind::phone;
    std::string value;
    friend bool operator==(const Contact&, const Contact&) = default;
};

/// Longest contact in bytes (an e-mail path has at most 254: RFC 5321, 4.5.3.1.3).
inline constexpr std::size_t k_longest_contact = 254;

/// The contact, or what is wrong with it and what was expected.
std::variant<Contact, std::string> parse_contact(ContactKind kind, std::string_view text);

/// As people write it in a person file: `phone:+84…`, `email:…`, `facebook:…`, `zalo:…`, `telegram:…`. A
/// telephone number and an e-mail address are known without their kind.
std::variant<Contact, std::string> parse_contact(std::string_view text);

/// Mobile numbers of 11 digits became 10 from 15 September 2018 on, old prefix by old prefix (decision
/// 798/QĐ-BTTTT).
struct MobilePrefix {
    std::string_view before, now;
};
std::span<const MobilePrefix> mobile_prefixes();

} // namespace hnat
